"""K4 funnel back-calculation and levers."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.calculators.funnel import build_funnel, change_funnel, funnel, funnel_levers
from assistant.errors import InputError

SHOP = {
    "revenue": 1_800_000,
    "aov": 240,
    "return_rate_pct": 8,
    "conversion_pct": 2.5,
    "paid_share_pct": 60,
    "cpc": 1.8,
}
LEADS = {
    "revenue": 5_000_000,
    "acv": 80_000,
    "win_pct": 25,
    "sql_to_opp_pct": 60,
    "lead_to_sql_pct": 20,
    "visitor_to_lead_pct": 2.35,
    "paid_share_pct": 70,
    "cpc": 6,
}
SHOPS = st.fixed_dictionaries(
    {
        "revenue": st.floats(10_000, 1e9),
        "aov": st.floats(1, 10_000),
        "return_rate_pct": st.floats(0, 80),
        "conversion_pct": st.floats(0.1, 50),
        "paid_share_pct": st.floats(1, 100),
        "cpc": st.floats(0.05, 100),
    }
)


def test_a_shop_that_wants_1_8_million_is_worked_out_to_the_yuan():
    result = funnel(**SHOP, available=240_000)

    assert result.values == {
        "orders": 8_153,
        "orders_per_day": 22.3,
        "visitors": 326_120,
        "visitors_per_day": 893,
        "paid_clicks": 195_672,
        "budget": 352_210,
        "cac": 43.2,
        "cpa": 72.0,
        "roas": 5.1106,
        "short": 112_210,
        "levers": {
            "conversion_pct": 3.6688,
            "aov": 352.2096,
            "cpc": 1.2265,
            "paid_share_pct": 40.8847,
            "revenue": 1_226_542,
        },
    }
    assert "国外" in result.notes[0]["zh"]
    assert "352,210" in result.notes[1]["zh"]


def test_business_customers_worth_5_million_are_worked_out_to_the_yuan():
    result = funnel(**LEADS)

    assert result.values == {
        "customers": 63,
        "opportunities": 252,
        "sqls": 420,
        "leads": 2_100,
        "leads_per_month": 175.0,
        "visitors": 89_362,
        "paid_clicks": 62_554,
        "budget": 375_324,
        "cpl": 178.73,
        "cac": 5957.52,
        "roas": 13.3218,
        "short": None,
        "levers": None,
    }


def test_the_raw_demo_shop_needs_610_459_and_no_lever_alone_is_credible():
    values = funnel(**{**SHOP, "revenue": 3_120_000}, available=324_000).values

    assert (values["orders"], values["visitors"], values["paid_clicks"]) == (
        14_131,
        565_240,
        339_144,
    )
    assert (values["budget"], values["short"]) == (610_459, 286_459)
    assert values["levers"] == {
        "conversion_pct": 4.7103,
        "aov": 452.192,
        "cpc": 0.9553,
        "paid_share_pct": 31.8449,
        "revenue": 1_655_934,
    }


def test_the_repaired_demo_shop_fits_its_traffic_money():
    values = funnel(
        revenue=3_120_000,
        aov=256,
        return_rate_pct=8,
        conversion_pct=3.2,
        paid_share_pct=46,
        cpc=1.7,
        available=324_000,
    ).values

    assert (values["orders"], values["visitors"], values["budget"]) == (13_248, 414_000, 323_748)
    assert (values["short"], values["levers"]) == (0, {})


def test_traffic_that_costs_nothing_has_no_return_on_spend():
    values = funnel(**{**SHOP, "paid_share_pct": 0}).values

    assert (values["budget"], values["cac"], values["roas"]) == (0, 0.0, None)


def test_without_any_money_no_single_lever_helps():
    result = funnel(**SHOP, available=0)

    assert result.values["levers"] == {}
    assert result.values["short"] == 352_210
    assert "补不上" in result.notes[-1]["zh"]


def test_a_lever_that_would_need_more_than_100_per_cent_is_left_out():
    levers = funnel(**LEADS, available=75_000).values["levers"]

    assert "win_pct" not in levers
    assert "sql_to_opp_pct" not in levers
    assert levers["visitor_to_lead_pct"] == 11.7602


def test_rates_left_out_count_as_no_returns_and_all_visitors_paid():
    given = {k: v for k, v in SHOP.items() if k not in ("return_rate_pct", "paid_share_pct")}

    assert funnel(**given).inputs == {
        "revenue": 1_800_000,
        "aov": 240,
        "return_rate_pct": 0,
        "conversion_pct": 2.5,
        "paid_share_pct": 100,
        "cpc": 1.8,
        "available": None,
    }


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({**SHOP, "acv": 80_000}, "aov"),
        ({"revenue": 1, "cpc": 1}, "acv"),
        ({"revenue": 1, "cpc": 1, "aov": 240}, "conversion_pct"),
        ({"revenue": 1, "cpc": 1, "acv": 1}, "win_pct, sql_to_opp_pct"),
        ({**LEADS, "conversion_pct": 2}, "conversion_pct"),
        ({**SHOP, "win_pct": 20}, "win_pct"),
        ({**SHOP, "conversion_pct": 0}, "conversion_pct"),
        ({**SHOP, "conversion_pct": 100.1}, "conversion_pct"),
        ({**SHOP, "return_rate_pct": 100}, "return_rate_pct"),
        ({**SHOP, "cpc": 0}, "cpc"),
        ({**SHOP, "revenue": float("nan")}, "revenue"),
        ({**LEADS, "lead_to_sql_pct": 0}, "lead_to_sql_pct"),
        ({**SHOP, "available": -1}, "available"),
    ],
)
def test_an_input_that_cannot_be_used_is_named(given, named):
    with pytest.raises(InputError, match=named):
        funnel(**given)


@given(SHOPS, st.floats(1.01, 3))
def test_the_budget_rises_with_the_click_price_and_falls_with_conversion(shop, factor):
    base = build_funnel(shop)

    assert change_funnel(base, {"cpc": base.cpc * factor}).cost > base.cost
    assume(shop["conversion_pct"] * factor <= 100)
    better = {"conversion_pct": shop["conversion_pct"] * factor}
    assert change_funnel(base, better).cost <= base.cost


@given(SHOPS, st.floats(0.2, 0.95))
def test_every_lever_really_closes_the_gap(shop, part):
    base = build_funnel(shop)
    assume(base.orders >= 1_000)
    available = base.cost * part

    for name, value in funnel_levers(base, available).items():
        assume(value >= 0.05)  # a lever is shown with four decimals
        repaired = change_funnel(base, {name: value})
        assert repaired.cost == pytest.approx(available, rel=0.01, abs=2 * base.cpc)


@given(SHOPS)
def test_no_step_of_the_funnel_is_smaller_than_the_next(shop):
    base = build_funnel(shop)

    assert base.orders <= base.visitors
    assert base.paid_clicks <= base.visitors
    assert asdict(base).keys() == shop.keys()
