"""K17 cash valley."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.cash_valley import cash_valley
from assistant.errors import InputError

START = {
    "spend": [60, 60, 40, 30, 30, 30],
    "sales": [20, 60, 110, 150, 170, 190],
    "margin_pct": 40,
}


def test_128_must_be_ready_in_the_third_month():
    result = cash_valley(**START)

    assert result.values == {
        "balance": [-60, -112, -128, -114, -84, -46],
        "deepest": -128,
        "need": 128,
        "month": 3,
        "recovered_month": None,
    }
    assert [note["zh"] for note in result.notes] == [
        "最深在第 3 个月，要先垫 128。这几个月里还没有回正。可以放慢节奏、找合作方分摊，或者融资。"
    ]


def test_money_that_arrives_at_once_recovers_in_the_sixth_month():
    values = cash_valley(**START, lag_months=0).values

    assert values["balance"] == [-52, -88, -84, -54, -16, 30]
    assert (values["need"], values["month"], values["recovered_month"]) == (88, 2, 6)


def test_a_campaign_that_pays_from_the_start_needs_nothing():
    result = cash_valley(spend=[10, 10], sales=[100, 100], margin_pct=50, lag_months=0)

    assert (result.values["need"], result.values["deepest"]) == (0, 40)
    assert [note["zh"] for note in result.notes] == ["全程不用垫钱。"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"spend": []}, "spend"),
        ({"sales": [1]}, "sales"),
        ({"spend": [-1] * 6}, "spend"),
        ({"margin_pct": 101}, "margin_pct"),
        ({"lag_months": 25}, "lag_months"),
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong, named):
    with pytest.raises(InputError, match=named):
        cash_valley(**{**START, **wrong})


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=24), st.integers(0, 6), st.integers(0, 3))
def test_waiting_longer_for_the_money_never_makes_the_valley_shallower(spend, lag, longer):
    sales = [amount * 2 for amount in spend]

    soon = cash_valley(spend=spend, sales=sales, margin_pct=40, lag_months=lag).values
    late = cash_valley(spend=spend, sales=sales, margin_pct=40, lag_months=lag + longer).values

    assert late["need"] >= soon["need"] - 0.01
