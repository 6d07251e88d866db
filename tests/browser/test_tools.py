"""Calculators and cards as a person uses them: slid, typed, copied, hovered, tapped."""

from __future__ import annotations

import re

from playwright.sync_api import expect

MESSAGES = "#in_messages_per_day"
PEOPLE = "[data-value=fte] dd"


def test_a_slider_moves_the_box_and_the_figure(desktop):
    desktop.open()
    desktop.page.click("#nav_tools")
    desktop.page.click("a:has-text('回复工作量')")
    expect(desktop.page.locator(PEOPLE)).to_have_text("1.93 人")
    slider = desktop.page.locator(".slide[data-for=in_messages_per_day]")
    slider.focus()
    slider.press("End")
    expect(desktop.page.locator(MESSAGES)).to_have_value("500")
    expect(desktop.page.locator(PEOPLE)).to_have_text("6.03 人")
    expect(desktop.page).to_have_url(re.compile("messages_per_day=500"))

    desktop.page.click("#language")
    expect(desktop.page.locator(PEOPLE)).to_have_text("6.03 people")
    desktop.page.click("#nav_plan")
    expect(desktop.page.locator("#brand")).to_have_text("Plan Desk")


def test_a_box_moves_the_slider_and_a_refusal_stands_in_place(desktop, server):
    desktop.page.goto(server.url + "/tools/reply_workload")
    slider = desktop.page.locator(".slide[data-for=in_messages_per_day]")
    desktop.page.fill(MESSAGES, "2,000")
    expect(desktop.page.locator(PEOPLE)).to_have_text("24.13 人")
    expect(slider).to_have_value("2000")
    desktop.page.fill(MESSAGES, "<img src=x>")
    expect(desktop.page.locator(".problem")).to_contain_text("“每天多少条消息”看不懂")
    assert desktop.page.locator("#outcome img").count() == 0
    desktop.page.fill(MESSAGES, "")
    expect(desktop.page.locator(".problem")).to_have_text("还缺：每天多少条消息。")
    desktop.page.fill(MESSAGES, "160")
    expect(desktop.page.locator(PEOPLE)).to_have_text("1.93 人")


def test_a_result_is_copied_as_text(desktop, server):
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.page.goto(server.url + "/tools/reply_workload")
    desktop.page.click("#copy")
    expect(desktop.page.locator("#copy")).to_have_text("已复制")
    copied = desktop.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("K14 回复工作量\n每天多少条消息\t160\n")
    assert "要几个人\t1.93 人" in copied


def test_on_a_phone_the_figures_stay_in_sight_below_the_bar(phone, server):
    for path in ("/tools", "/tools/sensitivity", "/en/tools/allocation"):
        phone.page.goto(server.url + path)
        assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    phone.page.locator("#in_start_month").scroll_into_view_if_needed()
    expect(phone.page.locator(".figures")).to_be_in_viewport()


def test_the_card_of_a_figure_opens_by_pointer_by_key_and_by_touch(desktop, phone):
    for visitor in (desktop, phone):
        visitor.open()
        visitor.new_plan()
        visitor.press("开始做方案")
        visitor.send("我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    figure = desktop.page.locator("#plan .figure[data-tip]").first
    card = desktop.page.locator("#tip")
    figure.hover()
    expect(card).to_contain_text("假设，待核实")
    desktop.page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    figure.focus()
    expect(card).to_be_visible()
    assert figure.get_attribute("aria-describedby") == "tip"
    desktop.page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    phone.page.click("#plan_switch")
    phone.page.locator("#plan .figure[data-tip]:visible").last.click()
    box = phone.page.locator("#tip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
