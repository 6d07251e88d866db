"""Figures written every way owners write them."""

from __future__ import annotations

import pytest

from assistant.interview.quantities import find_quantities


def simple(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.kind) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "60万",
        "六十万",
        "60w",
        "60W",
        "60 万",
        "0.6百万",
        "600,000",
        "¥60万",
        "６０万",
        "60萬",
        "RMB 600,000",
        "600k",
        "600 thousand",
        "six hundred thousand",
        "60万元",
        "六十万块",
    ],
)
def test_sixty_wan_is_read_in_every_spelling(text):
    assert [quantity.value for quantity in find_quantities(text)] == [600000]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2亿", 120_000_000),
        ("一亿两千万", 120_000_000),
        ("三万五", 35_000),
        ("3万5", 35_000),
        ("一百二", 120),
        ("一千零八十", 1080),
        ("二点五", 2.5),
        ("3k", 3000),
        ("half a million", 500_000),
        ("two hundred and fifty", 250),
        ("2.4m", 2_400_000),
    ],
)
def test_plain_numbers(text, value):
    assert simple(text) == [(value, "plain")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三成", 30),
        ("七成半", 75),
        ("三成五", 35),
        ("8折", 80),
        ("百分之八", 8),
        ("百分之2.5", 2.5),
        ("2.5%", 2.5),
        ("２．５％", 2.5),
        ("2.5个点", 2.5),
        ("千分之三", 0.3),
        ("5.6 pct", 5.6),
        ("一半", 50),
        ("三分之一", 33.333333),
        ("100个访客里有3个下单", 3),
        ("3 out of 100 visitors", 3),
    ],
)
def test_shares_are_percents(text, value):
    assert simple(text) == [(value, "percent")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1块8", 1.8),
        ("两块五", 2.5),
        ("一块八", 1.8),
        ("8毛", 0.8),
        ("3毛5", 0.35),
        ("12 yuan", 12),
    ],
)
def test_small_change_is_money(text, value):
    assert simple(text) == [(value, "money")]


def test_other_currencies_keep_their_name():
    found = find_quantities("$60k和5000美元")
    assert [(q.value, q.currency) for q in found] == [(60000, "USD"), (5000, "USD")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("半年", 0.5, "year"),
        ("一年半", 1.5, "year"),
        ("两年", 2, "year"),
        ("三个半月", 3.5, "month"),
        ("30分钟", 30, "minute"),
        ("24小时", 24, "hour"),
        ("3 years", 3, "year"),
    ],
)
def test_durations(text, value, unit):
    assert [(q.value, q.unit, q.kind) for q in find_quantities(text)] == [(value, unit, "duration")]


def test_a_duration_is_counted_in_other_units():
    half_an_hour, eighteen_months = find_quantities("30分钟，18个月")
    assert (half_an_hour.in_unit("hour"), eighteen_months.in_unit("year")) == (0.5, 1.5)


@pytest.mark.parametrize(
    ("text", "value"),
    [("翻一番", 2), ("翻两番", 4), ("翻倍", 2), ("三倍", 3), ("double", 2), ("3x", 3)],
)
def test_multiples_of_todays_figure(text, value):
    assert simple(text) == [(value, "multiple")]


@pytest.mark.parametrize(
    ("text", "low", "middle", "high"),
    [
        ("50–60万", 500_000, 550_000, 600_000),
        ("五六十万", 500_000, 550_000, 600_000),
        ("50到60万", 500_000, 550_000, 600_000),
        ("1-5万", 10_000, 30_000, 50_000),
        ("between 50k and 60k", 50_000, 55_000, 60_000),
        ("8%-12%", 8, 10, 12),
        ("百分之八到十", 8, 9, 10),
        ("两三百", 200, 250, 300),
        ("一块五到两块", 1.5, 1.75, 2),
        ("十几个人", 11, 15, 19),
    ],
)
def test_a_range_gives_low_middle_and_high(text, low, middle, high):
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.value, quantity.high) == (low, middle, high)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("每月5万", "month"),
        ("5万/月", "month"),
        ("3万块钱一个月", "month"),
        ("三万五一个月", "month"),
        ("一年六十来万", "year"),
        ("60k a year", "year"),
        ("每季度15万", "quarter"),
        ("每天约160条", "day"),
        ("weekly 30 leads", "week"),
        ("60万", ""),
    ],
)
def test_the_period_of_an_amount(text, period):
    assert [q.per for q in find_quantities(text) if q.kind != "duration"] == [period]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("不到20万", "不到"),
        ("最多30万", "最多"),
        ("60万左右", "左右"),
        ("10w+", "+"),
        ("六十多万", "多"),
        ("一百来套", "来"),
        ("大概50万上下", "大概 上下"),
        ("up to 300k", "up to"),
    ],
)
def test_a_hedge_is_kept(text, note):
    assert [quantity.note for quantity in find_quantities(text)] == [note]


@pytest.mark.parametrize(
    "text",
    [
        "四件套",
        "第三方平台",
        "百度",
        "千万别",
        "几十万",
        "一点点",
        "A4纸",
        "13812345678",
        "十分满意",
        "周三",
    ],
)
def test_words_that_only_look_like_figures_are_left_alone(text):
    assert find_quantities(text) == []


def test_from_to_is_told_from_a_vague_range():
    assert [find_quantities(text)[0].from_to for text in ("从240万到600万", "50-60万")] == [
        True,
        False,
    ]


def test_spans_count_the_characters_of_the_text_as_typed():
    text = "客單價２４０元，成本110"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["２４０元", "110"]
