"""Two users: neither reads or changes anything of the other by any route, known today or added.

Every route of the server either asks who is visiting (`WhoIs`) or stands on the list of those that
hold nobody's data; a new route that does neither fails here. Those that take an id are asked for
one's own, for the other's and for one that is not there: the last two are answered alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from signed_in import browser_on, build_server, guarded_app, sign_in
from starlette.routing import Mount

from assistant.storage.document_store import DocumentStore
from assistant.storage.records import Document
from assistant.storage.shelf import Shelf

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
MISSING = "0" * 32
BYTES = "application/octet-stream"
# who asks does not matter here: these hold nobody's data, or the token says what may be seen
PUBLIC = {
    ("GET", "/healthz"),
    ("GET", "/en"),
    ("GET", "/tw"),
    ("GET", "/signin"),
    ("POST", "/signin"),
    ("POST", "/signout"),
    ("GET", "/shared/{name}"),
    ("GET", "/tools"),
    ("GET", "/tools/{name}"),
    ("GET", "/tools/{name}/outcome"),
    ("GET", "/en/tools"),
    ("GET", "/en/tools/{name}"),
    ("GET", "/en/tools/{name}/outcome"),
}
# these ask for themselves: who is no administrator is refused
ADMIN = {
    (method, prefix + path)
    for prefix in ("", "/en")
    for method, path in (
        ("GET", "/settings"),
        ("POST", "/settings/trial"),
        ("POST", "/settings/model"),
        ("POST", "/settings/forget"),
    )
}


@dataclass(frozen=True, slots=True)
class Belongings:
    """The ids of what a user has."""

    plan_id: str
    document_id: str
    share_id: str
    upload_id: str


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app where bob and eve sign in."""
    with guarded_app(tmp_path_factory.mktemp("isolation") / "home", "bob", "eve") as app:
        yield app


@pytest.fixture(scope="module")
def server(app):
    """Its web application."""
    return build_server(app)


@pytest.fixture(scope="module")
def routes(server) -> list[tuple[str, APIRoute]]:
    """All routes but those of Gradio, each with its method."""
    found, mounted = [], []
    waiting = list(server.routes)
    while waiting:
        route = waiting.pop(0)
        if isinstance(route, APIRoute):
            found.append(route)
        elif isinstance(route, Mount):
            mounted.append(route.path)
        else:  # a router that was included, whose routes carry their whole path
            assert route.include_context.prefix == ""
            waiting += route.original_router.routes
    assert mounted == ["/en", "/tw", ""]
    return [(method, route) for route in found for method in sorted(route.methods)]


@pytest.fixture(scope="module")
def browsers(server):
    """The browsers of both, signed in."""
    browsers = {name: browser_on(server) for name in ("bob", "eve")}
    for name, browser in browsers.items():
        sign_in(browser, name)
    return browsers


@pytest.fixture(scope="module")
def has(app, browsers) -> dict[str, Belongings]:
    """What each of the two has: a plan with a version and a link, a document, an upload."""
    return {name: belongings(app, browsers[name], name) for name in browsers}


def belongings(app, browser, name: str) -> Belongings:
    plan = app.consultant.new_plan(name).id
    for message in ("开始", COMPANY):
        app.consultant.reply(name, plan, message)
    app.archive.save_version(name, plan, "第一稿", "", name, "zh")
    own = Document(
        "own.md", "底线", "zh-Hans", f"{name} 的报价底线。", shelf=Shelf("private", name)
    )
    DocumentStore(app.database).replace(own, [], np.zeros((0, 4), np.float32), "none")
    share = browser.post(f"/plans/{plan}/shares", json={}).json()["id"]
    sent = {"content": f"{name} 的材料".encode(), "headers": {"content-type": BYTES}}
    upload = browser.post("/knowledge/uploads?name=note.txt", **sent).json()["upload"]["id"]
    return Belongings(plan, own.id, share, upload)


def asks_who(dependant: Dependant, who) -> bool:
    return dependant.call == who or any(asks_who(part, who) for part in dependant.dependencies)


def test_every_route_asks_who_is_visiting_or_is_known_to_hold_nothing(app, server, routes):
    (gate,) = (one for one in server.user_middleware if one.cls.__name__ == "SignInGate")
    who = gate.kwargs["doorman"].who
    unguarded = {
        (method, route.path) for method, route in routes if not asks_who(route.dependant, who)
    }
    assert unguarded == PUBLIC | ADMIN


@pytest.mark.parametrize(("method", "path"), sorted(ADMIN))
def test_who_is_no_administrator_changes_no_settings(server, browsers, method, path):
    assert browser_on(server).request(method, path).status_code in (303, 401)
    assert browsers["eve"].request(method, path).status_code == 403


# ---------------------------------------------------------------------------- by id


def address(path: str, of: Belongings) -> str:
    """Return the address of a route with ids in it; a placeholder nobody knows fails the test."""
    values = {
        "plan_id": of.plan_id,
        "document_id": of.document_id,
        "share_id": of.share_id,
        "upload_id": of.upload_id,
        "number": "1",
        "name": "boss" if path.startswith("/plans/") else f"{of.plan_id}.md",
    }
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: values[found.group(1)], path)


BODIES = {
    "/plans/{plan_id}/edits": {"anchor": "title", "text": "改了"},
    "/plans/{plan_id}/edits/revert": {"anchor": "title"},
    "/plans/{plan_id}/explanations": {"subject": "title", "reason": "r", "by": "b"},
    "/plans/{plan_id}/approval": {"by": "eve"},
}
NOTHING = Belongings(MISSING, MISSING, MISSING, MISSING)


def test_what_belongs_to_somebody_else_is_answered_as_what_is_not_there(routes, browsers, has):
    asked = []
    for method, route in routes:
        if (method, route.path) in PUBLIC or "{" not in route.path:
            continue
        body = {} if method == "GET" else {"json": BODIES.get(route.path, {})}
        foreign, missing = (
            browsers["eve"].request(method, address(route.path, of), **body)
            for of in (has["bob"], NOTHING)
        )
        there = foreign.text.replace(has["bob"].plan_id, MISSING)
        assert (foreign.status_code, missing.status_code) == (404, 404), (method, route.path)
        assert there == missing.text, (method, route.path)
        asked.append(route.path)
    assert {"/export/{name}", "/documents/{document_id}", "/plans/{plan_id}/edits"} <= set(asked)


def test_the_same_addresses_answer_their_owner(routes, browsers, has):
    """Without this the test above would pass on addresses that are simply wrong."""
    for method, route in routes:
        if (method, route.path) in PUBLIC or "{" not in route.path or method != "GET":
            continue
        response = browsers["bob"].get(address(route.path, has["bob"]))
        assert response.status_code == 200, route.path


def test_nothing_of_the_other_was_changed(app, browsers, has):
    plan = app.consultant.view("bob", has["bob"].plan_id)
    assert plan.draft.plan.title.startswith("小满家纺")
    assert [version.number for version in app.archive.versions("bob", has["bob"].plan_id)] == [1]
    shares = browsers["bob"].get(f"/plans/{has['bob'].plan_id}/shares").json()["shares"]
    assert [share["id"] for share in shares] == [has["bob"].share_id]


TRICKS = ["{id}%00", "{id}/", "./{id}", "%2e%2e/{id}", "{id}'--", "{id}%20", "*", "%25", "_" * 32]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_way_of_writing_an_id_opens_what_is_not_ones_own(browsers, has, trick):
    bob, eve = has["bob"], browsers["eve"]
    for path in (
        f"/export/{trick.format(id=bob.plan_id)}.md",
        f"/documents/{trick.format(id=bob.document_id)}",
        f"/plans/{trick.format(id=bob.plan_id)}/shares",
        f"/plans/{has['eve'].plan_id}/../{bob.plan_id}/shares",
    ):
        response = eve.get(path)
        assert response.status_code in {307, 400, 404, 405}, path
        assert "底线" not in response.text
        assert "南通" not in response.text
