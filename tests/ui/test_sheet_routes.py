"""Sheets and task cards over HTTP: only one's own plans, in both languages, as page and PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_drafter, raw_profile

from assistant.prompts import Wording
from assistant.ui.sheet_pages import SheetPages
from assistant.ui.sheet_routes import sheet_routes
from assistant.ui.visitor import always

COMPANY = "我们叫<b>小满</b>家纺，在南通，9个人，开了3年淘宝店"
PROMPTS = Path(__file__).parents[2] / "prompts"


def sheet_pages() -> dict[str, SheetPages]:
    wording = Wording.load(PROMPTS / "page.yaml")
    return {language: SheetPages(wording, language) for language in ("zh", "en")}


def client_for(page, owner: str) -> TestClient:
    server = FastAPI()
    server.include_router(sheet_routes(page.consultant, sheet_pages(), always(owner)))
    return TestClient(server)


@pytest.fixture
def plan(page) -> str:
    plan = page.desk.new_plan()
    for message in ("开始", COMPANY):
        page.consultant.reply(page.owner, plan, message)
    return plan


def test_sheets_and_cards_are_pages_in_both_languages(page, plan):
    client = client_for(page, page.owner)
    titles = {
        "boss": ("给老板的一页", "One page for the boss"),
        "hours": ("当天时段作战单", "Hour sheet of the day"),
        "cards": ("任务卡", "Task cards"),
    }
    for name, words in titles.items():
        for language, title in zip(("zh", "en"), words, strict=True):
            shown = client.get(f"/plans/{plan}/{name}?lang={language}")
            assert shown.status_code == 200
            assert f"<h1>{title}</h1>" in shown.text
            assert "<b>小满" not in shown.text


def test_every_card_has_a_button_that_copies_its_text():
    plan = load_drafter().draft(raw_profile(), language="zh", today=TODAY)
    shown = sheet_pages()["zh"].cards(plan, "1")
    assert shown.count("data-copy") == shown.count("<pre>任务卡 · ") == 6
    assert 'aria-label="复制文字 · 小李"' in shown


def test_a_sheet_is_downloaded_as_pdf(page, plan):
    answer = client_for(page, page.owner).get(f"/plans/{plan}/boss.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "filename*=UTF-8''boss-" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["boss", "hours", "cards", "boss.pdf"])
def test_somebody_elses_plan_is_not_found(page, plan, name):
    assert client_for(page, "stranger").get(f"/plans/{plan}/{name}").status_code == 404
    assert client_for(page, page.owner).get(f"/plans/none/{name}").status_code == 404


def test_there_are_no_other_sheets(page, plan):
    assert client_for(page, page.owner).get(f"/plans/{plan}/wall").status_code == 422
