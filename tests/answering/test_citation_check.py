"""The citation check: of a model's text only what its sources bear out is left, marked from 1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.answer import Citation
from assistant.answering.citation_check import CheckedText, check_citations
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.storage.records import Passage

TEXTS = [
    "双十一的销量有 60%-70% 来自预热期。预热从 11 月 1 日开始。",
    "日常推广每月投入 1,200 元。老客户靠售后服务回来。",
    "Measure the cost per lead every week. A good rate is 3.5%.",
]


def hit(rank: int, text: str) -> RetrievedPassage:
    language = "zh-Hans" if rank < 3 else "en"
    passage = Passage(f"d{rank}", f"手册{rank}", "一节", text, 100, 100 + len(text), language)
    return RetrievedPassage(passage, rank, 1.0, 0.9, rank, rank)


HITS = [hit(rank, text) for rank, text in enumerate(TEXTS, start=1)]


def citation(number: int, rank: int, quote: str) -> Citation:
    start = 100 + TEXTS[rank - 1].index(quote)
    return Citation(
        number,
        HITS[rank - 1].passage.id,
        f"d{rank}",
        f"手册{rank}",
        "一节",
        quote,
        start,
        start + len(quote),
    )


def test_marks_are_numbered_by_appearance_and_quote_the_nearest_sentence():
    checked = check_citations(
        "老客户靠售后服务回来。[2] 预热期带来六成以上销量。[1]\n\n预热从 11 月 1 日开始 [1]。", HITS
    )

    assert checked == CheckedText(
        text="老客户靠售后服务回来。 [1] 预热期带来六成以上销量。 [2]\n\n"
        "预热从 11 月 1 日开始。 [2]",
        citations=(
            citation(1, 2, "老客户靠售后服务回来。"),
            citation(2, 1, "双十一的销量有 60%-70% 来自预热期。"),
        ),
        dropped=0,
    )


@pytest.mark.parametrize(
    "mark",
    [
        "[2]",
        "[ 2 ]",
        "【2】",
        "［2］",
        "[２]",
        "[[2]]",
        "(ID:2)",
        "（id：2）",
        "[ID: 2]",
        "[来源：2]",
        "[资料2]",
        "[資料 2]",
        "[Source 2]",
        "[passage 2]",
        "[2](#source-2)",
        "[2](https://a.b/c)",
        "[2][2]",
        "[2,9]",
        "[2、9]",
        "[9][2]",
        "[0][2]",
        "[9-8][2]",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "老客户靠售后服务回来{}。",
        "老客户靠售后服务回来。{}",
        "老客户靠售后服务回来。 {}",
        "老客户{}靠售后服务回来。",
    ],
)
def test_every_way_to_write_a_mark_means_the_same(text, mark):
    checked = check_citations(text.format(mark), HITS)

    assert checked.text == "老客户靠售后服务回来。 [1]"
    assert [c.document for c in checked.citations] == ["d2"]


@pytest.mark.parametrize(
    "mark",
    [
        "[1,2]",
        "[1, 2]",
        "[1][2]",
        "【1、2】",
        "[1-2]",
        "[1；2]",
        "[来源1，来源2]",
        "[1] [2]",
        "[1–3]",
        "(1,2)",
        "（1、2）",
        " (1, 2)",
    ],
)
def test_several_marks_name_several_sources(mark):
    checked = check_citations(f"销量靠预热，老客户靠服务回来。{mark}", HITS)

    assert checked.text.startswith("销量靠预热，老客户靠服务回来。 [1] [2]")
    assert [c.document for c in checked.citations][:2] == ["d1", "d2"]


@pytest.mark.parametrize("mark", ["[4]", "[0]", "【99】", "[4,5]", "[2024]", "[1000000000-2]"])
def test_a_mark_that_names_no_source_is_gone(mark):
    checked = check_citations(f"先想清楚再动手。{mark}", HITS)

    assert checked == CheckedText("先想清楚再动手。", (), 0)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("预热期占 60%-70%。[1]", True),
        ("预热期占 ６０％。[1]", True),
        ("每月投入 1200 元。[2]", True),
        ("每月投入1,200元。[2]", True),
        ("A good rate is 3.5%. [3]", True),
        ("1. 预热占 60%。[1]", True),
        ("1.预热占 60%。[1]", True),
        ("**3、预热占 60%**。[1]", True),
        ("第2步先做预热。[1]", True),
        ("（3）先做预热。[1]", True),
        ("③先做预热。[1]", True),
        ("预热期占 80%。[1]", False),
        ("服务占 60%。[2]", False),
        ("预热期占 60%，当天占 30%。[1]", False),
        ("每月投入 12 元。[2]", False),
        ("A good rate is 3.55%. [3]", False),
        ("预热期占 88%。", False),
        ("2027 年会更好。", False),
    ],
)
def test_a_sentence_stays_only_when_its_numbers_stand_in_its_source(sentence, kept):
    checked = check_citations(f"{sentence}\n先想清楚。", HITS)

    bare = sentence.partition("[")[0].strip()
    assert checked.text == (f"{bare} [1]\n先想清楚。" if kept else "先想清楚。")
    assert (len(checked.citations), checked.dropped) == ((1, 0) if kept else (0, 1))


def test_numbers_may_come_from_two_sources_that_are_both_named():
    checked = check_citations("预热期占 60%，日常推广每月 1200 元。[1][2]", HITS)

    assert checked.text == "预热期占 60%，日常推广每月 1200 元。 [1] [2]"


def test_of_two_sources_only_the_one_with_the_number_is_cited():
    checked = check_citations("预热期占 60%，老客户会回来。[2][1]", HITS)

    assert [c.document for c in checked.citations] == ["d1"]


@pytest.mark.parametrize("figures", ["(1,200)", "(9,2)", "(0,1)", "（1）", "(12, 14)"])
def test_figures_in_brackets_are_no_marks(figures):
    checked = check_citations(f"预热是重点{figures}。", HITS)

    assert figures in checked.text or checked == CheckedText("", (), 1)
    assert checked.citations == ()


NAMES = (("抖音", "douyin"), ("小红书", "rednote"), ("双十一", "双11"))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("双11的销量来自预热期。[1]", "双11的销量来自预热期。 [1]"),
        ("抖音的销量来自预热期。[1]", "抖音的销量来自预热期。"),
        ("Douyin的销量来自预热期。[1]", "Douyin的销量来自预热期。"),
        ("Temu的销量来自预热期。[1]", "Temu的销量来自预热期。"),
        ("销量来自预热期，ROI 会更高。[1]", "销量来自预热期，ROI 会更高。 [1]"),
        ("Weekly cost per lead. [3]", "Weekly cost per lead. [1]"),
        ("Weekly cost per lead on Douyin. [3]", "Weekly cost per lead on Douyin."),
        ("每周算 Lead 的成本。[3]", "每周算 Lead 的成本。 [1]"),
        ("抖音的销量有 60% 来自预热期。[1]", ""),
    ],
)
def test_a_sentence_with_a_name_its_source_does_not_mention_loses_the_mark(sentence, text):
    assert check_citations(sentence, HITS, names=NAMES).text == text


def test_names_may_come_from_two_sources_that_are_both_named():
    hits = [hit(1, "抖音要拍短视频。"), hit(2, "小红书要写笔记。")]

    checked = check_citations("抖音拍短视频，小红书写笔记。[1][2]", hits, names=NAMES)

    assert checked.text == "抖音拍短视频，小红书写笔记。 [1] [2]"


def test_a_source_that_shares_no_word_is_not_cited():
    assert check_citations("天气很好。[2]", HITS) == CheckedText("天气很好。", (), 0)


@pytest.mark.parametrize(
    ("sentence", "document"),
    [
        ("Returning buyers come from good service. [2]", "d2"),
        ("每周都要量一次线索的成本。[3]", "d3"),
    ],
    ids=["English about Chinese", "Chinese about English"],
)
def test_a_sentence_in_another_language_needs_no_common_word(sentence, document):
    assert [c.document for c in check_citations(sentence, HITS).citations] == [document]


def test_a_sentence_that_repeats_a_source_is_traced_to_it():
    checked = check_citations("双十一的销量有 60% 来自预热期。\n还可以多想想别的。", HITS)

    assert checked.text == "双十一的销量有 60% 来自预热期。 [1]\n还可以多想想别的。"
    assert [c.document for c in checked.citations] == ["d1"]


def test_a_list_keeps_its_shape():
    text = "要做三件事：\n\n1. 先做预热 [1]\n2. 每月投入 999 元 [2]\n3. 做好售后服务 [2]"

    assert check_citations(text, HITS).text == (
        "要做三件事：\n\n1. 先做预热 [1]\n3. 做好售后服务 [2]"
    )
    assert check_citations(text, HITS).dropped == 1


@pytest.mark.parametrize("text", ["", "[1]", " \n", "[1][2]。", "【", "[", "[1", "(ID:", "]["])
def test_a_text_without_a_statement_has_no_citations(text):
    assert check_citations(text, HITS).citations == ()


def test_without_passages_no_number_is_left():
    checked = check_citations("好办法很多。[1] 预热占 60%。[1]", [])

    assert checked == CheckedText("好办法很多。", (), 1)


PIECES = st.sampled_from(
    [
        "预热占 60%",
        "老客户",
        "。",
        "[1]",
        "[2,9]",
        "【3】",
        "(ID:1)",
        "\n",
        "1. ",
        "[",
        "]",
        " ",
        "999",
        "？",
        "cost per lead",
        ".",
        "[1-3]",
        "```",
        "🙂",
        "\x00",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_whatever_a_model_writes_every_mark_left_has_its_source(text):
    checked = check_citations(text, HITS)

    assert [c.number for c in checked.citations] == list(range(1, len(checked.citations) + 1))
    for found in checked.citations:
        source = TEXTS[int(found.document[1]) - 1]
        assert source[found.start - 100 : found.end - 100] == found.quote != ""
        assert f"[{found.number}]" in checked.text
    assert "999" not in checked.text
    assert not any(mark in checked.text for mark in ("[9]", "【3】", "(ID:1)", "[1-3]"))
