"""Edits, versions and approval over HTTP: only one's own plans, only JSON, errors in words."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.ui.plan_routes import plan_routes
from assistant.ui.visitor import always

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"


@pytest.fixture
def client(page):
    server = FastAPI()
    server.include_router(plan_routes(page.consultant.archive, always(page.owner)))
    return TestClient(server)


@pytest.fixture
def plan(page) -> str:
    plan = page.desk.new_plan()
    for message in ("开始", COMPANY):
        page.consultant.reply(page.owner, plan, message)
    return plan


def place_of(page, plan: str, words: str) -> str:
    edited = page.consultant.view(page.owner, plan).draft.edited
    return next(place.anchor for place in edited.places if place.words == words)


def test_a_cell_is_edited_shown_and_put_back(client, page, plan):
    anchor = place_of(page, plan, "南通")
    done = client.post(f"/plans/{plan}/edits", json={"anchor": anchor, "text": "江苏 <b>南通</b>"})
    assert (done.status_code, done.json()) == (200, {"ok": True})
    panel = page.desk.plan(plan)
    assert "江苏 &lt;b&gt;南通&lt;/b&gt;" in panel
    assert 'class="edited"' in panel
    client.post(f"/plans/{plan}/edits/revert", json={"anchor": anchor})
    assert "江苏" not in page.desk.plan(plan)


def test_versions_are_saved_compared_and_restored(client, page, plan):
    client.post(f"/plans/{plan}/versions", json={"name": "第一稿"})
    anchor = place_of(page, plan, "南通")
    client.post(f"/plans/{plan}/edits", json={"anchor": anchor, "text": "无锡"})
    changes = client.get(f"/plans/{plan}/versions/1/changes").json()["changes"]
    assert [(change["old"], change["new"]) for change in changes] == [("南通", "无锡")]
    client.post(f"/plans/{plan}/versions/1/restore", json={})
    assert "无锡" not in [
        p.words for p in page.consultant.view(page.owner, plan).draft.edited.places
    ]


def test_after_an_approval_a_change_says_who_and_why(client, page, plan):
    assert client.post(f"/plans/{plan}/approval", json={"by": ""}).status_code == 400
    client.post(f"/plans/{plan}/approval", json={"by": "张总"})
    anchor = place_of(page, plan, "南通")
    refused = client.post(f"/plans/{plan}/edits", json={"anchor": anchor, "text": "无锡"})
    assert refused.status_code == 400
    assert "方案已经批准" in refused.json()["error"]
    signed = {"anchor": anchor, "text": "无锡", "by": "李梅", "reason": "搬家了"}
    assert client.post(f"/plans/{plan}/edits", json=signed).status_code == 200
    panel = page.desk.plan(plan)
    assert "data-approved" in panel
    assert "搬家了 · 李梅" in panel


def test_a_plan_of_somebody_else_does_not_exist(client, open_page):
    foreign = open_page(owner="somebody else").desk.new_plan()
    asked = {"anchor": "title", "text": "x", "name": "x", "by": "x", "subject": "x"}
    for path in ("edits", "edits/revert", "versions", "versions/1/restore", "approval",
                 "explanations"):  # fmt: skip
        assert client.post(f"/plans/{foreign}/{path}", json=asked).status_code == 404
    assert client.get(f"/plans/{foreign}/versions/1/changes?lang=en").status_code == 404


def test_only_json_changes_anything(client, plan):
    """A form of another site can be sent without being asked for first; JSON cannot."""
    form = client.post(f"/plans/{plan}/approval", data={"by": "Mallory"})
    assert form.status_code == 422
