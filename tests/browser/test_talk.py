"""The conversation on the page: taken again, reworded, judged; nothing typed is ever lost."""

from __future__ import annotations

import pytest
from live_page import LiveServer, Visitor
from playwright.sync_api import Page, expect

from assistant.storage.plan_store import PlanStore

COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
OTHER = "我们叫恒固紧固件，在宁波，46个人"


def box(page: Page):
    return page.locator("#msg textarea")


def notice(page: Page):
    return page.locator(".talk-notice")


def messages(visitor: Visitor) -> list[str]:
    """Return what the person has said, as shown."""
    return visitor.page.locator("#chat [data-testid=user]").all_inner_texts()


def begin(visitor: Visitor) -> None:
    visitor.open()
    visitor.new_plan()
    visitor.press("开始做方案")
    visitor.send(COMPANY)


def test_the_last_message_is_reworded_taken_again_undone_and_judged(desktop):
    begin(desktop)
    page = desktop.page
    page.click("#btn_edit")
    expect(box(page)).to_have_value(COMPANY)
    expect(notice(page)).to_contain_text("正在改上一句")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_have_value(COMPANY)
    box(page).fill(OTHER)
    assert "恒固紧固件" in desktop.act("#btn_send")
    expect(notice(page)).to_be_hidden()
    assert messages(desktop) == ["开始做方案", OTHER]
    assert "小满家纺" not in desktop.plan()

    desktop.act("#btn_retry")
    assert messages(desktop) == ["开始做方案", OTHER]
    page.click("#chat .opinion.newest button:has-text('没帮助')")
    page.check("#opinion_form input[value=long]")
    page.fill("#opinion_form textarea", "三句就够")
    page.click("#opinion_form .sends")
    expect(page.locator("#chat .opinion.newest")).to_contain_text("您说没帮助：太啰嗦，三句就够")

    assert "撤销了" in desktop.act("#btn_undo")
    expect(page.locator("#chat .turn.undone")).to_have_count(1)
    expect(page.locator("#btn_retry")).to_be_hidden()
    page.reload()
    expect(page.locator("#chat .opinion.no")).to_contain_text("三句就够")


def test_two_tabs_that_show_different_turns_do_not_overwrite_each_other(desktop):
    begin(desktop)
    late = Visitor(desktop.page.context.new_page(), desktop.url)
    late.open()
    desktop.send("四件套，卖给年轻妈妈，C端")

    late.page.click("#btn_retry")
    expect(late.page.locator("#chat .turn.failed")).to_contain_text("在另一个窗口里往下走了")
    assert messages(late) == messages(desktop)

    desktop.send("跳过")
    late.page.click("#btn_edit")
    expect(notice(late.page)).to_contain_text("已经刷新")
    expect(late.page.locator("#chat [data-testid=user]")).to_have_count(4)
    expect(box(late.page)).to_have_value("")


def test_what_was_not_sent_is_there_after_a_reload_with_its_own_plan(desktop):
    begin(desktop)
    box(desktop.page).press_sequentially("毛利五成左右，")
    desktop.page.reload()
    expect(box(desktop.page)).to_have_value("毛利五成左右，")
    desktop.page.click("#btn_new")
    expect(box(desktop.page)).to_have_value("")


def test_earlier_turns_come_in_above_and_the_view_stays(desktop, server):
    desktop.open()
    desktop.new_plan()
    page, plans = desktop.page, PlanStore(server.app.database)
    desktop.send("谢谢")
    plan_id = page.get_attribute("#plan [data-plan]", "data-plan")
    (turn,) = plans.turns("local", plan_id)
    for number in range(2, 61):
        said = {**turn.outcome, "number": number, "message": f"第 {number} 句"}
        asked = plans.ask("local", plan_id, f"第 {number} 句")
        plans.finish(plans.plan("local", plan_id), asked, turn.kind, said)
    page.reload()
    expect(page.locator("#chat [data-testid=user]")).to_have_count(40)
    page.wait_for_function(  # a page that opens goes to the newest turn first
        "() => { const s = document.querySelector('#chat .bubble-wrap');"
        " return s.scrollTop > 0 && s.scrollTop + s.clientHeight > s.scrollHeight - 8; }"
    )
    page.wait_for_timeout(500)
    first = page.locator("#chat [data-testid=user]", has_text="第 21 句")
    page.locator("#chat .shows-earlier").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    before = first.bounding_box()["y"]
    page.click("#chat .shows-earlier")
    expect(page.locator("#chat [data-testid=user]")).to_have_count(60)
    page.wait_for_timeout(500)
    button = 60  # the button that was above is gone
    assert abs(first.bounding_box()["y"] - before) < button
    desktop.send("您好")
    expect(page.locator("#chat [data-testid=user]")).to_have_count(40)


@pytest.fixture
def own_server(tmp_path):
    """A server that a test may stop."""
    live = LiveServer(tmp_path / "home")
    yield live
    live.stop()


def test_a_message_to_a_server_that_is_gone_waits_in_the_box(browser, own_server):
    context = browser.new_context(locale="zh-CN")
    visitor = Visitor(context.new_page(), own_server.url)
    page = visitor.page
    visitor.open()
    visitor.press("开始做方案")
    own_server.stop()
    box(page).fill(COMPANY)
    page.keyboard.press("Enter")
    expect(notice(page)).to_contain_text("连不上服务器")
    expect(box(page)).to_have_value(COMPANY)
    own_server.start()
    # the framework finds the server again and begins anew
    expect(page.locator(".talk-notice[data-shown=draft]")).to_be_visible(timeout=30_000)
    expect(box(page)).to_have_value(COMPANY)
    box(page).press("Enter")
    expect(page.locator("#chat .opinion.of-2")).to_be_attached()
    assert messages(visitor) == ["开始做方案", COMPANY]
    expect(box(page)).to_have_value("")
    expect(notice(page)).to_be_hidden()
    assert visitor.outside == []
    context.close()
