"""K10 how much to order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.stock import stock
from assistant.calculators.stock_demand import StockDemand
from assistant.errors import InputError

BEDDING = {
    "price": 240,
    "unit_cost": 110,
    "clearing_price": 80,
    "demand_mean": 2_000,
    "demand_sd": 500,
}


def test_2444_is_best_and_the_4000_of_the_platform_rep_ties_up_december():
    result = stock(**BEDDING, daily_sales_after=40, planned=4_000)

    assert result.values == {
        "critical_ratio": 0.8125,
        "best_quantity": 2_444,
        "recommended_quantity": 2_444,
        "expected_left": 495,
        "days_to_clear": 12.4,
        "cash_tied": 54_486,
        "profit": 238_467,
        "planned_expected_left": 2_000,
        "planned_days_to_clear": 50.0,
        "planned_cash_tied": 220_000,
        "planned_profit": 199_999,
    }
    assert [note["zh"] for note in result.notes] == [
        "计划的备货预计剩 2,000 件，要卖 50 天，压住 220,000 元，"
        "比最合适的数量少赚 38,468 元。不贪。"
    ]


def test_slow_everyday_sales_lower_the_recommendation_to_14_days_of_leftovers():
    values = stock(**BEDDING, daily_sales_after=20).values
    demand = StockDemand(240, 110, 80, 2_000, 500)

    assert values["best_quantity"] == 2_444
    assert values["recommended_quantity"] == 2_144
    assert demand.expected_left(2_144) <= 14 * 20 < demand.expected_left(2_145)


def test_what_was_not_asked_is_left_open():
    values = stock(**BEDDING).values

    assert values["days_to_clear"] is None
    assert values["recommended_quantity"] == 2_444
    assert [v for k, v in values.items() if k.startswith("planned_")] == [None] * 4


def test_certain_demand_is_simply_ordered():
    values = stock(**{**BEDDING, "demand_sd": 0}, daily_sales_after=40, planned=2_100).values

    assert (values["best_quantity"], values["expected_left"]) == (2_000, 0)
    assert (values["planned_expected_left"], values["planned_profit"]) == (100, 257_000)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"price": 100}, "price 要高于 unit_cost"),
        ({"clearing_price": 110}, "clearing_price 要低于 unit_cost"),
        ({"demand_mean": 0}, "demand_mean"),
        ({"demand_sd": 2_001}, "demand_sd"),
        ({"daily_sales_after": 0}, "daily_sales_after"),
        ({"planned": -1}, "planned"),
    ],
)
def test_an_input_that_cannot_be_used_is_named(wrong, named):
    with pytest.raises(InputError, match=named):
        stock(**{**BEDDING, **wrong})


@given(st.integers(100, 10**6), st.floats(0.01, 0.5), st.integers(-40, 40))
def test_no_other_quantity_earns_more_than_the_best(mean, spread, percent_off):
    demand = StockDemand(240, 110, 80, mean, mean * spread)
    best = demand.best_quantity

    assert demand.profit(best * (1 + percent_off / 100)) <= demand.profit(best) + 0.5 * 130


@given(st.floats(0, 5_000), st.floats(0, 1_000))
def test_more_stock_never_leaves_less_over(quantity, more):
    demand = StockDemand(240, 110, 80, 2_000, 500)

    left = demand.expected_left(quantity)
    assert 0 <= left <= quantity
    assert demand.expected_left(quantity + more) >= left - 1e-6
