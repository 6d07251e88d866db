"""What the draft uses when nothing was said, and how it says so."""

from __future__ import annotations

from typing import Any

import pytest
from interview_files import TODAY, book

from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.value import Value


def completed(**known: Value) -> Profile:
    facts = {key.replace("__", "."): value for key, value in known.items()}
    return complete(Profile(facts), book(), TODAY)


def plain(profile: Profile, *keys: str) -> list[tuple[Any, str]]:
    return [(profile[key].value, profile[key].origin) for key in keys]


def test_an_empty_profile_gets_every_constant_as_an_assumption():
    profile = completed()
    assert plain(
        profile,
        "offer.customer_type",
        "budget.period",
        "econ.shipping",
        "funnel.cpc",
        "control.threshold_pct",
        "budget.reserve_pct",
        "channels.brand_share_pct",
    ) == [
        ("both", "assumption"),
        ("year", "assumption"),
        (0, "assumption"),
        (2, "assumption"),
        (15, "assumption"),
        (10, "assumption"),
        (50, "assumption"),
    ]


def test_goal_products_personas_and_an_unknown_budget_stay_missing():
    profile = completed()
    missing = (
        "goal.target",
        "goal.current",
        "product.items",
        "personas",
        "budget.total",
        "econ.aov",
    )
    assert [key in profile for key in missing] == [False] * len(missing)


def test_every_assumption_says_how_it_was_chosen():
    silent = [key for key, value in completed().items() if not value.note or not value.question]
    assert silent == []


def test_answers_are_never_changed():
    known = {"budget.reserve_pct": Value(20, "pct"), "offer.customer_type": Value("b2b")}
    profile = complete(Profile(known), book(), TODAY)
    assert {key: profile[key] for key in known} == known


@pytest.mark.parametrize(
    ("customer", "returns", "brand", "main"),
    [("b2b", 2, 60, "1688"), ("b2c", 8, 40, "淘宝"), ("both", 8, 50, "淘宝")],
)
def test_defaults_follow_the_customer_type(customer, returns, brand, main):
    profile = completed(offer__customer_type=Value(customer))
    assert [
        profile.raw(key)
        for key in ("econ.return_rate_pct", "channels.brand_share_pct", "channels.main")
    ] == [returns, brand, main]


def test_a_seller_to_firms_gets_no_default_for_shop_conversion():
    profile = completed(offer__customer_type=Value("b2b"))
    assert "funnel.conversion_pct" not in profile
    assert plain(profile, "funnel.visitor_to_lead_pct") == [(2, "assumption")]


def test_the_range_of_a_reference_value_is_kept():
    value = completed()["funnel.conversion_pct"]
    assert (value.value, value.low, value.high) == (2, 0.8, 3.1)


def test_the_plan_starts_next_month():
    assert plain(completed(), "horizon.start") == [("2026-12-01", "assumption")]


@pytest.mark.parametrize(
    ("known", "years", "origin"),
    [
        ({}, 3, "assumption"),
        ({"company.years": Value(0.5, "years")}, 1, "assumption"),
        ({"goal.current": Value(0, "yuan")}, 1, "assumption"),
        ({"goal.due": Value("2027-12-31", "date")}, 1, "calculated"),
        (
            {"goal.due": Value("2029-12-31", "date"), "horizon.start": Value("2027-01-01", "date")},
            3,
            "calculated",
        ),
    ],
)
def test_the_years_follow_from_the_date_of_the_goal_or_the_age_of_the_firm(known, years, origin):
    assert plain(complete(Profile(known), book(), TODAY), "horizon.years") == [(years, origin)]


def test_the_budget_is_eight_percent_of_the_target_revenue():
    profile = completed(goal__target=Value(6_000_000, "yuan"))
    assert plain(profile, "budget.total") == [(480_000, "assumption")]


def test_no_budget_is_taken_from_a_goal_counted_in_orders():
    assert "budget.total" not in completed(goal__target=Value(36_500, "count"))


def test_price_and_margin_come_from_the_first_product():
    items = [{"name": "四件套", "price": 240, "unit_cost": 110}]
    profile = completed(product__items=Value(items))
    assert plain(profile, "econ.aov", "econ.gross_margin_pct") == [
        (240, "assumption"),
        (54.166667, "calculated"),
    ]


def test_the_margin_is_the_mean_of_the_streams_by_share():
    streams = [
        {"name": "四件套", "share_pct": 75, "gross_margin_pct": 54},
        {"name": "枕被", "share_pct": 25, "gross_margin_pct": 46},
    ]
    profile = completed(model__streams=Value(streams))
    assert plain(profile, "econ.gross_margin_pct") == [(52, "calculated")]
