"""Take the pictures of README and tour: python tests/browser/screenshots.py [folder]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from live_page import ARGUMENTS, CHROMIUM, LiveServer, Visitor
from playwright.sync_api import Browser, sync_playwright
from tour import STOPS, compress, write_tour

OWNER_SAYS = (
    "我们叫小满家纺，在南通，9个人，开了3年淘宝店",
    "做床品四件套的，卖给个人，C端，全国都卖",
    "四件套占75%，毛利54%，剩下是枕被",
    "双十一的销量主要来自哪个阶段？",
    "线上一年240万，三年做到600万，2029年12月31号之前",
    "一年60万，只算推广，每月平摊5万，预备金10%",
)
REST = (
    "四件套，卖240，成本110，一个月能供4000套，因为A类面料可以机洗",
    "25到40岁的女性，怕买到掉色起球的，看材质和评价，一年买两次，一次两三百",
    "客单价240，成本110，运费12块，平台扣5.6个点，退货8%",
    "淘宝为主，小红书种草",
    "淘宝直通车、小红书、抖音",
    "转化2.5%，点击1块8，付费的占六成",
    "618和双11，双11目标100万，备货4000套",
    "李梅，专职",
    "每个月5号，我来主持，差15%就调整",
)
SIZES = {"page": (1400, 900), "phone": (390, 844)}


def take(folder: Path) -> None:
    """Hold the fixture's interview once and photograph it in both languages and sizes."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        server.app.warm_up()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            _photograph(browser, server, folder)
        finally:
            browser.close()
            server.stop()


def _photograph(browser: Browser, server: LiveServer, folder: Path) -> None:
    desk = _visit(browser, server, "page")
    _interview(desk, folder)
    _look_around(desk, folder)
    phone = _visit(browser, server, "phone")
    phone.open()
    phone.page.screenshot(path=folder / "phone-chat.png")
    phone.page.click("#plan_switch")
    _show(phone, "#P4", folder / "phone-plan.png")
    english = _visit(browser, server, "page")
    english.open("/en/")
    english.send("What share of Double 11 sales comes from the pre-heat days?")
    english.page.locator("#chat details.source summary").last.click()
    _show(english, "#P4", folder / "page-en.png")
    for stop in STOPS:
        compress(folder / f"{stop.picture}.png")
    write_tour(folder)


def _interview(desk: Visitor, folder: Path) -> None:
    desk.open()
    desk.page.screenshot(path=folder / "first-visit.png")
    desk.press("开始做方案")
    for message in OWNER_SAYS:
        desk.send(message)
    _show(desk, "#P4", folder / "page-zh.png")
    for message in REST:
        desk.send(message)
    _show(desk, "#P7", folder / "page-budget.png")
    for view, name in (("map", "page-map"), ("profile", "page-systems")):
        desk.page.click(f".shows-{view}")
        _show(desk, f".view-{view}", folder / f"{name}.png")
    desk.page.click(".shows-plan")
    desk.page.click("#dark")
    _show(desk, "#P1", folder / "page-dark.png")
    desk.page.click("#dark")


def _look_around(desk: Visitor, folder: Path) -> None:
    desk.open("/tw/")
    _show(desk, "#P4", folder / "page-tw.png")
    pages = (
        ("/sample", "#P6", "sample-actions"),
        ("/sample/calendar", ".month:nth-of-type(6)", "calendar"),
        ("/tools/funnel", "main", "tools"),
        ("/knowledge?q=双十一预热", "main", "knowledge"),
    )
    for path, place, name in pages:
        desk.page.goto(desk.url + path)
        _show(desk, place, folder / f"{name}.png")


def _visit(browser: Browser, server: LiveServer, kind: str) -> Visitor:
    width, height = SIZES[kind]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    return Visitor(context.new_page(), server.url)


def _show(visitor: Visitor, place: str, path: Path) -> None:
    visitor.page.evaluate(f"document.querySelector('{place}').scrollIntoView()")
    visitor.page.wait_for_timeout(400)
    visitor.page.screenshot(path=path)


if __name__ == "__main__":
    take(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
