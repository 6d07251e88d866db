"""Writing systems: both scripts are searched alike, and an answer keeps the reader's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language import (
    clean,
    count_cjk,
    detect_language,
    normalise,
    reading_size,
    to_mainland,
    to_simplified,
    to_traditional,
)


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("網路行銷的預算", "网路行销的预算"),
        ("乾淨的頭髮，著名品牌", "干净的头发，著名品牌"),
        ("预算怎么分配", "预算怎么分配"),
        ("B2B marketing 2026", "B2B marketing 2026"),
        ("", ""),
    ],
)
def test_traditional_text_becomes_simplified(text, simplified):
    assert to_simplified(text) == simplified


@pytest.mark.parametrize(
    ("text", "mainland"),
    [
        ("網路行銷的企劃", "网络营销的策划"),
        ("通路的營運軟體", "渠道的运营软件"),
        ("門市小編找部落客開箱", "门店运营找博主测评"),
        ("網路營銷", "网络营销"),
        ("网络行销的企划", "网络行销的企划"),
        ("marketing plan", "marketing plan"),
    ],
)
def test_words_of_taiwan_are_searched_as_those_of_the_mainland(text, mainland):
    assert to_mainland(text) == mainland
    assert normalise(text) == mainland


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("预算怎么分配", "預算怎麼分配"),
        ("网络营销用的软件 [1]", "網路行銷用的軟體 [1]"),
        ("项目、类型、审核和点击数据", "項目、類型、審核和點擊數據"),
        ("在线下卖紧固件", "在線下賣緊固件"),
        ("视频号和短视频", "視頻號和短影片"),
        ("plan 60%", "plan 60%"),
    ],
)
def test_simplified_text_becomes_traditional_as_written_in_taiwan(text, traditional):
    assert to_traditional(text) == traditional


@settings(deadline=None)
@given(st.text())
def test_simplifying_keeps_every_offset(text):
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize("convert", [to_simplified, to_mainland, to_traditional, normalise])
@pytest.mark.parametrize("broken", ["\0", "\ud83d"], ids=["NUL", "half an emoji"])
def test_a_broken_character_does_not_cost_the_rest_of_the_text(convert, broken):
    assert convert(f"ab{broken}cd") == "ab\ufffdcd"


@settings(deadline=None)
@given(st.text(st.characters()))
def test_clean_text_can_be_stored(text):
    cleaned = clean(text)

    assert "\0" not in cleaned
    assert len(cleaned.encode("utf-8").decode("utf-8")) == len(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("２０２６年", "2026年"),
        ("雙１１ Double 11", "双11 double 11"),
        ("ＰＬＡＮ（Ａ）", "plan(a)"),
        ("１０％", "10%"),
    ],
)
def test_the_searched_form_is_narrow_simplified_and_lower_case(text, form):
    assert normalise(text) == form


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("预算怎么分配？", "zh-Hans"),
        ("預算怎麼分配？", "zh-Hant"),
        ("How to split a budget?", "en"),
        ("B2B 的 SEO 怎么做", "zh-Hans"),
        ("What does 预算 mean in a marketing plan?", "en"),
        ("抖音 or TikTok?", "zh-Hans"),
        ("著名品牌的原著", "zh-Hans"),
        ("\ud83d预算怎么分配", "zh-Hans"),
        ("618", "zh-Hans"),
        ("？？？", "zh-Hans"),
        ("", "zh-Hans"),
        ("ROI", "en"),
    ],
)
def test_the_language_of_a_text_is_told(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "chinese", "size"),
    [
        ("先定目标。", 4, 4),
        ("weekly report", 0, 4),
        ("投放 SEO 三个月", 5, 6),
        ("", 0, 0),
    ],
)
def test_three_other_characters_weigh_as_one_chinese(text, chinese, size):
    assert (count_cjk(text), reading_size(text)) == (chinese, size)
