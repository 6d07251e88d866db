"""The knowledge page over HTTP: whose documents, which uploads, what goes, what is escaped."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from fakes import WordEncoder
from fastapi import FastAPI, Request
from page_html import assert_harmless, read
from starlette.testclient import TestClient

from assistant.answering.answerability import Verdict
from assistant.errors import ModelError
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.intake import open_intake
from assistant.knowledge.library import Library
from assistant.knowledge.sources import Source
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.prompts import Wording, resource_dir
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.shelf import BUILTIN
from assistant.ui.shelf.desk import KnowledgeDesk
from assistant.ui.shelf.pages import load_shelf_pages
from assistant.ui.shelf.router import knowledge_router

NOTE = "# 报价底线\n\n四件套的报价底线是 168 元。\n"
NOWHERE = "0" * 32
HOSTILE = "\"'><script>alert(1)</script>&<img src=x onerror=alert(1)>"
BYTES = {"content-type": "application/octet-stream"}


def who(request: Request) -> str:
    return request.headers.get("visitor", "boss")


def body(html: str) -> str:
    """Return a page from behind our own script to its end."""
    return html.split("</script>", 1)[1].split("</body>")[0]


class Desk:
    """A server with a library, and what visitors do; a visitor is named in a header."""

    def __init__(self, home) -> None:
        self.database = Database(f"sqlite:///{home}/assistant.db")
        self.store = DocumentStore(self.database)
        client, encoder = open_client(home / "chroma", ""), WordEncoder()
        self.index = VectorIndex(client, encoder.fingerprint, encoder.dimension)
        self.library = Library(self.store, encoder, self.index, Splitter())
        self.verdict = Verdict(True, 1.0)
        self.editors = {"boss", "clerk"}
        self.broken = False
        self.desk = KnowledgeDesk(
            self.store,
            open_intake(self.database, home / "uploads", self._library, 1),
            self._library,
            judge=lambda *_: self.verdict,
            may_edit_company=lambda name: name in self.editors,
        )
        prompts = resource_dir("prompts")
        words = (Wording.load(prompts / name) for name in ("knowledge.yaml", "page.yaml"))
        server = FastAPI()
        server.include_router(knowledge_router(self.desk, load_shelf_pages(*words), who))
        self.client = TestClient(server)

    def _library(self):
        if self.broken:
            raise ModelError("模型打不开。", "The model cannot be loaded.")
        return self.library

    def get(self, path: str, visitor: str = "boss"):
        return self.client.get(path, headers={"visitor": visitor})

    def delete(self, path: str, visitor: str = "boss"):
        return self.client.delete(path, headers={"visitor": visitor})

    def send(self, name: str, content: str | bytes = NOTE, visitor: str = "boss", **asked):
        query = "".join(f"&{key}={value}" for key, value in asked.items())
        return self.client.post(
            f"/knowledge/uploads?name={quote(name)}{query}",
            content=content.encode() if isinstance(content, str) else content,
            headers=BYTES | {"visitor": visitor},
        )

    def done(self, visitor: str = "boss", lang: str = "zh") -> list[dict]:
        """Wait until a visitor's uploads are over and return them."""
        for _ in range(1000):
            uploads = self.get(f"/knowledge/uploads?lang={lang}", visitor).json()["uploads"]
            if all(upload["is_over"] for upload in uploads):
                return uploads
            time.sleep(0.01)
        raise AssertionError("the uploads are not over after ten seconds")

    def add(self, name: str, content: str = NOTE, visitor: str = "boss", **asked) -> str:
        """Upload a file and return the id of its document."""
        before = {document.id for document in self.store.summaries(visitor)}
        assert self.send(name, content, visitor, **asked).status_code == 202
        self.done(visitor)
        (new,) = {document.id for document in self.store.summaries(visitor)} - before
        return new


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.desk.intake.close()
    desk.database.close()


# ---------------------------------------------------------------------------- uploads


def test_a_file_is_received_taken_in_and_told_of_in_both_languages(desk):
    response = desk.send("报价.md")
    assert response.status_code == 202
    received = response.json()["upload"]
    assert (received["name"], received["library"], received["is_over"]) == (
        "报价.md",
        "我的",
        False,
    )
    (chinese,) = desk.done()
    assert chinese == {
        "id": received["id"],
        "name": "报价.md",
        "library": "我的",
        "state": "done",
        "is_over": True,
        "text": "新增 1 段，可以引用了",
        "part": None,
        "details": [],
    }
    (english,) = desk.done(lang="en")
    assert english["text"] == "added, passages: 1; can be quoted now"
    desk.send("报价.md", NOTE.replace("168", "152"))
    assert desk.done()[0]["text"] == "已更新：替换了同名的旧文件，1 段"


def test_a_file_that_fails_says_why_and_the_others_go_on(desk):
    desk.send("坏.docx", b"nothing of the kind")
    desk.send("好.md")
    good, bad = desk.done()
    assert (bad["state"], good["state"]) == ("failed", "done")
    assert bad["text"].startswith("坏.docx 读不出来，可能已损坏。")


@pytest.mark.parametrize(
    ("name", "content", "status", "sentence"),
    [
        ("照片.png", NOTE, 400, "照片.png：这种文件收录不了。"),
        ("空.md", b"", 400, "空.md 是空的"),
        ("大.md", b"x" * 1_000_001, 400, "大.md 有 2 MB，超过 1 MB，请拆成几份。"),
    ],
    ids=["kind", "empty", "size"],
)
def test_what_cannot_be_taken_is_refused_at_the_door(desk, name, content, status, sentence):
    response = desk.send(name, content)
    assert response.status_code == status
    assert response.json()["error"].startswith(sentence)
    assert desk.done() == []


@pytest.mark.parametrize("kind", ["multipart/form-data", "text/plain", "application/json"])
def test_only_bytes_are_received_which_no_form_of_another_site_can_send(desk, kind):
    response = desk.client.post(
        "/knowledge/uploads?name=a.md&lang=en", content=b"x", headers={"content-type": kind}
    )
    assert response.status_code == 415
    assert response.json() == {"error": "Files are to be sent as application/octet-stream."}


def test_only_who_may_edit_the_company_library_adds_to_it_and_deletes_from_it(desk):
    document = desk.add("手册.md", library="company")
    desk.editors = {"clerk"}
    refused = desk.send("手册.md", library="company")
    assert refused.status_code == 403
    assert refused.json()["error"].startswith("公司的资料只有管理员可以改。")
    assert desk.delete(f"/knowledge/documents/{document}").status_code == 403
    assert 'value="company"' not in desk.get("/knowledge").text
    assert "data-remove=" not in desk.get("/knowledge").text
    assert desk.delete(f"/knowledge/documents/{document}", "clerk").status_code == 200
    assert desk.store.summaries() == []


def test_an_upload_is_cancelled_and_forgotten_by_its_owner_alone(desk):
    desk.add("报价.md")
    (upload,) = desk.done()
    for stranger, path in (("clerk", upload["id"]), ("boss", NOWHERE)):
        response = desk.delete(f"/knowledge/uploads/{path}", stranger)
        assert (response.status_code, response.json()) == (404, {"error": "没有这次上传。"})
    assert desk.delete("/knowledge/uploads", "clerk").status_code == 200
    assert desk.done() == [upload]
    assert desk.delete("/knowledge/uploads").status_code == 200
    assert desk.done() == []
    assert len(desk.store.summaries("boss")) == 1


# ---------------------------------------------------------------------------- documents


def test_a_deleted_document_is_gone_from_store_index_and_keywords(desk):
    kept = desk.add("话术.md", "# 话术\n\n先问候客户。\n")
    document = desk.add("报价.md")
    query = "报价底线 问候客户"
    found = {
        hit.passage.document_id for hit in desk.library.retriever.retrieve(query, 9, "boss").hits
    }
    assert found == {kept, document}
    assert desk.delete(f"/knowledge/documents/{document}").json() == {"ok": True}
    left = desk.library.retriever.retrieve(query, 9, "boss").hits
    assert [hit.passage.document_id for hit in left] == [kept]
    assert [summary.id for summary in desk.store.summaries("boss")] == [kept]
    assert desk.index.ids("boss") == {left[0].passage.id} == set(desk.store.passage_ids(kept))
    assert desk.delete(f"/knowledge/documents/{document}").status_code == 404


def test_a_private_document_of_somebody_else_is_answered_like_one_that_is_not_there(desk):
    foreign = desk.add("底线.md", visitor="clerk")
    assert desk.get(f"/documents/{foreign}", "clerk").status_code == 200
    for ask in (desk.get, desk.delete):
        path = "/documents" if ask == desk.get else "/knowledge/documents"
        hidden, missing = ask(f"{path}/{foreign}"), ask(f"{path}/{NOWHERE}")
        assert (hidden.status_code, hidden.text) == (404, missing.text)
    assert "底线" not in desk.get("/knowledge").text
    assert "底线" not in desk.get("/knowledge/findings?q=报价底线").text.replace("<mark>", "")
    assert "底线.md" in desk.get("/knowledge", "clerk").text


def test_a_built_in_article_is_never_deleted(desk, tmp_path):
    file = tmp_path / "warm.md"
    file.write_text(NOTE, encoding="utf-8")
    desk.library.ingest([Source(file, "corpus/warm.md")], shelf=BUILTIN)
    article = desk.store.summaries()[0].id
    response = desk.delete(f"/knowledge/documents/{article}")
    assert (response.status_code, response.json()) == (403, {"error": "内置的资料不能删除。"})
    assert f'data-remove="{article}"' not in desk.get("/knowledge").text


def test_the_list_names_what_is_there_and_follows_its_filters(desk):
    desk.add("报价.md")
    desk.add("手册.md", "# Brand book\n\nWe speak plainly to every customer.\n", library="company")
    page = read(desk.get("/knowledge/documents?sort=title").text)
    assert page.texts("title") == ["标题 ↑", "Brand book手册.md", "报价底线报价.md"]
    assert page.texts("tag") == ["公司", "我的"]
    assert [tag.text for tag in page.classed("language")[1:]] == ["英文", "简体中文"]
    assert page.texts("status") == ["状态", "可以引用", "可以引用"]
    assert "2 份资料，2 段" in page.text
    assert desk.get("/knowledge/documents?library=private").text.count("data-remove=") == 1
    assert "没有标题或文件名里有“没有”的资料。" in desk.get("/knowledge/documents?words=没有").text
    assert desk.get("/knowledge/documents?sort=nonsense").status_code == 422
    assert desk.get("/knowledge/documents?library=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("path", "title", "empty"),
    [
        ("/knowledge?library=private", "<h1>知识库</h1>", "您自己的资料会列在这里，只有您查得到。"),
        (
            "/en/knowledge?library=company",
            "<h1>Library</h1>",
            "The company&#39;s documents will",
        ),
    ],
)
def test_an_empty_library_says_what_will_be_there(desk, path, title, empty):
    response = desk.get(path)
    assert title in response.text
    assert empty in response.text


# ---------------------------------------------------------------------------- search


def test_a_search_shows_scores_words_and_the_way_to_the_place(desk):
    document = desk.add("报价.md")
    page = assert_harmless(desk.get("/knowledge/findings?q=报价底线").text)
    (link,) = page.classed("hit")
    assert link.text == "报价底线"
    start = NOTE.index("四件套")
    assert link.attributes["href"] == (
        f"/documents/{document}?start={start}&end={len(NOTE) - 1}&lang=zh#quote"
    )
    assert [tag.text for tag in page.named("mark")] == ["报价底线"]
    (scores,) = page.texts("scores")
    assert scores.startswith("综合 1.00 逐词比对 0.90 意思相近 ")
    assert scores.endswith("按意思第 1 按字词第 1")
    opened = read(body(desk.get(link.attributes["href"]).text))
    assert [tag.text for tag in opened.named("mark")] == ["四件套的报价底线是 168 元。"]


def test_a_search_that_nothing_answers_says_so(desk):
    desk.add("报价.md")
    desk.verdict = Verdict(False, 0.1)
    assert "这些资料回答不了这个问题" in desk.get("/knowledge/findings?q=天气").text
    desk.verdict = Verdict(False, 0.1, "<b>得物</b>")
    shown = read(desk.get("/en/knowledge/findings?q=x").text)
    assert "The documents do not mention “<b>得物</b>”" in shown.text
    assert desk.get("/knowledge/findings?q=%20").text == ""


def test_without_documents_a_search_finds_nothing_and_says_so(desk):
    assert "资料里一段也没有找到。" in desk.get("/knowledge/findings?q=预算").text


def test_a_library_that_cannot_be_opened_is_told_and_the_list_stands(desk):
    desk.broken = True
    assert desk.get("/knowledge").status_code == 200
    for path in ("/knowledge?q=x", "/knowledge/findings?q=x"):
        response = desk.get(path)
        assert (response.status_code, response.json()) == (503, {"detail": "模型打不开。"})


# ---------------------------------------------------------------------------- hostile words


def test_hostile_names_titles_and_queries_stay_text(desk):
    name = HOSTILE.replace("/", "") + ".md"
    document = desk.add(name, f"# {HOSTILE}\n\n{HOSTILE} 的报价底线是 168 元。\n")
    desk.verdict = Verdict(False, 0.1, HOSTILE)
    listed = assert_harmless(desk.get("/knowledge/documents").text)
    assert HOSTILE in listed.text
    assert name in listed.text
    filtered = assert_harmless(desk.get(f"/knowledge/documents?words={quote(HOSTILE)}").text)
    assert HOSTILE in filtered.text
    found = assert_harmless(desk.get(f"/knowledge/findings?q={quote(HOSTILE)}").text)
    assert HOSTILE in found.text
    quoted = f"/documents/{document}?start=3&end=9"
    for path in (f"/knowledge?q={quote(HOSTILE)}", f"/documents/{document}", quoted):
        assert HOSTILE in assert_harmless(body(desk.get(path).text)).text
