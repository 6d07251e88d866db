"""Two people at once, each signed in with a browser of his own, and a reader with a link."""

from __future__ import annotations

import pytest
from accessible import faults
from live_page import LiveServer, Visitor
from signed_in import PASSWORD, quick_hash

from assistant.settings import Settings
from assistant.storage.database import Database
from assistant.storage.user_store import UserStore

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A running server where bob and eve sign in."""
    home = tmp_path_factory.mktemp("two") / "home"
    database = Database(Settings(home=home).database)
    for name in ("bob", "eve"):
        UserStore(database).add(name, quick_hash(PASSWORD))
    database.close()
    server = LiveServer(home)
    yield server
    server.stop()


def enter(browser, server: LiveServer, name: str) -> Visitor:
    """Open the page as somebody, through the sign-in form, in a browser context of his own."""
    visitor = Visitor(browser.new_context(locale="zh-CN").new_page(), server.url)
    visitor.page.goto(server.url)
    visitor.page.fill("[name=name]", name)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.click(".door button")
    visitor.page.wait_for_selector("#chat [data-testid=bot]")
    return visitor


def plan_of(visitor: Visitor) -> str:
    return visitor.page.locator("#plan [data-plan]").get_attribute("data-plan")


def test_the_sign_in_page_has_no_serious_fault(browser, guarded):
    stranger = Visitor(browser.new_context(locale="zh-CN").new_page(), guarded.url)
    for path in ("/", "/en/", "/tw/"):
        stranger.page.goto(guarded.url + path)
        stranger.page.wait_for_selector(".door")
        assert faults(stranger.page) == {}
    assert "名字" in stranger.page.inner_text(".door")
    assert stranger.page.url == f"{guarded.url}/tw/signin?next=%2Ftw%2F"


def test_two_people_at_once_see_their_own_plans_only(browser, guarded):
    bob, eve = (enter(browser, guarded, name) for name in ("bob", "eve"))
    for visitor, company in ((bob, "小满家纺，在南通"), (eve, "恒固紧固件，在宁波")):
        visitor.press("开始做方案")
        visitor.send(f"我们叫{company}，9个人")
    assert ("南通" in bob.plan(), "宁波" in bob.plan()) == (True, False)
    assert ("南通" in eve.plan(), "宁波" in eve.plan()) == (False, True)
    assert bob.page.locator("#visitor").inner_text() == "bob"

    stolen = plan_of(bob)
    for path in (f"/export/{stolen}.md", f"/plans/{stolen}/shares"):
        assert bob.page.request.get(guarded.url + path).status == 200
        assert eve.page.request.get(guarded.url + path).status == 404
    # what the page remembers is in the hands of the browser: eve puts bob's plan there
    eve.page.evaluate(
        "() => Object.keys(localStorage).forEach((key) => localStorage.removeItem(key))"
    )
    for key, value in bob.page.evaluate("() => Object.entries(localStorage)"):
        eve.page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, value])
    eve.open()
    eve.page.wait_for_selector("#plan [data-plan]")
    assert plan_of(eve) != stolen
    assert "南通" not in eve.page.content()

    eve.page.click("#sign_out")
    eve.page.wait_for_selector(".door")
    eve.page.goto(guarded.url)
    assert "/signin" in eve.page.url
    assert bob.complaints == eve.outside == bob.outside == []


def test_a_link_made_in_the_versions_view_opens_for_a_reader_until_it_is_stopped(browser, guarded):
    bob = enter(browser, guarded, "bob")
    bob.new_plan()
    bob.press("开始做方案")
    bob.send("我们叫小满家纺，在南通，9个人")
    bob.page.click(".shows-versions")
    bob.page.click(".shares summary")
    bob.page.click(".makes-share")
    bob.page.wait_for_selector(".stops-share")
    link = bob.page.input_value(".made-share input")

    reader = Visitor(browser.new_context(locale="zh-CN").new_page(), guarded.url)
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.goto(link)
    assert "小满家纺" in reader.page.inner_text("h2")
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 390
    assert reader.complaints == reader.outside == []

    bob.page.click(".stops-share")
    bob.page.wait_for_selector(".stops-share", state="detached")
    assert reader.page.goto(link).status == 404
    assert bob.complaints == []
