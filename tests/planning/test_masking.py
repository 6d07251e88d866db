"""Masking: figures leave a text before a model sees it, and only code puts them back."""

from __future__ import annotations

import pytest

from assistant.planning.prose.masking import Masked, mask


def test_every_figure_becomes_a_mark_and_equal_ones_share_it():
    masked = mask(
        ["差距 3,600,000 元，是现在的 2.5 倍。", "2027-06-18 前要 3,600,000 元，六成到七成靠预热。"]
    )

    assert masked.texts == (
        "差距 {f1} 元，是现在的 {f2} 倍。",
        "{f3} 前要 {f1} 元，{f4}成到{f5}成靠预热。",
    )
    assert masked.filled("先补 {f1} 元，{f4}成靠预热。") == "先补 3,600,000 元，六成靠预热。"
    assert masked.unknown("{f1} 和 {f9}") == {"{f9}"}


@pytest.mark.parametrize(
    "text",
    [
        "要 60 万", "涨了３成", "三成", "两倍", "十万", "百分之五", "一半的钱", "三个月", "几十人",
        "2027 年", "twice as much", "half of it", "five people", "3:7", "12%", "二十",
    ],
)  # fmt: skip
def test_a_number_in_digits_or_in_words_is_seen(text):
    assert Masked((), {}).own_numbers(text) != []


@pytest.mark.parametrize(
    "text",
    ["{f1} 元和 {f22}%", "一起把这一家店做好", "first things first", "一定要先修转化"],
)
def test_marks_and_plain_words_are_no_numbers(text):
    assert Masked((), {}).own_numbers(text) == []


def test_names_keep_the_numbers_in_them():
    masked = mask(["双11 卖床品四件套 4000 件"], ["双11", "床品四件套", "小满家纺"])

    assert masked.texts == ("双11 卖床品四件套 {f1} 件",)
    assert masked.own_numbers("双11 的床品四件套，{f1} 件") == []
    assert masked.own_numbers("双12 的三件套") == ["12", "三"]
