"""Sharing: the owner makes, lists and stops links; whoever has one reads the plan, no more."""

from __future__ import annotations

import io

import pytest
from docx import Document
from page_html import assert_harmless, read
from signed_in import browser_on, build_server, guarded_app, sign_in
from starlette.testclient import TestClient

COMPANY = "我们叫小满<b>家纺</b>，在南通，9个人，开了3年淘宝店"
SAID = "悄悄话只在对话里"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app where bob and eve sign in."""
    with guarded_app(tmp_path_factory.mktemp("sharing") / "home", "bob", "eve") as app:
        yield app


@pytest.fixture(scope="module")
def server(app):
    """Its web application."""
    return build_server(app)


@pytest.fixture(scope="module")
def plan(app) -> str:
    """A plan of bob, in whose conversation something was taken back."""
    plan = app.consultant.new_plan("bob").id
    for message in ("开始", COMPANY, SAID, "撤销"):
        app.consultant.reply("bob", plan, message)
    return plan


@pytest.fixture(scope="module")
def bob(server) -> TestClient:
    """The browser of bob, who has signed in."""
    browser = browser_on(server)
    sign_in(browser, "bob")
    return browser


@pytest.fixture
def stranger(server) -> TestClient:
    """A browser of somebody who has no name here."""
    return browser_on(server)


def make_link(bob: TestClient, plan: str, **asked) -> dict:
    response = bob.post(f"/plans/{plan}/shares", json=asked)
    assert response.status_code == 200
    return response.json()


def test_a_link_is_made_listed_and_stopped(bob, stranger, plan):
    made = make_link(bob, plan, days=30)
    assert set(made) == {"id", "created_at", "ends_at", "link"}
    path = made.pop("link")
    assert bob.get(f"/plans/{plan}/shares").json() == {"shares": [made]}
    assert stranger.get(path).status_code == 200
    assert bob.delete(f"/plans/{plan}/shares/{made['id']}").json() == {"ok": True}
    assert bob.get(f"/plans/{plan}/shares").json() == {"shares": []}
    assert stranger.get(path).status_code == 404
    assert bob.delete(f"/plans/{plan}/shares/{made['id']}").status_code == 404


@pytest.mark.parametrize("asked", [{"days": 365}, {"days": 0}, {"days": "x"}, {"lang": "fr"}])
def test_links_last_a_week_or_a_month(bob, plan, asked):
    assert bob.post(f"/plans/{plan}/shares", json=asked).status_code == 422


def test_a_reader_sees_the_plan_and_nothing_else(bob, stranger, plan):
    response = stranger.get(make_link(bob, plan)["link"])
    page = assert_harmless(response.text.split("</script>", 1)[1].split("</body>")[0])
    assert page.named("h2")[0].text.startswith("小满<b>家纺</b> · ")
    assert "南通" in page.text
    for hidden in (plan, SAID, "data-anchor", "data-tip", "data-plan", "bob", "change-", "review"):
        assert hidden not in response.text.split("</style>")[1], hidden
    assert [tag.attributes["id"] for tag in page.named("button")] == ["dark"]
    assert page.named("form") == page.named("input") == page.named("textarea") == []


def test_neither_browsers_nor_search_engines_nor_other_sites_keep_it(bob, stranger, plan):
    response = stranger.get(make_link(bob, plan)["link"])
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-robots-tag"] == "noindex, nofollow"
    assert '<meta name="referrer" content="no-referrer">' in response.text


def test_a_reader_downloads_the_plan_by_the_links_of_the_page(bob, stranger, plan):
    page = read(stranger.get(make_link(bob, plan)["link"]).text)
    links = {tag.text: tag.attributes["href"] for tag in page.named("a")}
    assert links.pop("跳到正文").startswith("#")
    assert {"Word", "Markdown"} <= set(links) <= {"Word", "Markdown", "PDF"}
    assert stranger.get(links["Markdown"]).text.startswith("# 小满")
    word = stranger.get(links["Word"])
    assert Document(io.BytesIO(word.content)).paragraphs
    assert word.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


def test_the_page_and_its_downloads_speak_english_too(bob, stranger, plan):
    link = make_link(bob, plan, lang="en")["link"]
    page = read(stranger.get(link).text)
    assert page.texts("tagline") == ["A plan that was shared with you, to read and to download."]
    hrefs = {tag.text: tag.attributes["href"] for tag in page.named("a")}
    assert "marketing plan" in stranger.get(hrefs["Markdown"]).text.splitlines()[0]


def test_it_follows_the_plan(app, bob, stranger):
    plan = app.consultant.new_plan("bob").id
    link = make_link(bob, plan)["link"]
    assert "小满" not in stranger.get(link).text
    for message in ("开始", COMPANY):
        app.consultant.reply("bob", plan, message)
    assert "小满" in stranger.get(link).text


def test_every_link_that_leads_nowhere_is_answered_alike(app, bob, stranger, plan):
    token = make_link(bob, plan)["link"].split("?")[0].removeprefix("/shared/")
    gone = stranger.get(f"/shared/{'x' * 32}")
    assert gone.status_code == 404
    assert "这个链接打不开了" in gone.text
    paths = [token[:-1], token.swapcase(), f"{token}.json", f"{token}.exe", f"{'x' * 32}.md", plan]
    for path in paths:
        response = stranger.get(f"/shared/{path}")
        assert (response.status_code, response.text) == (404, gone.text), path


def test_a_link_opens_nothing_but_its_plan(app, bob, stranger, plan):
    other = app.consultant.new_plan("bob").id
    token = make_link(bob, plan)["link"].split("?")[0].removeprefix("/shared/")
    for path in (f"/export/{plan}.md", f"/export/{token}.md", f"/shared/{other}", "/config"):
        assert stranger.get(path).status_code in {401, 404}
    assert stranger.post(f"/shared/{token}", json={}).status_code in {404, 405}
