"""Everybody can use the page: no serious fault that axe-core knows, and the keyboard is enough."""

from __future__ import annotations

import pytest
from accessible import faults
from playwright.sync_api import expect

WORDS = {
    "": ("开始做方案", "我们叫小满家纺，在南通，9个人", "双十一的销量主要来自哪个阶段？"),
    "/en": (
        "Start the plan",
        "We are Henggu Fasteners in Ningbo, 46 people, 12 years in business",
        "What share of Double 11 sales comes from the pre-heat days?",
    ),
}  # fmt: skip
PAGES = ("/knowledge", "/tools", "/tools/sensitivity", "/settings", "/calendar")
# a finished plan is long: its cover, a section with a chart and tables, and one month
SAMPLE = {"/sample": ".cover, .contents, #P4", "/sample/calendar": ".month:first-of-type"}
# every view in one language: in the other it has the same markup and colours
VIEWS = {"": ("map", "profile", "rehearsal", "versions"), "/en": ("profile",)}
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [element.id || element.className || element.tagName, shows];
}"""


@pytest.mark.parametrize("language", WORDS)
def test_the_conversation_and_the_views_of_a_plan_have_no_serious_fault(phone, language):
    start, company, question = WORDS[language]
    phone.open(f"{language}/")
    phone.new_plan()
    found = {"first": faults(phone.page)}
    phone.press(start)
    phone.send(company)
    phone.send(question)
    found["talk"] = faults(phone.page, "#talk")
    phone.page.click("#plan_switch")
    found["plan"] = faults(phone.page, "#paper")
    for view in VIEWS[language]:
        phone.page.click(f".shows-{view}")
        found[view] = faults(phone.page, f".view-{view}")
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("language", WORDS)
def test_the_other_pages_have_no_serious_fault(desktop, server, language):
    found = {}
    for path in PAGES:
        desktop.page.goto(f"{server.url}{language}{path}")
        found[path] = faults(desktop.page)
    if not language:
        for path, part in SAMPLE.items():
            desktop.page.goto(server.url + path)
            found[path] = faults(desktop.page, part)
    assert {name: told for name, told in found.items() if told} == {}


def test_on_a_phone_what_scrolls_sideways_can_be_scrolled_by_key(phone, server):
    for path in ("/tools/sensitivity", "/knowledge"):
        phone.page.goto(server.url + path)
        assert faults(phone.page) == {}


def test_enter_sends_and_shift_enter_begins_a_new_line(desktop):
    desktop.open()
    desktop.new_plan()
    box = desktop.page.locator("#msg textarea")
    box.focus()
    desktop.page.keyboard.type("开始")
    desktop.page.keyboard.press("Shift+Enter")
    expect(box).to_have_value("开始\n")
    assert desktop.said() == 0
    desktop.page.keyboard.press("Enter")
    expect(box).to_have_value("")
    expect(desktop.page.locator("#chat [data-testid=user]")).to_have_count(1)


def test_the_tab_key_goes_from_the_skip_link_along_the_bar_and_is_always_seen(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.page.locator(".skip").focus()
    assert desktop.page.evaluate("document.querySelector('a, button, input').className") == "skip"
    stops = []
    for _ in range(14):
        desktop.page.keyboard.press("Tab")
        stops.append(desktop.page.evaluate(FOCUSED))
    assert [stop for stop in stops if not stop[1]] == []
    names = [name for name, _ in stops]
    bar = ["nav_plan", "nav_calendar", "nav_knowledge", "nav_tools"]
    first = names.index("nav_plan")
    assert names[first : first + 4] == bar
    assert names.index("language") < names.index("script") < names.index("dark")


def test_the_skip_link_leads_to_the_message_box_and_to_the_content(desktop, server):
    desktop.open()
    desktop.page.locator(".skip").focus()
    expect(desktop.page.locator(".skip")).to_be_in_viewport()
    desktop.page.keyboard.press("Enter")
    expect(desktop.page.locator("#msg textarea")).to_be_focused()
    desktop.page.goto(server.url + "/tools")
    desktop.page.keyboard.press("Tab")
    desktop.page.keyboard.press("Enter")
    expect(desktop.page.locator("#content")).to_be_focused()


def test_escape_closes_the_sheet_and_the_dialog_and_gives_the_focus_back(phone, desktop):
    phone.open()
    phone.new_plan()
    phone.page.click("#plan_switch")
    expect(phone.page.locator("#talk")).to_have_attribute("inert", "")
    phone.page.locator("#plan a").first.focus()
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator("#paper")).to_be_hidden()
    expect(phone.page.locator("#plan_switch")).to_be_focused()

    desktop.open()
    desktop.page.locator(".shows-versions").focus()
    desktop.page.evaluate("() => { askFor('为什么改？', [['reason', '原因']]); }")
    expect(desktop.page.locator("dialog.ask:not(#opinion_form) input")).to_be_focused()
    desktop.page.keyboard.press("Escape")
    expect(desktop.page.locator("dialog.ask:not(#opinion_form)")).to_have_count(0)
    expect(desktop.page.locator(".shows-versions")).to_be_focused()
