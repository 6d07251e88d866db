"""What no route has to think of: other sites, other origins, large bodies, what browsers keep."""

from __future__ import annotations

import pytest
from fastapi import FastAPI, Request
from signed_in import browser_on, build_server, guarded_app, sign_in
from starlette.testclient import TestClient

from assistant.ui.access.body_limit import BodyLimit

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> TestClient:
    """A browser with which bob has signed in."""
    with guarded_app(tmp_path_factory.mktemp("hard") / "home", "bob") as app:
        browser = browser_on(build_server(app))
        sign_in(browser, "bob")
        yield browser


# ---------------------------------------------------------------------------- other sites

OURS = "http://127.0.0.1"
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": OURS},
        {"sec-fetch-site": ""},
    ],
)
@pytest.mark.parametrize(
    "path", ["/plans/x/edits", "/signin", "/signout", "/gradio_api/queue/join", "/nothing"]
)
def test_a_page_of_another_site_changes_nothing(browser, path, headers):
    response = browser.post(path, json={}, headers=headers)
    assert response.status_code == 403
    assert "别的网站" in response.json()["error"]
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": OURS},
        {"sec-fetch-site": "same-origin", "origin": "https://plans.example"},
        {"sec-fetch-site": "none"},
    ],
)
def test_our_own_pages_and_programs_are_listened_to(browser, headers):
    asked = {"anchor": "x", "lang": "en"}
    response = browser.post("/plans/x/edits", json=asked, headers=headers)
    assert response.status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "BREW"])
def test_every_way_of_writing_is_covered(browser, method):
    assert browser.request(method, "/", headers={"origin": "null"}).status_code == 403


@pytest.mark.parametrize("path", ["/config", "/en/config", "/healthz", "/gradio_api/info"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:3000"])
def test_no_other_origin_may_read_an_answer(browser, path, origin):
    response = browser.get(path, headers={"origin": origin})
    named = [name for name in response.headers if name.startswith("access-control-")]
    assert named == []
    asks = {"origin": origin, "access-control-request-method": "POST"}
    assert browser.options(path, headers=asks).status_code == 400


# ---------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize("path", ["/", "/config", "/tools", "/export/x.md", "/signin", "/plans/x"])
def test_what_may_hold_a_plan_is_not_kept_by_the_browser(browser, path):
    assert browser.get(path).headers["cache-control"] == "no-store"


def test_no_page_gets_camera_or_place_or_a_frame_elsewhere(browser):
    headers = browser.get("/").headers
    assert "camera=()" in headers["permissions-policy"]
    assert "geolocation=()" in headers["permissions-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"


# ---------------------------------------------------------------------------- how much


@pytest.mark.parametrize("path", ["/plans/x/edits", "/signin", "/gradio_api/queue/join"])
def test_more_than_a_megabyte_of_words_is_refused(browser, path):
    response = browser.post(path, content=b"x" * (MEGABYTE + 1), headers=JSON)
    assert response.status_code == 413


@pytest.fixture
def counter() -> TestClient:
    """A server that tells how much it got, of files at most two megabytes and a bit."""
    server = FastAPI()

    @server.post("/")
    async def count(request: Request) -> int:
        return len(await request.body())

    server.add_middleware(BodyLimit, file_megabytes=2, refusal="too much")
    return TestClient(server)


def in_pieces(size: int):
    """Yield so many bytes without saying before how many there are."""
    for _ in range(0, size, 1000):
        yield b"x" * 1000


@pytest.mark.parametrize(
    ("size", "kind", "status"),
    [
        (900_000, "application/json", 200),
        (2_000_000, "application/json", 413),
        (2_000_000, "multipart/form-data; boundary=x", 200),
        (4_000_000, "multipart/form-data; boundary=x", 413),
        (2_000_000, "", 413),
    ],
)
@pytest.mark.parametrize("announced", [True, False])
def test_files_may_be_larger_than_words(counter, size, kind, status, announced):
    content = b"x" * size if announced else in_pieces(size)
    response = counter.post("/", content=content, headers={"content-type": kind})
    assert response.status_code == status
    assert response.json() == (size if status == 200 else {"error": "too much"})
