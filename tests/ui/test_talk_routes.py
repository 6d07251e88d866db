"""Where a conversation stands, and opinions on turns over HTTP: one's own plans only, JSON only."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from page_html import read
from starlette.testclient import TestClient

from assistant.ui.opinions import Opinions
from assistant.ui.talk_routes import talk_routes
from assistant.ui.visitor import always

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"


@pytest.fixture
def client(page, renderers):
    server = FastAPI()
    opinions = {language: Opinions(renderer) for language, renderer in renderers.items()}
    server.include_router(talk_routes(page.consultant, opinions, always(page.owner)))
    return TestClient(server)


@pytest.fixture
def plan(page) -> str:
    plan = page.desk.new_plan()
    for message in ("开始", COMPANY):
        page.consultant.reply(page.owner, plan, message)
    return plan


def test_it_tells_the_last_turn_and_whether_one_is_under_way(client, page, plan):
    path = f"/plans/{plan}/talk"
    idle = {"busy": False, "last": 2, "message": COMPANY, "again": True}
    assert client.get(path).json() == idle
    running = page.consultant.stream(page.owner, plan, "四件套，C端")
    next(running)
    assert client.get(path).json()["busy"] is True
    running.close()
    empty = page.desk.new_plan()
    assert client.get(f"/plans/{empty}/talk").json() == {
        "busy": False,
        "last": 0,
        "message": "",
        "again": False,
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"helpful": True, "reason": "long", "text": "x"}, "您说有帮助。"),
        ({"helpful": False}, "您说没帮助。"),
        ({"helpful": False, "reason": "long"}, "您说没帮助：太啰嗦"),
        ({"helpful": False, "reason": "wrong", "text": " 卖贵了 "}, "您说没帮助：说得不对，卖贵了"),
        ({"helpful": False, "text": "<b>", "lang": "en"}, "You found this not helpful: <b>"),
        ({}, ""),
    ],
)  # fmt: skip
def test_an_opinion_is_told_back_and_shown_below_its_turn(client, page, plan, given, said):
    client.post(f"/plans/{plan}/turns/2/feedback", json={"helpful": True})
    answer = client.post(f"/plans/{plan}/turns/2/feedback", json=given)
    assert (answer.status_code, answer.json()) == (200, {"text": said})
    if given.get("lang") != "en":
        shown = read(page.desk.messages(plan)[-1]["content"])
        assert shown.texts("said-so") == [said]


def test_what_cannot_be_kept_is_refused_in_the_language_of_the_page(client, page, plan, open_page):
    path = f"/plans/{plan}/turns/2/feedback"
    refused = client.post(path, json={"helpful": False, "reason": "mood", "lang": "en"})
    assert (refused.status_code, refused.json()) == (400, {"error": "There is no such reason."})
    assert client.post(path, json={"helpful": False, "text": "长" * 1001}).status_code == 400
    assert client.post(path, data={"helpful": "true"}).status_code == 422
    missing = client.post(f"/plans/{plan}/turns/9/feedback", json={"helpful": True})
    assert (missing.status_code, missing.json()) == (404, {"error": "没有这一句。"})
    foreign = open_page(owner="somebody else").desk.new_plan()
    assert client.post(f"/plans/{foreign}/turns/1/feedback", json={}).status_code == 404
    assert client.get(f"/plans/{foreign}/talk").status_code == 404
    assert read(page.desk.messages(plan)[-1]["content"]).texts("said-so") == [""]


def test_only_what_says_something_about_the_business_asks_for_an_opinion(page, plan):
    page.consultant.reply(page.owner, plan, "谢谢")
    lines = [read(m["content"]).classed("opinion") for m in page.desk.messages(plan)]
    classes = [line[0].classes for line in lines if line]
    assert classes == [
        ["opinion", "of-1"],
        ["opinion", "of-2"],
        ["opinion", "of-3", "newest", "again"],
    ]
    shown = [read(m["content"]) for m in page.desk.messages(plan) if m["role"] == "assistant"]
    assert [len(html.classed("said-so")) for html in shown] == [0, 0, 1, 0]
