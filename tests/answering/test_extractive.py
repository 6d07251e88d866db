"""Extraction: the answer is the documents' own sentences, each marked, each to be found again."""

from __future__ import annotations

import re

import pytest
from fakes import WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document

from assistant.answering.answer import Answer, Citation
from assistant.answering.asked import Asked
from assistant.answering.documents import PassageRetriever, Question, to_hits
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.ranking import EvidenceRanker
from assistant.language import reading_size

ASKED = Asked(re.compile("多少"), re.compile("哪些|which ways"))
WHY = "售后服务做得好，老客户会回来。老客户带来新客户。"


@pytest.fixture
def answerer(ranker, wording):
    return ExtractiveAnswerer(ranker, ASKED, wording)


def ask(answerer, question: str, *texts: str, language: str = "zh-Hans") -> Answer:
    documents = [
        Document(text, metadata={"source": f"第{i}份", "start_index": 100 * i})
        for i, text in enumerate(texts, start=1)
    ]
    return answerer.invoke(Question(question=question, documents=documents, language=language))


def test_every_sentence_is_marked_and_the_quote_is_one_literal_piece(answerer):
    answer = ask(answerer, "老客户为什么会回来", f"前言一句话。{WHY}")

    start = 100 + len("前言一句话。")
    assert answer == Answer(
        text="前言一句话。 [1] 售后服务做得好，老客户会回来。 [1] 老客户带来新客户。 [1]",
        found=True,
        mode="extractive",
        query="老客户为什么会回来",
        citations=(
            Citation(
                number=1,
                passage_id=answer.citations[0].passage_id,
                document="第1份",
                title="第1份",
                heading="",
                quote=f"前言一句话。{WHY}",
                start=100,
                end=start + len(WHY),
            ),
        ),
    )


def test_a_second_passage_speaks_when_it_says_as_much(answerer):
    answer = ask(answerer, "双十一 预热 备货", "双十一预热要早。", "双十一备货要少。", "晴。")

    assert {c.quote for c in answer.citations} == {"双十一预热要早。", "双十一备货要少。"}
    assert answer.text == "\n\n".join(f"{c.quote} [{c.number}]" for c in answer.citations)


def test_the_same_sentence_is_said_once(answerer):
    answer = ask(answerer, "抖音怎么测试素材", "抖音要测试素材。", "抖音要测试素材。")

    assert answer.text == "抖音要测试素材。 [1]"
    assert len(answer.citations) == 1


LIST = "年度预算要列三项费用：\n\n1. 人员工资。\n2. 硬件费用。\n3. 软件费用。"


def test_a_list_is_given_whole_with_its_mark_on_the_opening_line(answerer):
    answer = ask(answerer, "年度预算要列哪些费用", f"{LIST}\n\n以上三项。")

    assert answer.text == (
        "年度预算要列三项费用： [1]\n\n1. 人员工资。\n2. 硬件费用。\n3. 软件费用。\n\n"
        "以上三项。 [1]"
    )


LONG_LIST = "年度预算要列的费用：\n\n" + "\n".join(
    f"{number}. 第{number}种费用，{'写清金额和用途，' * 6}由一个人负责。" for number in range(1, 8)
)


@pytest.mark.parametrize(
    ("question", "language", "rest"),
    [
        ("年度预算要列哪些费用", "zh-Hans", "原文里还有 2 条。 [1]"),
        ("年度預算要列哪些費用", "zh-Hant", "原文裡還有 2 條。 [1]"),
        ("年度预算 which ways", "en", "2 more in the article. [1]"),
    ],
)
def test_a_list_too_long_to_read_ends_after_a_whole_item_and_says_so(
    answerer, question, language, rest
):
    answer = ask(answerer, question, LONG_LIST, language=language)

    items = re.findall(r"^\d\. .*$", answer.text, re.MULTILINE)
    assert [item[:2] for item in items] == ["1.", "2.", "3.", "4.", "5."]
    assert all(item.endswith(("负责。", "負責。")) for item in items)
    assert answer.text.endswith(rest)
    assert reading_size(answer.text) <= 330
    (citation,) = answer.citations
    assert LONG_LIST[: len(citation.quote)] == citation.quote
    assert citation.end - citation.start == len(citation.quote)


def test_a_list_of_one_long_item_is_not_cut(answerer):
    text = "预算：\n\n1. " + "写清金额和用途，" * 45 + "定好日期。"

    assert ask(answerer, "预算写哪些", text).citations[0].quote == text


def test_an_amount_that_is_asked_for_stands_in_the_first_sentence(answerer):
    answer = ask(answerer, "预热销量占多少", "预热销量很重要。预热销量占 60%。其余在当天。")

    assert answer.text == "预热销量占 60%。 [1] 其余在当天。 [1]"


def test_a_sentence_that_leans_back_brings_the_one_before(answerer):
    answer = ask(answerer, "保本占多少", "保本要这样算。上面的例子占 60%。")

    assert answer.text == "保本要这样算。 [1] 上面的例子占 60%。 [1]"


def test_a_quote_does_not_begin_with_the_caveat_of_what_went_before(answerer):
    answer = ask(answerer, "下单要查五处", "数字只是举例。下单要查五处，先查价格。")

    assert answer.text == "下单要查五处，先查价格。 [1]"


def test_clauses_of_a_sentence_are_not_torn_apart(answerer):
    answer = ask(
        answerer, "抖音短视频", "先写脚本；抖音要拍短视频；再剪辑。" + "完全无关的话。" * 60
    )

    assert answer.text.startswith("先写脚本；抖音要拍短视频；再剪辑。 [1]")


def test_a_quotation_is_not_torn_apart_by_marks(answerer):
    answer = ask(answerer, "短信怎么写", "举例：“短信写短。回复 R 退订。”短信先审核。")

    assert answer.text == "举例：“短信写短。回复 R 退订。” [1] 短信先审核。 [1]"


def test_sentences_about_the_text_itself_are_left_out(answerer):
    answer = ask(answerer, "分工怎么做", "本文讲分工怎么做。分工要写上名字。怎么发奖金见《奖金》。")

    assert answer.text == "分工要写上名字。 [1]"


def test_the_answer_stays_short(answerer):
    long = "".join(f"预算要这样分配第{i}笔钱才好。" for i in range(60))

    answer = ask(answerer, "预算怎么分配", long, long.replace("笔", "次"), long.replace("钱", "款"))

    assert reading_size("".join(c.quote for c in answer.citations)) <= 300
    assert answer.text.count("。 [1]") == answer.citations[0].quote.count("。")


def test_markdown_and_foreign_marks_stay_out_of_the_answer_but_in_the_quote(answerer):
    text = "**预算** 要按 `目标` 来定 [3]，见 [手册](http://a.b/c) 和 ![图](x.png)。"

    answer = ask(answerer, "预算怎么定", text)

    assert answer.text == "预算 要按 目标 来定，见 手册 和 图。 [1]"
    assert answer.citations[0].quote == text


def test_a_traditional_question_gets_traditional_words_and_original_quotes(answerer):
    answer = ask(answerer, "售後服務為什麼重要", WHY, language="zh-Hant")

    assert answer.text == "售後服務做得好，老客戶會回來。 [1] 老客戶帶來新客戶。 [1]"
    assert answer.citations[0].quote == WHY


def test_an_english_question_is_told_that_the_quotes_are_chinese(answerer, wording):
    chinese = ask(answerer, "why service matters", WHY, language="en")
    english = ask(answerer, "why service matters", "Service matters most.", language="en")

    assert chinese.text.startswith(wording("quoted_in_chinese", "en") + "\n\n售后服务")
    assert english.text == "Service matters most. [1]"


@pytest.mark.parametrize("texts", [[], [""], [" \n "]])
def test_without_a_sentence_nothing_is_found(answerer, texts):
    answer = ask(answerer, "预算", *texts)

    assert (answer.found, answer.text, answer.citations) == (False, "", ())


def test_several_questions_can_be_answered_as_a_batch(answerer):
    questions = [
        Question(question=q, documents=[Document(WHY)], language="zh-Hans")
        for q in ("售后服务", "老客户")
    ]

    assert [answer.query for answer in answerer.batch(questions)] == ["售后服务", "老客户"]


def test_an_answer_survives_storage(answerer):
    answer = ask(answerer, "老客户为什么会回来", WHY)

    assert Answer.from_dict(answer.to_dict()) == answer


def test_quotes_of_the_library_stand_in_its_documents(answerer, library, retriever):
    assert isinstance(retriever, PassageRetriever)
    for question in ("双十一的预算怎么分配", "年度预算列哪些费用", "抖音怎么投放", "cost per lead"):
        documents = retriever.invoke(question)
        answer = answerer.invoke(
            Question(question=question, documents=documents, language="zh-Hans")
        )
        for found in answer.citations:
            text = library.document(found.document).text
            assert text[found.start : found.end] == found.quote


SENTENCES = st.sampled_from(
    [
        "先定目标。",
        "预算分三份！",
        "1. 甲\n2. 乙",
        "要列：",
        "**重**点。",
        "见 [1]。",
        "a b. ",
        "\n\n",
        "x" * 99,
    ]
)


@settings(deadline=None)
@given(st.lists(st.lists(SENTENCES, max_size=8).map("".join), min_size=1, max_size=5))
def test_whatever_the_passages_hold_quotes_are_literal_and_marks_have_sources(texts):
    documents = [
        Document(text, metadata={"source": str(i), "start_index": i})
        for i, text in enumerate(texts)
    ]
    answerer = ExtractiveAnswerer(EvidenceRanker(WordEncoder()), ASKED, None)

    answer = answerer.invoke(Question(question="预算", documents=documents, language="zh-Hans"))

    sources = {found.passage.id: found.passage for found in to_hits(documents)}
    for found in answer.citations:
        passage = sources[found.passage_id]
        assert passage.text[found.start - passage.start : found.end - passage.start] == found.quote
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == set(range(1, len(answer.citations) + 1))
    assert answer.found is bool(to_hits(documents))
