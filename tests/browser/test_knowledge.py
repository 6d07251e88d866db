"""The knowledge page as a person uses it: a file goes in, is cited, goes out, is cited no more."""

from __future__ import annotations

from playwright.sync_api import expect

QUESTION = "蓝鲸卡的退卡手续费是多少？"
NOTE = (
    "# 蓝鲸卡规则\n\n蓝鲸卡的退卡手续费是 37 元，七天内退卡不收。\n\n"
    "| 卡种 | 手续费 |\n|---|---|\n| 蓝鲸卡 | 37 元 |\n| 白鲸卡 | 52 元 |\n"
)


def file(name: str, content: str) -> dict:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode()}


def said(visitor, name: str):
    """What the page says of an upload."""
    return visitor.page.locator("#uploads > li", has_text=name).locator(".said")


def test_a_file_is_uploaded_cited_in_the_chat_deleted_and_cited_no_more(desktop):
    page = desktop.page
    desktop.open()
    desktop.new_plan()
    assert "37 元" not in desktop.send(QUESTION)

    page.click("#nav_knowledge")
    page.set_input_files("#files", [file("蓝鲸卡.md", NOTE), file("照片.png", "x")])
    expect(said(desktop, "照片.png")).to_contain_text("这种文件收录不了。")
    expect(said(desktop, "蓝鲸卡.md")).to_have_text("新增 1 段，可以引用了", timeout=60_000)
    row = page.locator(".documents tr", has_text="蓝鲸卡.md")
    expect(row).to_contain_text("我的")
    page.reload()
    expect(said(desktop, "蓝鲸卡.md")).to_have_text("新增 1 段，可以引用了")

    page.fill("#q", QUESTION)
    page.press("#q", "Enter")
    expect(page.locator(".hits li").first).to_contain_text("退卡手续费是 37 元")
    page.locator(".hit").first.click()
    expect(page.locator("#quote")).to_be_in_viewport()
    expect(page.locator(".reading table")).to_contain_text("白鲸卡")
    desktop.back()

    assert "37 元" in desktop.send(QUESTION)
    expect(page.locator("#chat .source").last).to_contain_text("蓝鲸卡规则")

    page.click("#nav_knowledge")
    row.get_by_role("button").click()
    expect(page.locator("#removal .named")).to_have_text("蓝鲸卡规则")
    page.get_by_role("button", name="不删").click()
    expect(row).to_be_visible()
    row.get_by_role("button").click()
    page.click("#remove")
    expect(row).to_have_count(0)
    desktop.back()
    desktop.new_plan()
    assert "37 元" not in desktop.send(QUESTION)


def test_on_a_phone_the_page_fits_and_the_list_is_sorted_and_filtered_in_place(phone, server):
    page = phone.page
    for path in ("/knowledge", "/en/knowledge?q=budget"):
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto(server.url + "/knowledge")
    page.select_option("[name=sort]", "title")
    expect(page.locator("[name=sort]")).to_have_value("title")
    page.fill("[name=words]", "抖音")
    expect(page.locator(".documents td.title").first).to_contain_text("抖音")
    page.fill("[name=words]", "没有这样的标题")
    expect(page.locator(".nothing")).to_have_text("没有标题或文件名里有“没有这样的标题”的资料。")
    page.goto(server.url + "/knowledge?library=private")
    expect(page.locator(".nothing")).to_contain_text("您自己的资料会列在这里")
