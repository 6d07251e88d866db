"""The server: pages, documents, downloads; who is answered, and with which headers."""

from __future__ import annotations

import io
import json
import shutil
from urllib.parse import quote

import numpy as np
import pytest
from apps import build_app, filled_home
from docx import Document
from signed_in import browser_on, build_server

from assistant.exporting.export import FORMATS
from assistant.storage.document_store import DocumentStore
from assistant.storage.records import Document as Record
from assistant.storage.records import StoredPlan
from assistant.storage.shelf import Shelf

OWNER = "local"
NOWHERE = "0" * 32
COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
FILE_NAME = quote("小满家纺-·-2026–2029-年网络营销方案-2026-11-22")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app with the bundled corpus in its library."""
    home = tmp_path_factory.mktemp("server") / "home"
    shutil.copytree(filled_home(tmp_path_factory.getbasetemp()), home)
    with build_app(home) as app:
        yield app


@pytest.fixture(scope="module")
def browser(app):
    """What asks the server; it speaks to 127.0.0.1 and follows no redirects."""
    with browser_on(build_server(app, "plans.example", OWNER)) as browser:
        yield browser


@pytest.fixture(scope="module")
def plan(app) -> StoredPlan:
    """A plan of the owner with a company in it."""
    plan = app.consultant.new_plan(OWNER)
    for message in ("开始", COMPANY):
        app.consultant.reply(OWNER, plan.id, message)
    return plan


@pytest.fixture(scope="module")
def article(app):
    """A document of the library."""
    store = DocumentStore(app.database)
    found = store.document(store.summaries()[0].id)
    assert found is not None
    return found


# ---------------------------------------------------------------------------- pages


def test_health_is_a_short_yes(browser):
    response = browser.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"ok": True})


@pytest.mark.parametrize(
    ("path", "title"),
    [("/", "谋划 · 营销策划助手"), ("/en/", "Plan Desk · marketing plan assistant")],
)
def test_each_language_has_its_page(browser, path, title):
    response = browser.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    config = browser.get(f"{path}config").json()
    assert config["title"] == title
    assert title in response.text


def test_the_bare_address_of_the_english_page_leads_to_it(browser):
    response = browser.get("/en")
    assert (response.status_code, response.headers["location"]) == (307, "/en/")


def test_the_page_loads_nothing_from_elsewhere(browser):
    html = browser.get("/").text
    assert 'src="http' not in html
    assert 'src="//' not in html
    assert "window.showChanged" in html
    assert "fonts.googleapis.com" not in html + browser.get("/theme.css").text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/docs",
        "/redoc",
        "/export/",
        "/documents/",
        "/en/nothing",
        "/gradio_api/mcp/",
        f"/export/{NOWHERE}",
        f"/documents/{NOWHERE}/x",
    ],
)
def test_what_is_not_there_is_not_found(browser, path):
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "pyproject.toml", "assistant/app.py", "../etc/passwd", "%2e%2e/x"]
)
def test_no_file_of_the_machine_is_served(browser, path):
    assert browser.get(f"/gradio_api/file={path}").status_code in {403, 404}


@pytest.mark.parametrize("path", ["/healthz", "/export/x.md", "/documents/x", "/tools/funnel"])
def test_nothing_is_written_through_routes_that_are_read(browser, path):
    assert browser.post(path).status_code in {404, 405}


# ---------------------------------------------------------------------------- who is answered


@pytest.mark.parametrize("path", ["/", "/en/", "/healthz", "/nothing", "/documents/x?start=a"])
def test_every_response_carries_the_security_headers_once(browser, path):
    headers = browser.get(path).headers
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("referrer-policy") == ["same-origin"]
    (policy,) = headers.get_list("content-security-policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'self'"
    assert not [source for source in rules.values() if "*" in source or "http" in source]


@pytest.mark.parametrize("path", ["/", "/en/", "/healthz"])
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "xlocalhost"]
)
def test_other_host_names_are_refused_with_the_headers_on(browser, path, host):
    response = browser.get(path, headers={"host": host})
    assert response.status_code == 400
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:7860", "plans.example"])
def test_its_own_host_names_are_answered_on_any_port(browser, host):
    assert browser.get("/healthz", headers={"host": host}).status_code == 200


# ---------------------------------------------------------------------------- calculators


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/tools", "<h1>计算器</h1>"),
        ("/en/tools", "<h1>Calculators</h1>"),
        ("/tools/funnel", "<h1>漏斗倒推：目标要多少访客和预算 <small>K4</small></h1>"),
        ("/en/tools/K4", "<h1>Funnel: the visitors and money a goal needs <small>K4</small></h1>"),
    ],
)
def test_the_calculators_have_their_pages_in_both_languages(browser, path, heading):
    response = browser.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-security-policy" in response.headers
    assert heading in response.text
    assert "http://" not in response.text
    assert "https://" not in response.text


def test_the_outcome_follows_the_settings(browser):
    given = "messages_per_day=1,000&minutes_each=4"
    response = browser.get(f"/tools/reply_workload/outcome?{given}")
    assert response.status_code == 200
    assert "<dd>12.07 人</dd>" in response.text
    assert "<html" not in response.text
    page = browser.get(f"/en/tools/reply_workload?{given}").text
    assert "<dd>12.07 people</dd>" in page
    assert 'name="messages_per_day" value="1,000"' in page


def test_settings_that_cannot_be_used_are_answered_with_a_sentence(browser):
    response = browser.get("/en/tools/reply_workload/outcome?messages_per_day=-1&minutes_each=4")
    assert response.status_code == 200
    assert "“messages a day” cannot be -1." in response.text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/tools/funel", "没有叫 'funel' 的计算器，最接近的是 funnel。"),
        ("/en/tools/x/outcome", "There is no calculator 'x'"),
    ],
)
def test_a_calculator_that_is_not_there_is_said_so(browser, path, sentence):
    response = browser.get(path)
    assert response.status_code == 404
    assert response.json()["detail"].startswith(sentence)


# ---------------------------------------------------------------------------- documents


def test_a_document_opens_with_the_quote_marked(browser, article):
    start = article.text.index("\n\n", article.body_start + 10) + 2
    response = browser.get(f"/documents/{article.id}?start={start}&end={start + 5}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{article.title}</h1>" in response.text
    quoted = article.text[start : start + 5]
    assert f'<mark id="quote">{quoted.strip()}</mark>' in response.text
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("lang", "sentence"), [("zh", "没有这份资料。"), ("en", "There is no such document.")]
)
def test_a_document_that_is_not_there_is_said_so(browser, lang, sentence):
    response = browser.get(f"/documents/{NOWHERE}?lang={lang}")
    assert (response.status_code, response.json()) == (404, {"detail": sentence})


def test_a_private_document_is_shown_to_its_owner_and_not_to_a_stranger(app, browser):
    store = DocumentStore(app.database)
    own, foreign = (
        Record(
            path="note.md",
            title="底线",
            language="zh-Hans",
            text=f"{owner} 的报价底线。",
            shelf=Shelf("private", owner),
        )
        for owner in (OWNER, "somebody else")
    )
    for document in (own, foreign):
        store.replace(document, [], np.zeros((0, 4), np.float32), "none")

    assert f"{OWNER} 的报价底线" in browser.get(f"/documents/{own.id}").text
    hidden, missing = (browser.get(f"/documents/{id_}") for id_ in (foreign.id, NOWHERE))
    assert (hidden.status_code, hidden.text) == (404, missing.text)


@pytest.mark.parametrize("query", ["start=a", "end=1.5", "lang=fr"])
def test_a_query_that_makes_no_sense_is_refused(browser, article, query):
    assert browser.get(f"/documents/{article.id}?{query}").status_code == 422


def test_a_large_upload_reaches_the_library_which_judges_it_by_its_own_rules(browser):
    response = browser.post(
        f"/knowledge/uploads?name={quote('照片.png')}",
        content=b"x" * 3_000_000,
        headers={"content-type": "application/octet-stream"},
    )
    assert response.status_code == 400
    assert response.json()["error"].startswith("照片.png：这种文件收录不了。")


# ---------------------------------------------------------------------------- downloads


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        (".md", "text/markdown; charset=utf-8"),
        (".json", "application/json"),
        (".docx", WORD),
        (".DOCX", WORD),
        (".xlsx", WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")),
        (".pptx", WORD.replace("wordprocessingml.document", "presentationml.presentation")),
    ],
)
def test_a_download_has_its_type_and_its_chinese_name(browser, plan, ending, media_type):
    response = browser.get(f"/export/{plan.id}{ending}")
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == (
        f"attachment; filename*=UTF-8''{FILE_NAME}{ending.lower()}"
    )


def test_each_download_holds_the_plan(browser, plan):
    contents = {
        ending: browser.get(f"/export/{plan.id}{ending}").content
        for ending in (".md", ".json", ".docx")
    }
    title = "小满家纺 · 2026–2029 年网络营销方案"
    assert contents[".md"].decode().startswith(f"# {title}\n")
    assert json.loads(contents[".json"])["title"] == title
    document = Document(io.BytesIO(contents[".docx"]))
    assert title in [paragraph.text for paragraph in document.paragraphs]


def test_a_download_speaks_the_language_of_its_page(browser, plan):
    english = browser.get(f"/export/{plan.id}.md?lang=en").text
    assert english.startswith("# 小满家纺")
    assert "marketing plan" in english.splitlines()[0]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "没有这份方案，或者它不属于您。"),
        ("en", "There is no such plan, or it is not yours."),
    ],
)
def test_a_plan_that_is_not_there_or_not_yours_is_not_downloaded(app, browser, lang, sentence):
    foreign = app.consultant.new_plan("somebody else").id
    for plan_id in (NOWHERE, foreign, "..", "' OR 1=1 --"):
        response = browser.get(f"/export/{quote(plan_id)}.md?lang={lang}")
        assert (response.status_code, response.json()) == (404, {"detail": sentence})


def test_an_ending_that_is_no_format_is_refused_with_those_that_are(browser, plan):
    response = browser.get(f"/export/{plan.id}.exe")
    assert (response.status_code, response.json()) == (
        400,
        {"detail": f"不能导出成“.exe”。可以用：{' '.join(FORMATS)}。"},
    )
    english = browser.get(f"/export/{plan.id}.exe?lang=en")
    assert english.json() == {
        "detail": f'A plan cannot be exported as ".exe". These endings work: {" ".join(FORMATS)}.'
    }


def test_every_format_is_sent_as_what_it_is(browser, plan):
    kinds = {ending: browser.get(f"/export/{plan.id}{ending}") for ending in FORMATS}
    assert {answer.status_code for answer in kinds.values()} == {200}
    assert kinds[".pdf"].headers["content-type"] == "application/pdf"
    assert kinds[".ics"].headers["content-type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("name", ["a%0d%0aset-cookie:x=1", '"; filename="x.exe', "甲/乙\\丙"])
def test_a_company_name_cannot_write_headers(app, browser, name):
    plan = app.consultant.new_plan(OWNER).id
    for message in ("开始", f"我们叫“{name}”，在南通，9个人"):
        app.consultant.reply(OWNER, plan, message)
    response = browser.get(f"/export/{plan}.md")
    assert response.status_code == 200
    assert "set-cookie" not in response.headers
    shown = response.headers["content-disposition"].removeprefix("attachment; filename*=UTF-8''")
    assert not set("\"\r\n/\\; '") & set(shown)
    assert "%0d" not in shown.lower()
