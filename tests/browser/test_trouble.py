"""Trouble in the middle of a turn: a reload, an error of the server, a sign-in that expires."""

from __future__ import annotations

import threading

import pytest
from live_page import LiveServer, Visitor
from playwright.sync_api import Page, expect
from signed_in import PASSWORD, quick_hash

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.user_store import UserStore

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
QUESTION = "双十一的销量主要来自哪个阶段？"


def box(page: Page):
    return page.locator("#msg textarea")


def notice(page: Page):
    return page.locator(".talk-notice")


@pytest.fixture
def held(server, monkeypatch):
    """Hold every answer of the library until the gate is opened."""
    gate = threading.Event()
    answerer = type(server.app.answerer)
    real = answerer.stream

    def waiting(*given, **named):
        gate.wait(30)
        yield from real(*given, **named)

    monkeypatch.setattr(answerer, "stream", waiting)
    yield gate
    gate.set()


def test_a_reload_in_the_middle_of_a_turn_shows_its_answer_once(desktop, held):
    desktop.open()
    desktop.new_plan()
    page = desktop.page
    box(page).fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#chat [data-testid=user]")).to_have_text([QUESTION])
    expect(page.locator("#btn_stop")).to_be_visible()
    page.reload()
    page.wait_for_selector("#chat [data-testid=bot]")
    expect(page.locator("#chat [data-testid=bot]").last).to_contain_text("正在想")
    held.set()
    expect(page.locator("#chat details.source")).not_to_have_count(0)
    expect(page.locator("#chat [data-testid=user]")).to_have_text([QUESTION])
    assert "60%-70%" in desktop.last()
    expect(page.locator("#chat .opinion.newest")).to_have_count(1)
    expect(box(page)).to_have_value("")
    expect(notice(page)).to_be_hidden()
    # the framework tells the console that the page was left while it was listening
    left = ("AbortError", "Connection errored out")
    desktop.complaints[:] = [c for c in desktop.complaints if not any(sign in c for sign in left)]


def test_a_message_the_server_refuses_with_an_error_can_be_sent_again(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.press("开始做方案")
    page, joins = desktop.page, "**/gradio_api/queue/join*"
    page.route(joins, lambda route: route.fulfill(status=500, body="Internal Server Error"))
    box(page).fill(COMPANY)
    page.keyboard.press("Enter")
    expect(notice(page)).to_contain_text("请再按一次发送")
    expect(box(page)).to_have_value(COMPANY)
    page.unroute(joins)
    desktop.complaints[:] = [told for told in desktop.complaints if "500" not in told]
    box(page).press("Enter")
    expect(page.locator("#chat .chip").first).to_contain_text("小满家纺")
    expect(page.locator("#chat [data-testid=user]")).to_have_text(["开始做方案", COMPANY])
    expect(notice(page)).to_be_hidden()


@pytest.fixture
def guarded(tmp_path):
    """A running server where bob signs in."""
    home = tmp_path / "home"
    database = Database(Settings(home=home).database)
    UserStore(database).add("bob", quick_hash(PASSWORD))
    database.close()
    server = LiveServer(home)
    yield server
    server.stop()


def sign_in(page: Page) -> None:
    page.fill("[name=name]", "bob")
    page.fill("[name=password]", PASSWORD)
    page.click(".door button")
    page.wait_for_selector("#chat [data-testid=bot]")


def test_what_is_typed_while_the_sign_in_expires_is_there_after_the_next(browser, guarded):
    context = browser.new_context(locale="zh-CN")
    bob = Visitor(context.new_page(), guarded.url)
    page = bob.page
    page.goto(guarded.url)
    sign_in(page)
    bob.press("开始做方案")
    box(page).press_sequentially(COMPANY[:9])
    context.clear_cookies()
    box(page).press_sequentially(COMPANY[9:])
    page.keyboard.press("Enter")
    expect(notice(page)).to_contain_text("重新登录后还在")
    expect(box(page)).to_have_value(COMPANY)
    page.goto(guarded.url)
    sign_in(page)
    expect(box(page)).to_have_value(COMPANY)
    assert "小满家纺" not in bob.plan()
    context.close()
