"""The page as a person uses it: asked, interviewed, drafted, reloaded, downloaded."""

from __future__ import annotations

import io
import re

from docx import Document
from playwright.sync_api import expect

OWNER_SAYS = [
    ("我们叫小满家纺，在南通，9个人，开了3年淘宝店", "A2"),
    ("做床品四件套的，卖给个人，C端，全国都卖", "A4"),
    ("四件套占75%，毛利54%，剩下是枕被", "A5"),
    ("线上一年240万，2027年1月1日开始，三年做到600万，2029年12月31号之前", "A9"),
    ("一年60万，只算推广，每月平摊5万，预备金10%", "B5"),
]


def test_the_first_visit_explains_itself_and_offers_a_start(desktop):
    desktop.open()
    desktop.new_plan()
    assert "把生意讲给我听，方案我来起草。" in desktop.last()
    expect(desktop.page.locator("#chat button.option")).to_have_count(2)
    assert "方案会写在这里" in desktop.plan()
    assert "离线模式" in desktop.page.locator("#header").inner_text()


def test_a_question_is_answered_with_a_source_that_opens_at_the_quote(desktop):
    desktop.open()
    desktop.new_plan()
    said = desktop.send("双十一的销量主要来自哪个阶段？")
    assert "60%-70%" in said
    source = desktop.page.locator("#chat details.source").first
    expect(source.locator("mark")).to_be_hidden()
    source.locator("summary").click()
    expect(source.locator("mark")).to_contain_text("60%-70%")
    with desktop.page.expect_popup() as opened:
        source.locator("a").click()
    whole = opened.value
    expect(whole.locator("#quote")).to_contain_text("60%-70%")
    expect(whole.locator("h1")).to_contain_text("双十一")


def test_what_the_library_does_not_hold_is_refused(desktop):
    desktop.open()
    desktop.new_plan()
    said = desktop.send("抖音佣金是多少？")
    assert "资料库里没有" in said
    assert desktop.page.locator("#chat details.source").count() == 0


def test_the_interview_fills_the_plan_survives_a_reload_and_is_downloaded(desktop, server):
    desktop.open()
    desktop.new_plan()
    said = desktop.press("开始做方案")
    assert "我们是谁？" in said
    for message, _ in OWNER_SAYS[:3]:
        desktop.send(message)
    said = desktop.send("双十一过后店铺日销应该到几倍？")
    assert "2 倍" in said
    assert "回到刚才的问题：" in said
    desktop.send(OWNER_SAYS[3][0])
    assert "360 万元" in desktop.plan()
    expect(desktop.page.locator("#P4 h3 em")).to_have_text("刚更新")

    desktop.page.reload()
    desktop.page.wait_for_selector("#chat [data-testid=bot]")
    assert desktop.said() == 6
    assert "一共愿意花多少钱" in desktop.last()

    said = desktop.send(OWNER_SAYS[4][0])
    assert "添油战术" in said
    plan = desktop.plan()
    for figure in ("3,120,000", "4,380,000", "6,000,000", "216,000", "324,000"):
        assert figure in plan

    with desktop.page.expect_download() as download:
        desktop.page.click("#dl_docx")
    path = download.value.path()
    assert re.fullmatch(r".*小满家纺.*\.docx", download.value.suggested_filename)
    document = Document(io.BytesIO(path.read_bytes()))
    cells = {c.text for table in document.tables for row in table.rows for c in row.cells}
    assert any("3,120,000" in cell for cell in cells)


def test_a_chip_starts_its_own_correction(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.press("开始做方案")
    desktop.send("我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    desktop.page.locator("#chat .chip").first.click()
    box = desktop.page.locator("#msg textarea")
    expect(box).to_have_value("公司或品牌改成")
    desktop.send("公司或品牌改成小满床品")
    expect(desktop.page.locator("#chat [data-testid=bot]").last).to_contain_text(
        "公司或品牌从 小满家纺 改成 小满床品"
    )


def test_quick_replies_explain_and_skip(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.press("开始做方案")
    assert "一切定位从这里开始" in desktop.press("为什么问")
    assert "可以这样答" in desktop.press("看个例子")
    assert "我们是做什么的" in desktop.press("先跳过")


def test_plans_are_kept_apart_and_can_be_picked(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.press("开始做方案")
    desktop.send("我们叫青石茶业，在杭州，12个人，做了5年")
    desktop.new_plan()
    assert "方案会写在这里" in desktop.plan()
    desktop.page.click("#plan_pick input")
    desktop.page.click("ul.option-list li:has-text('青石茶业')")
    expect(desktop.page.locator("#plan h2")).to_contain_text("青石茶业")


def test_the_page_speaks_english(desktop):
    desktop.open("/en/")
    desktop.new_plan()
    assert "Tell me about your business" in desktop.last()
    said = desktop.send("What share of Double 11 sales comes from the pre-heat days?")
    assert "60%-70%" in said
    said = desktop.press("Start the plan")
    assert "Who are we?" in said
    said = desktop.send("We are Henggu Fasteners in Ningbo, 46 people, 12 years in business")
    assert "Understood." in said
    assert "46 people" in said


def test_a_traditional_question_gets_a_traditional_answer(desktop):
    desktop.open()
    desktop.new_plan()
    said = desktop.send("雙十一的銷量主要來自哪個階段？")
    assert "雙十一期間的銷量有 60%-70%" in said


def test_on_a_phone_the_plan_is_a_sheet_over_the_conversation(phone):
    phone.open()
    phone.new_plan()
    phone.press("开始做方案")
    phone.send("我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    expect(phone.page.locator("#plan h2")).to_be_hidden()
    phone.page.click("#plan_switch")
    expect(phone.page.locator("#plan h2")).to_be_visible()
    phone.page.locator("#plan .missing button").first.click()
    expect(phone.page.locator("#plan h2")).to_be_hidden()
    expect(phone.page.locator("#chat [data-testid=user]").last).to_contain_text("改A")


def test_markup_in_a_message_stays_text(desktop):
    desktop.open()
    desktop.new_plan()
    desktop.press("开始做方案")
    hostile = "我们叫<img src=x onerror=alert(1)>**粗**，在南通，9个人"
    desktop.send(hostile)
    assert desktop.page.locator("#chat img, #plan img").count() == 0
    shown = desktop.page.locator("#chat [data-testid=user]").last.inner_text()
    assert shown.strip() == hostile


def test_the_dark_theme_is_remembered(desktop):
    desktop.open()
    assert not desktop.page.evaluate("document.body.classList.contains('dark')")
    desktop.page.click("#dark")
    desktop.page.reload()
    desktop.page.wait_for_selector("#chat [data-testid=bot]")
    desktop.page.wait_for_function("document.body.classList.contains('dark')")


def test_foreign_and_missing_plans_are_not_exported(desktop, server):
    response = desktop.page.request.get(f"{server.url}/export/{'0' * 32}.docx")
    assert response.status == 404
    response = desktop.page.request.get(f"{server.url}/documents/{'0' * 32}")
    assert response.status == 404


def test_every_answer_carries_the_security_headers(desktop, server):
    headers = desktop.page.request.get(server.url + "/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    refused = desktop.page.request.get(server.url + "/healthz", headers={"host": "evil.example"})
    assert refused.status == 400
