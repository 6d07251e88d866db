"""K8 pre-heat and the four windows of a big sale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.preheat_windows import preheat_windows
from assistant.errors import InputError


def test_a_million_is_divided_as_worked_out():
    result = preheat_windows(
        expected=1_000_000, aov=240, cart_to_order_pct=15, favourite_to_cart_pct=40
    )

    assert result.values == {
        "preheat": 650_000,
        "per_day": 65_000,
        "day": 350_000,
        "windows": [122_500, 105_000, 52_500, 70_000],
        "window_hours": ["0-3", "8-16", "16-20", "20-24"],
        "per_hour": [40_833, 13_125, 13_125, 17_500],
        "orders": 511,
        "carts": 3_403,
        "favourites": 8_507,
        "weekday": None,
    }


@pytest.mark.parametrize(
    ("share", "preheat", "per_day", "day"),
    [
        (60, 600_000, 60_000, 400_000),
        (65, 650_000, 65_000, 350_000),
        (70, 700_000, 70_000, 300_000),
    ],
)
def test_the_range_of_the_source(share, preheat, per_day, day):
    values = preheat_windows(expected=1_000_000, preheat_share_pct=share).values

    assert (values["preheat"], values["per_day"], values["day"]) == (preheat, per_day, day)


def test_the_last_window_and_the_split_are_marked_as_not_in_the_source():
    notes = preheat_windows(expected=1).notes

    assert [note["zh"] for note in notes] == [
        "原文没有讲 20 点到 24 点怎么做，也没有给四个时段的比例。"
        "这里的比例是假设，请按去年每小时订单改。"
    ]


def test_a_share_outside_60_to_70_is_remarked():
    notes = preheat_windows(expected=1, preheat_share_pct=50).notes

    assert "60% 到 70%" in notes[1]["zh"]


@pytest.mark.parametrize(
    ("year", "weekday", "zh"),
    [
        (2026, 3, "2026 年 11 月 11 日是星期三。"),
        (2027, 4, "2027 年 11 月 11 日是星期四。"),
        (
            2028,
            6,
            "2028 年 11 月 11 日是星期六。白天搜索高峰的前提是工作日，这一年要另外安排。",
        ),
    ],
)
def test_the_weekday_is_told_and_a_weekend_drops_the_search_window(year, weekday, zh):
    result = preheat_windows(expected=1, year=year)

    assert result.values["weekday"] == weekday
    assert result.notes[-1]["zh"] == zh


def test_carts_cannot_be_told_without_an_order_value():
    values = preheat_windows(expected=1_000, cart_to_order_pct=15).values

    assert (values["orders"], values["carts"], values["favourites"]) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"expected": -1},
        {"preheat_share_pct": 101},
        {"preheat_days": 0},
        {"windows": (1, 2, 3)},
        {"windows": (0, 0, 0, 0)},
        {"aov": 0},
        {"cart_to_order_pct": 0},
        {"favourite_to_cart_pct": 101},
        {"year": 1999},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        preheat_windows(**{"expected": 1_000, **wrong})


@given(
    st.integers(0, 10**12), st.floats(0, 100), st.lists(st.floats(0.1, 9), min_size=4, max_size=4)
)
def test_pre_heat_and_windows_sum_to_the_whole(expected, share, windows):
    values = preheat_windows(expected=expected, preheat_share_pct=share, windows=windows).values

    assert values["preheat"] + sum(values["windows"]) == expected
