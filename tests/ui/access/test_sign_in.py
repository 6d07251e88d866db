"""Signing in: the form, the cookie, too many tries, the way back, the way out."""

from __future__ import annotations

import pytest
from apps import build_app
from page_html import read
from signed_in import COOKIE, PASSWORD, browser_on, build_server, guarded_app, quick_hash, sign_in
from starlette.testclient import TestClient

from assistant.errors import InputError
from assistant.storage.user_store import UserStore
from assistant.ui.access.sign_in_routes import local_path

HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app with a boss and two users; which of them a test leaves locked out is its own."""
    names = ("bob", "小满", "guessed", "leaver", "changer")
    with guarded_app(tmp_path_factory.mktemp("signin") / "home", *names, admin="boss") as app:
        yield app


@pytest.fixture(scope="module")
def server(app):
    """Its web application."""
    return build_server(app)


@pytest.fixture
def browser(server) -> TestClient:
    """A browser that nobody has signed in with."""
    return browser_on(server)


# ---------------------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    ("path", "next_path"),
    [
        ("/", "%2F"),
        ("/en/", "%2Fen%2F"),
        ("/tools/funnel?a=1&b=2", "%2Ftools%2Ffunnel%3Fa%3D1%26b%3D2"),
        ("/documents/x", "%2Fdocuments%2Fx"),
        ("/nothing", "%2Fnothing"),
    ],
)
def test_a_stranger_who_opens_a_page_is_asked_to_sign_in(browser, path, next_path):
    response = browser.get(path, headers=HTML)
    assert response.status_code == 303
    assert response.headers["location"] == f"/signin?next={next_path}"


@pytest.mark.parametrize(
    "path",
    [
        "/config",
        "/en/config",
        "/gradio_api/info",
        "/gradio_api/heartbeat/x",
        "/gradio_api/queue/data?session_hash=x",
        "/gradio_api/file=/etc/passwd",
        "/en/gradio_api/file=/etc/passwd",
        "/gradio_api/startup-events",
        "/export/x.md",
        "/documents/x",
        "/theme.css",
        "/tools",
        "/shared/../config",
        "/healthz/../config",
        "/assets/../config",
        "//config",
    ],
)
def test_a_stranger_reads_nothing(browser, path):
    response = browser.get(path)
    assert response.status_code in {401, 404}
    if response.status_code == 401:
        assert set(response.json()) == {"error"}


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/queue/join",
        "/gradio_api/call/show",
        "/gradio_api/upload",
        "/gradio_api/cancel",
        "/en/gradio_api/reset",
        "/login",
        "/plans/x/edits",
    ],
)
def test_a_stranger_changes_nothing(browser, path):
    assert browser.post(path, json={}).status_code == 401
    assert browser.post(path, files={"files": b"x"}, headers=HTML).status_code == 401


def test_health_and_the_form_are_open(browser):
    assert browser.get("/healthz").json() == {"ok": True}
    form = read(browser.get("/signin?next=/tools").text)
    fields = {tag.attributes.get("name"): tag.attributes for tag in form.named("input")}
    assert set(fields) == {"name", "password", "next", "lang"}
    assert fields["next"]["value"] == "/tools"
    assert fields["password"]["type"] == "password"


def test_the_form_speaks_the_language_of_the_page_asked_for(browser):
    assert read(browser.get("/signin?next=/en/").text).named("h1")[0].text == "Sign in"
    assert read(browser.get("/signin?lang=en").text).named("h1")[0].text == "Sign in"
    assert read(browser.get("/signin").text).named("h1")[0].text == "登录"


# ---------------------------------------------------------------------------- in and out


def test_with_name_and_password_one_is_in_until_one_leaves(browser):
    response = sign_in(browser, " 小满 ", next="/tools/funnel?a=1")
    assert (response.status_code, response.headers["location"]) == (303, "/tools/funnel?a=1")
    assert browser.get("/config").json()["username"] == "小满"
    assert browser.get("/en/config").json()["username"] == "小满"
    assert browser.get("/signin?next=/tools").headers["location"] == "/tools"
    response = browser.post("/signout?lang=en")
    assert (response.status_code, response.headers["location"]) == (303, "/signin?lang=en")
    assert browser.get("/config").status_code == 401


def test_no_picture_or_link_signs_anybody_out(browser):
    sign_in(browser, "bob")
    assert browser.get("/signout").status_code == 404
    assert browser.get("/config").status_code == 200


def test_the_cookie_stays_with_the_browser_and_this_site(server):
    for scheme, secure in (("http", False), ("https", True)):
        cookie = sign_in(browser_on(server, scheme), "bob").headers["set-cookie"]
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/", "max-age=1209600"} <= parts
        assert ("secure" in parts) is secure
        assert "bob" not in cookie


@pytest.mark.parametrize(("name", "password"), [("bob", "wrong horse"), ("eve", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(browser, name, password):
    response = sign_in(browser, name, password, lang="en")
    assert response.status_code == 401
    page = read(response.text)
    assert page.texts("refused") == ["Name or password is wrong."]
    assert COOKIE not in response.headers.get("set-cookie", "")
    assert password not in response.text


def test_what_is_typed_as_a_name_stays_text(browser):
    response = sign_in(browser, '"><script>alert(1)</script>', "x", next='/"><script>')
    assert "<script>alert" not in response.text
    assert '<script>"' not in response.text


@pytest.mark.parametrize("body", [b"", b"name", b"\xff\xfe=%zz", b"name=bob", b"{}"])
def test_a_form_that_makes_no_sense_is_a_wrong_one(browser, body):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/signin", content=body, headers=headers).status_code == 401


# ---------------------------------------------------------------------------- when it ends


def test_after_too_many_wrong_ones_even_the_right_one_waits(server):
    browser = TestClient(server, "http://127.0.0.1", client=("10.0.0.8", 1))
    wrong = [sign_in(browser, "guessed", f"wrong {n}").status_code for n in range(9)]
    assert wrong == [401] * 8 + [429]
    response = sign_in(browser, "guessed")
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 900
    assert read(response.text).texts("refused") == ["试得太多了，请过 15 分钟再来。"]
    assert sign_in(browser_on(server), "bob").status_code == 303


def test_one_address_cannot_try_many_names(server):
    for _ in range(30):
        doorman_of(server)._addresses.take("10.0.0.9")
    far = TestClient(server, "http://127.0.0.1", client=("10.0.0.9", 1), follow_redirects=False)
    assert sign_in(far, "bob").status_code == 429
    near = TestClient(server, "http://127.0.0.1", client=("10.0.0.10", 1), follow_redirects=False)
    assert sign_in(near, "bob").status_code == 303


def doorman_of(server):
    """Return the doorman that a server was built with."""
    (gate,) = (one for one in server.user_middleware if one.cls.__name__ == "SignInGate")
    return gate.kwargs["doorman"]


def test_an_altered_cookie_is_nobodys(server):
    browser = browser_on(server)
    sign_in(browser, "bob")
    token = browser.cookies[COOKIE]
    for forged in (token[:-1], token + "0", token.split(".")[0], "W10=." + token.split(".")[1]):
        stranger = browser_on(server)
        stranger.cookies.set(COOKIE, forged)
        assert stranger.get("/config").status_code == 401


def test_another_password_ends_what_was_signed_in_with_the_old_one(app, server):
    browser = browser_on(server)
    sign_in(browser, "changer")
    assert browser.get("/config").status_code == 200
    UserStore(app.database).set_password("changer", quick_hash("another horse"))
    assert browser.get("/config").status_code == 401
    assert sign_in(browser, "changer").status_code == 401
    assert sign_in(browser, "changer", "another horse").status_code == 303


def test_whoever_is_removed_is_out_at_once(app, server):
    browser = browser_on(server)
    sign_in(browser, "leaver")
    assert browser.get("/config").status_code == 200
    UserStore(app.database).remove("leaver")
    assert browser.get("/config").status_code == 401


# ---------------------------------------------------------------------------- where to go on


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/x\r\nset-cookie: a=b",
        "/signin",
        "/signin?next=/signin",
        "/signout",
    ],
)
def test_nobody_is_sent_to_another_site_or_round_in_circles(asked):
    assert local_path(asked) == "/"
    assert local_path(asked, "en") == "/en/"


@pytest.mark.parametrize("asked", ["/", "/en/", "/tools/funnel?a=1&b=%2F", "/documents/x#y"])
def test_pages_of_this_server_are_gone_on_to(asked):
    assert local_path(asked, "en") == asked


# ---------------------------------------------------------------------------- roles, no sign-in


def test_only_administrators_edit_what_belongs_to_all(app):
    access = app.access("local", ["127.0.0.1"])
    edits = {name: access.may_edit_company(name) for name in ("boss", "bob", "eve", "local")}
    assert edits == {"boss": True, "bob": False, "eve": False, "local": False}


def test_without_sign_in_the_one_person_may_do_everything(tmp_path):
    with guarded_app(tmp_path / "home", "bob"):
        pass
    with build_app(tmp_path / "home", sign_in="off") as app:
        access = app.access("local", ["0.0.0.0"])
        assert (access.doorman, access.is_admin("local")) == (None, True)
        assert access.is_admin("bob") is False
        browser = browser_on(build_server(app))
        assert browser.get("/config").json()["username"] == "local"
        assert browser.get("/signin").status_code == 404


def test_a_server_that_needs_users_does_not_start_without(tmp_path):
    with guarded_app(tmp_path / "home") as app, pytest.raises(InputError) as refused:
        build_server(app)
    assert "plan-assistant user add NAME --admin" in refused.value.en
