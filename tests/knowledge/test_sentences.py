"""Sentences: what a reader would call one, with offsets that fit the text letter by letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.sentences import split_sentences

LONG = "We spend the whole budget of the year on one platform and one product"
WRAPPED = "网络营销的预算要按目标来定而不是按照去年花掉的总额来定所以"


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("先定目标。再定总额！够吗？", ["先定目标。", "再定总额！", "够吗？"]),
        ("一是目标；二是预算", ["一是目标；", "二是预算"]),
        ("他说：“先试。”然后投。", ["他说：“先试。”", "然后投。"]),
        ("（见上文。）接着看", ["（见上文。）", "接着看"]),
        ("真的？！怎么办", ["真的？！", "怎么办"]),
        ("怎么办?这样做!好", ["怎么办?", "这样做!", "好"]),
        ("Set a goal. Then spend.", ["Set a goal.", "Then spend."]),
        ('He said "go." Then we went.', ['He said "go."', "Then we went."]),
        ("It costs 3.5% at v1.2. Fine.", ["It costs 3.5% at v1.2.", "Fine."]),
        (
            "Use e.g. Taobao, i.e. one shop. Dr. Li agrees.",
            ["Use e.g. Taobao, i.e. one shop.", "Dr. Li agrees."],
        ),
        ("Shops, fairs etc. and more.", ["Shops, fairs etc. and more."]),
        ("We need 3. Then 4.", ["We need 3.", "Then 4."]),
        ("见 https://a.com/?q=1&b=2 吧。", ["见 https://a.com/?q=1&b=2 吧。"]),
        ("看![图](a.png)就懂![1]", ["看![图](a.png)就懂!", "[1]"]),
        ("1. 先定目标。2. 再定", ["1. 先定目标。", "2. 再定"]),
        ("1. Set a goal.\n2. Spend.", ["1. Set a goal.", "2. Spend."]),
        ("标题\n正文", ["标题", "正文"]),
        ("  前后有空格。 \n\n 下一段 ", ["前后有空格。", "下一段"]),
        ("先定目标。\r\n再定总额。\r\n", ["先定目标。", "再定总额。"]),
        (f"{LONG}\nand measure it weekly. Good.", [f"{LONG}\nand measure it weekly.", "Good."]),
        (f"{LONG}\nTaobao comes first.", [f"{LONG}\nTaobao comes first."]),
        (f"{LONG}.\nTaobao comes first.", [f"{LONG}.", "Taobao comes first."]),
        (f"{LONG}\n\nand", [LONG, "and"]),
        (f"{LONG}\n- and", [LONG, "- and"]),
        (f"{WRAPPED}\n先算账。", [f"{WRAPPED}\n先算账。"]),
        (f"{WRAPPED}\n二、算账", [WRAPPED, "二、算账"]),
        ("。。。", ["。。。"]),
        (" \n\t", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends(text, sentences):
    assert cut(text) == sentences


def test_offsets_count_from_the_beginning_of_the_whole_text():
    text = "不要。先定目标。再定总额。不要。"

    spans = [(span.start, span.end) for span in split_sentences(text, 3, 13)]

    assert spans == [(3, 8), (8, 13)]


def test_the_end_given_is_an_end():
    assert [(s.start, s.end) for s in split_sentences("Set a goal.now", 0, 11)] == [(0, 11)]


@settings(deadline=None)
@given(st.text(st.sampled_from("先定目标ab1 .。！？!?;；“”\"')(\n\r\t-、,")))
def test_no_letter_is_lost_and_no_sentence_is_blank(text):
    spans = list(split_sentences(text))

    kept = "".join(text[span.start : span.end] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))
