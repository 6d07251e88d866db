"""Every Chinese page exists below /tw in traditional characters, and its links stay there."""

from __future__ import annotations

import pytest
from page_html import read
from signed_in import browser_on, build_server

from assistant.ui.traditional.markup import is_mirrored

OWNER = "local"
COMPANY = "我们叫恒发软件，在宁波，9个人，开了3年淘宝店"


@pytest.fixture(scope="module")
def browser(app):
    with browser_on(build_server(app, "plans.example", OWNER)) as browser:
        yield browser


@pytest.fixture(scope="module")
def plan(app) -> str:
    plan = app.consultant.new_plan(OWNER)
    for message in ("开始", COMPANY):
        app.consultant.reply(OWNER, plan.id, message)
    return plan.id


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/tw/tools", "計算器"),
        ("/tw/tools/funnel", "計算器"),
        ("/tw/knowledge", "知識庫"),
        ("/tw/calendar", "日曆"),
        ("/tw/sample", "網路行銷方案"),
    ],
)
def test_a_page_is_traditional_and_its_links_stay_so(browser, path, says):
    answer = browser.get(path)
    page = read(answer.text)
    assert (answer.status_code, page.named("html")[0].attributes["lang"]) == (200, "zh-Hant")
    assert says in page.text
    links = {tag.attributes["href"]: tag.attributes.get("id") for tag in page.named("a")}
    inside = {link for link in links if not link.startswith(("/tw/", "#"))}
    assert {links[link] for link in inside} == {"language", "script"}
    back = page.named("a")[[t.attributes.get("id") for t in page.named("a")].index("script")]
    assert (back.text, back.attributes["href"]) == ("简", path.removeprefix("/tw"))


def test_the_simplified_page_leads_to_it_and_the_english_one_does_not(browser):
    def switch(path: str) -> list[str]:
        tags = read(browser.get(path).text).named("a")
        return [tag.attributes["href"] for tag in tags if tag.attributes.get("id") == "script"]

    assert switch("/tools/funnel") == ["/tw/tools/funnel"]
    assert switch("/en/tools/funnel") == []


def test_a_plan_keeps_the_name_of_its_firm_and_its_files_are_traditional(browser, plan):
    shown = browser.get(f"/tw/plans/{plan}/view").text
    assert "恒发软件" in shown
    assert "恒發軟體" not in shown
    assert "淘宝店" not in read(shown).text.replace(COMPANY, "")
    told = browser.get(f"/tw/export/{plan}.md")
    assert "計劃概略" in told.text
    assert told.headers["content-type"].startswith("text/markdown")


def test_what_the_library_holds_stays_as_it_was_written(browser):
    found = read(browser.get("/tw/knowledge/findings?q=双十一预热").text)
    assert "双十一" in found.text
    assert "综合" not in found.text


def test_what_scripts_are_told_is_traditional(browser, plan):
    assert browser.get("/tw/plans/软件/shares").json() == {
        "error": "沒有編號為 軟體 的方案。用 plan list 看看有哪些。"
    }
    answer = browser.post(
        "/tw/knowledge/uploads?name=x.xyz",
        content=b"x",
        headers={"content-type": "application/octet-stream"},
    )
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("x.xyz：這種檔案收錄不了。")


def test_a_comparison_is_traditional_but_for_the_owners_words(browser, app):
    plan = app.consultant.new_plan(OWNER)
    for message in ("开始", COMPANY):
        app.consultant.reply(OWNER, plan.id, message)
    assert browser.post(f"/tw/plans/{plan.id}/versions", json={}).status_code == 200
    app.consultant.reply(OWNER, plan.id, "公司或品牌改成万发软件")
    told = browser.get(f"/tw/plans/{plan.id}/versions/1/changes").json()["changes"]
    names = next(c for c in told if c["new"] == "万发软件")
    assert names["old"] == "恒发软件"
    assert "公司與模式" in names["where"]
    title = next(c for c in told if c["section"] == "title")
    assert title["new"].startswith("万发软件")
    assert "網路行銷方案" in title["new"]


def test_the_bare_address_leads_to_the_page_and_the_page_speaks_traditional(browser):
    assert browser.get("/tw").headers["location"] == "/tw/"
    config = browser.get("/tw/config").json()
    assert config["title"] == "謀劃 · 行銷策劃助手"


def test_every_route_is_below_tw_or_has_no_words(app):
    paths = build_server(app, "plans.example", OWNER).openapi()["paths"]
    assert {path for path in paths if not is_mirrored(path) and not path.startswith("/en/")} == {
        "/healthz",
        "/en",
        "/tw",
    }
