"""K5 unit economics."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.order import Order
from assistant.calculators.unit_economics import unit_economics
from assistant.errors import InputError

BEDDING = {
    "aov": 240,
    "unit_cost": 110,
    "shipping": 12,
    "platform_fee_pct": 5.6,
    "return_rate_pct": 8,
}


def test_one_order_of_bedding_is_worked_out():
    result = unit_economics(**BEDDING, conversion_pct=2.5, cpc=1.8, orders_per_year=1.6, years=2)

    assert result.values == {
        "gross_margin_pct": 54.17,
        "contribution_margin_pct": 40.08,
        "break_even_roas": 2.4949,
        "max_cpa": 96.2,
        "break_even_cpc": 2.4049,
        "cpa": 72.0,
        "roas": 3.3333,
        "profit_per_order": 24.2,
        "ltv": 307.82,
        "ltv_to_cac": 4.2753,
        "payback_months": 5.6,
    }
    assert result.notes == ()


def test_the_published_example_of_40_3_and_5_per_cent_is_reproduced():
    values = unit_economics(aov=100, unit_cost=60, platform_fee_pct=3, return_rate_pct=5).values

    assert values["contribution_margin_pct"] == 35.15
    assert values["break_even_roas"] == 2.845


def test_a_business_customer_pays_back_in_two_and_a_half_months():
    values = unit_economics(aov=80_000, unit_cost=52_000, cac=6_000, orders_per_year=1).values

    assert values["max_cpa"] == 28_000
    assert values["payback_months"] == 2.6


def test_the_repaired_order_may_cost_108_to_win():
    values = unit_economics(
        **{**BEDDING, "aov": 256, "unit_cost": 112}, conversion_pct=3.2, cpc=1.7
    ).values

    assert (values["max_cpa"], values["cpa"]) == (108.25, 53.12)


def test_what_was_not_asked_is_left_open():
    values = unit_economics(aov=240, unit_cost=110).values

    assert {name for name, value in values.items() if value is None} == {
        "break_even_cpc",
        "cpa",
        "roas",
        "profit_per_order",
        "ltv",
        "ltv_to_cac",
        "payback_months",
    }


def test_an_order_that_loses_before_promotion_has_no_break_even():
    result = unit_economics(aov=100, unit_cost=110, cpc=1, conversion_pct=2, orders_per_year=2)

    assert result.values["break_even_roas"] is None
    assert result.values["payback_months"] is None
    assert result.values["max_cpa"] == -10
    assert [note["zh"] for note in result.notes] == [
        "不算推广，每卖一单也不赚钱。先调价格、成本或运费。"
    ]


def test_winning_an_order_for_more_than_it_leaves_is_said_plainly():
    notes = unit_economics(**BEDDING, cac=100.8).notes

    assert [note["zh"] for note in notes] == [
        "每单获客 100.8 元，超过最多能付的 96.2 元，卖得越多亏得越多。"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"aov": 0},
        {"unit_cost": -1},
        {"shipping": -1},
        {"platform_fee_pct": 101},
        {"return_rate_pct": 100},
        {"conversion_pct": 0},
        {"cpc": 0},
        {"cac": 0},
        {"orders_per_year": 0},
        {"years": 0},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        unit_economics(**{**BEDDING, **wrong})


@given(st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e4), st.floats(0, 100), st.floats(0, 98))
def test_the_margin_is_finite_and_falls_with_cost_fee_and_returns(aov, cost, ship, fee, returns):
    order = Order(aov, cost, ship, fee, returns)

    assert math.isfinite(order.contribution)
    assert Order(aov, cost + 1, ship, fee, returns).contribution < order.contribution
    if order.contribution > 0:
        assert Order(aov, cost, ship, fee, returns + 1).contribution < order.contribution
