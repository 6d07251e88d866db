"""A plan over the whole page and as a calendar, its charts with their tables, and its views."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_sample_shows_every_chart_with_its_table_within_reach(desktop, server):
    page = desktop.page
    page.goto(server.url + "/sample")
    expect(page.locator("h1")).to_contain_text("小满家纺")
    figures = page.locator("main figure:has(svg)")
    titles = [figures.nth(i).locator("svg").get_attribute("aria-label") for i in range(9)]
    assert {"行动时间表", "全年战役排期", "目标台阶"} <= set(titles)
    for i in range(figures.count()):
        behind = figures.nth(i).locator("details.behind")
        if behind.get_attribute("open") is None:
            expect(behind.locator("table")).to_be_hidden()
            behind.locator("summary").focus()
            page.keyboard.press("Enter")
        expect(behind.locator("td").first).to_be_visible()
        drawn = figures.nth(i).locator("svg").bounding_box()
        assert drawn["width"] > 200
        assert drawn["height"] > 60


def test_an_action_on_the_line_of_days_stands_below_the_bar(desktop, server):
    page = desktop.page
    page.goto(server.url + "/sample")
    figure = page.locator("figure:has(svg[aria-label='行动时间表'])")
    figure.evaluate("figure => figure.scrollIntoView()")
    bar = page.locator("header.bar").bounding_box()
    assert figure.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_the_calendar_shows_the_days_of_the_plan_and_leads_back_to_it(desktop, server):
    page = desktop.page
    page.goto(server.url + "/sample/calendar")
    expect(page.locator("#nav_calendar")).to_have_attribute("aria-current", "page")
    november = page.locator(".month", has=page.locator("h2", has_text="2027 年 11 月"))
    expect(november.locator("td", has=page.locator("time", has_text="11"))).to_contain_text("双11")
    page.click("text=整页看方案")
    expect(page).to_have_url(server.url + "/sample")
    page.goto(server.url + "/en/sample/calendar")
    assert "False" not in page.inner_text(".keys")


def test_the_shown_view_of_the_panel_is_named_also_after_a_turn(desktop):
    desktop.open()
    desktop.new_plan()
    page = desktop.page
    current = page.locator("nav.views [aria-current=true]")
    expect(current).to_have_text(["方案"])
    page.click(".shows-profile")
    expect(current).to_have_text(["资料"])
    desktop.press("开始做方案")
    desktop.send("我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    expect(page.locator(".view-profile")).to_be_visible()
    expect(current).to_have_text(["资料"])


def test_the_three_ways_to_begin_stand_on_one_line(desktop, phone):
    desktop.open()
    desktop.new_plan()
    ways = [way.bounding_box() for way in desktop.page.locator("#chat .start .option").all()]
    assert len(ways) == 3
    assert len({(way["y"], way["height"]) for way in ways}) == 1
    phone.open()
    top = phone.page.locator("#header").bounding_box()
    pick = phone.page.locator("#plan_pick").bounding_box()
    assert pick["y"] >= top["y"] + top["height"] + 4
