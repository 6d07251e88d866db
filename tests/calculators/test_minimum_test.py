"""K16 minimum meaningful test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.minimum_test import minimum_test
from assistant.calculators.wilson import wilson
from assistant.errors import InputError


def test_a_few_hundred_yuan_cannot_tell_a_winner_from_a_loser():
    result = minimum_test(conversion_pct=2.5, cpc=1.8, spend=300)

    assert result.values == {
        "clicks": 166,
        "orders": 4,
        "spend": 300,
        "low_pct": 0.94,
        "high_pct": 6.03,
        "needed_clicks": 1_200,
        "needed_spend": 2_160,
        "enough": False,
        "stop_orders": 0,
        "scale_orders": 9,
    }
    assert [note["zh"] for note in result.notes] == [
        "这点钱看不出好坏：真实转化率可能是 0.9% 到 6.0%。至少要 2,160 元。"
    ]


@pytest.mark.parametrize(
    ("spend", "clicks", "low", "high"),
    [(1_000, 555, 1.5, 4.2), (2_160, 1_200, 1.8, 3.5), (5_400, 3_000, 2.0, 3.1)],
)
def test_more_money_narrows_the_range(spend, clicks, low, high):
    values = minimum_test(conversion_pct=2.5, cpc=1.8, spend=spend).values

    assert values["clicks"] == clicks
    assert (round(values["low_pct"], 1), round(values["high_pct"], 1)) == (low, high)


def test_without_a_sum_the_least_meaningful_one_is_proposed():
    result = minimum_test(conversion_pct=2.5, cpc=1.8)

    assert (result.values["clicks"], result.values["spend"]) == (1_200, 2_160)
    assert (result.values["stop_orders"], result.values["scale_orders"]) == (19, 41)
    assert result.values["enough"] is True
    assert result.notes == ()


def test_the_lines_of_the_pilot_are_where_the_interval_leaves_the_hoped_rate():
    assert wilson(19, 1_200)[1] < 0.025 <= wilson(20, 1_200)[1]
    assert wilson(40, 1_200)[0] < 0.025 <= wilson(41, 1_200)[0]


@pytest.mark.parametrize(
    "wrong",
    [{"conversion_pct": 0}, {"cpc": 0}, {"expected_orders": 0}, {"spend": 1}, {"spend": -1}],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        minimum_test(**{"conversion_pct": 2.5, "cpc": 1.8, **wrong})


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_the_interval_holds_the_rate_and_stays_between_0_and_1(tries, rate):
    successes = round(tries * rate)
    low, high = wilson(successes, tries)

    assert 0 <= low <= successes / tries + 1e-12
    assert successes / tries - 1e-12 <= high <= 1
