"""Turns as they are shown: what was understood, said, cited and asked; escaped, on one line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from apps import read_prompts
from few_documents import FewDocuments
from model_lines import FixedModels
from page_html import assert_harmless, read

from assistant.answering.answer import Answer, Citation
from assistant.conversation.turn import Chip, Concern, Option, Turn
from assistant.prompts import resource_dir
from assistant.storage.records import Document
from assistant.ui.rendering import Renderer
from assistant.ui.site import load_site

TEXT = "# 手册\n\n预热最重要。\n销量来自预热期。\n其余来自当天。"
DOCUMENT = Document("handbook.md", "手册", "zh", TEXT, source="编辑部", year="2026", body_start=6)
QUOTE = "销量来自预热期。"
START = TEXT.index(QUOTE)
CITATION = Citation(1, "p", DOCUMENT.id, "手册", "预热", QUOTE, START, START + len(QUOTE))
ANSWER = Answer("销量来自预热期。 [1]", True, "extractive", "预热", (CITATION,))
HOSTILE = "\"'><script>alert(1)</script>\r\r![x](//evil.example/x.png)<img src=x onerror=alert(1)>"


def build_renderer(documents: FewDocuments) -> Renderer:
    return load_site(
        resource_dir("prompts"), read_prompts().book, documents, FixedModels()
    ).renderers["zh"]


def compact(html: str) -> str:
    """Return HTML without the spaces between its tags, which nobody sees."""
    return html.replace("> <", "><")


@pytest.fixture
def renderer() -> Renderer:
    """A Chinese renderer over a library of one document."""
    return build_renderer(FewDocuments(DOCUMENT))


def test_a_reply_shows_what_was_understood_noticed_changed_and_asked(renderer):
    turn = Turn(
        3,
        "我们叫小满家纺",
        "reply",
        text="听明白了。\n人数从 9 人 改成 46 人。",
        understood=(Chip("company.name", "公司或品牌", "小满家纺"),),
        changed=("P1", "P2", "P9"),
        concerns=(Concern("R-15", "W", "钱是平摊的。", "集中到两次活动。", "A9"),),
        ask="我们是做什么的？\n卖给谁？",
    )
    assert compact(renderer.turn(turn, {"P1": "概略", "P2": "产品"})) == (
        '<div class="turn"><p class="lead">听明白了。<br>人数从 9 人 改成 46 人。</p>'
        '<ul class="chips"><li><button type="button" class="chip edit-chip" title="改">'
        '<span>公司或品牌</span> 小满家纺 <i aria-hidden="true">✎</i></button></li></ul>'
        '<div class="concern W"> 钱是平摊的。 集中到两次活动。 '
        '<button type="button" class="mini change-A9">去改</button></div>'
        '<p class="changed-line">方案已更新：概略、产品</p>'
        '<p class="ask">我们是做什么的？<br>卖给谁？</p></div>'
    )


def test_a_turn_that_says_nothing_shows_only_the_note(renderer):
    waiting = Turn(0, "", "waiting")
    assert compact(renderer.turn(waiting, {})) == '<div class="turn"></div>'
    assert compact(renderer.turn(waiting, {}, "正在想……")) == (
        '<div class="turn"><p class="note">正在想……</p></div>'
    )


def test_an_answer_opens_its_source_and_shows_the_quote_in_its_passage(renderer):
    page = read(renderer.turn(Turn(4, "?", "question", answer=ANSWER), {}))
    assert [tag.classes for tag in page.classed("cite")] == [["cite", "opens-4-1"]]
    (card,) = page.classed("source-4-1")
    assert card.text == "[1] 手册 · 预热销量来自预热期。在原文中查看"
    assert page.named("mark")[0].text == QUOTE
    (link,) = page.named("a")
    assert link.attributes["href"] == (
        f"/documents/{DOCUMENT.id}?start={START}&end={START + len(QUOTE)}&lang=zh"
    )
    assert link.attributes["rel"] == "noopener"


@pytest.mark.parametrize(
    "citation",
    [
        pytest.param(replace(CITATION, document="0" * 32), id="removed"),
        pytest.param(replace(CITATION, start=START + 1), id="moved"),
        pytest.param(replace(CITATION, start=-9, end=10**9), id="out of bounds"),
    ],
)
def test_of_a_document_that_is_not_as_it_was_the_bare_quote_is_shown(renderer, citation):
    answer = replace(ANSWER, citations=(citation,))
    page = read(renderer.turn(Turn(4, "?", "question", answer=answer), {}))
    assert [tag.text for tag in page.named("blockquote")] == [QUOTE]
    assert [tag.text for tag in page.named("small")] == ["这份资料已经移除，下面是当时引用的原句。"]
    assert page.named("a") == page.named("mark") == []


def test_a_refusal_looks_like_one(renderer):
    refusal = Answer("资料库里没有提到“抖音”。", False, "extractive", "抖音佣金", note="换个问法。")
    page = read(renderer.turn(Turn(4, "?", "question", answer=refusal), {}))
    assert page.texts("refused") == ["资料库里没有提到“抖音”。"]
    assert page.texts("note") == ["换个问法。"]
    assert page.classed("source") == []


def test_nothing_in_a_turn_becomes_active_or_ends_its_line():
    citation = replace(CITATION, title=HOSTILE, heading=HOSTILE, quote=HOSTILE, document=HOSTILE)
    turn = Turn(
        5,
        HOSTILE,
        "reply",
        text=HOSTILE,
        answer=Answer(HOSTILE + " [1]", True, "model", HOSTILE, (citation,), note=HOSTILE),
        understood=(Chip("company.name", HOSTILE, HOSTILE),),
        changed=("P1",),
        concerns=(Concern("R-15", "W", HOSTILE, HOSTILE, "A9"),),
        ask=HOSTILE,
        options=(Option(HOSTILE, HOSTILE),),
    )
    for document in (None, Document(HOSTILE, HOSTILE, "zh", HOSTILE)):
        cited = replace(citation, start=0, end=len(HOSTILE) if document else 1)
        answer = replace(turn.answer, citations=(cited,))
        renderer = build_renderer(FewDocuments(*filter(None, [document])))
        html = renderer.turn(replace(turn, answer=answer), {"P1": HOSTILE}, HOSTILE)
        page = assert_harmless(html)
        assert not {"\r", "\n"} & set(html)
        assert page.text.count("<script>alert(1)</script>") >= 10


def test_the_header_names_the_model_and_leads_to_the_other_language(renderers):
    chinese = assert_harmless(renderers["zh"].header("openai:<b>x</b>"))
    assert chinese.texts("mode") == ["已连接大模型 openai:<b>x</b>"]
    assert [tag.attributes["href"] for tag in chinese.named("a")] == [
        "/",
        "/calendar",
        "/knowledge",
        "/tools",
        "/en/",
        "/tw/",
    ]
    english = read(renderers["en"].header(""))
    assert english.texts("mode") == [
        "Offline mode: nothing leaves this computer; answers quote the library"
    ]
    links = [tag.attributes["href"] for tag in english.named("a")]
    assert links == ["/en/", "/en/calendar", "/en/knowledge", "/en/tools", "/"]


def test_a_source_that_is_removed_is_no_link_any_more_though_the_turn_is_the_same():
    documents = FewDocuments(DOCUMENT)
    renderer, turn = build_renderer(documents), Turn(4, "?", "question", answer=ANSWER)
    assert len(read(renderer.turn(turn, {})).named("a")) == 1
    documents.remove(DOCUMENT)
    page = read(renderer.turn(turn, {}))
    assert (page.named("a"), QUOTE in page.text) == ([], True)


def test_a_source_is_looked_up_for_the_person_who_reads():
    private = build_renderer(FewDocuments(DOCUMENT, only="boss"))
    turn = Turn(4, "?", "question", answer=ANSWER)
    assert read(private.turn(turn, {}, viewer="boss")).named("a") != []
    assert read(private.turn(turn, {}, viewer="clerk")).named("a") == []
    assert read(private.turn(turn, {})).named("a") == []
