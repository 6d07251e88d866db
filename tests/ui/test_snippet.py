"""Snippets: the words of a query marked, where they are densest, everything else escaped."""

from __future__ import annotations

import pytest

from assistant.ui.shelf.snippet import snippet


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("四件套报价底线是 168 元", "报价底线是多少", "四件套<mark>报价底线是</mark> 168 元"),
        ("預算怎麼定", "预算", "<mark>預算</mark>怎麼定"),
        ("ROI of a campaign; heroic", "roi", "<mark>ROI</mark> of a campaign; heroic"),
        ("<b>预算</b>", "预算", "&lt;b&gt;<mark>预算</mark>&lt;/b&gt;"),
        ("| 品类 | 底价 |\n|---|---|\n| 被芯 | 99 |", "底价", "品类 <mark>底价</mark> 被芯 99"),
        ("什么也没有", "预算", "什么也没有"),
        ("", "预算", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_query_are_marked(text, query, shown):
    assert str(snippet(text, query)) == shown


def test_of_a_long_text_the_part_with_most_of_the_words_is_shown():
    text = "预算一次。" + "空" * 400 + "报价底线先报再谈。" + "空" * 400
    shown = str(snippet(text, "报价底线和预算"))
    assert "<mark>报价底线</mark>" in shown
    assert "预算" not in shown
    assert shown.startswith("…空")
    assert shown.endswith("空…")
    assert len(shown) == 180 + len("……<mark></mark>")


def test_an_english_snippet_begins_with_a_whole_word():
    shown = str(snippet("wonderful " * 80 + "the budget is small. " + "wonderful " * 80, "budget"))
    assert shown.startswith("…wonderful ")
    assert "the <mark>budget</mark> is small." in shown
