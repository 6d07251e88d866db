"""K13 five ways to find a lead."""

from __future__ import annotations

import pytest

from assistant.calculators.talent_route import ROUTES
from assistant.calculators.talent_routes import talent_routes
from assistant.errors import InputError


def ranked(**inputs) -> list[str]:
    settings = {"market_pay": 15_000, "monthly_budget": 15_000, **inputs}
    return [route["route"] for route in talent_routes(**settings).values["routes"]]


def recommended(**inputs) -> set[str]:
    settings = {"market_pay": 15_000, "monthly_budget": 15_000, **inputs}
    routes = talent_routes(**settings).values["routes"]
    return {route["route"] for route in routes if route["recommended"]}


@pytest.mark.parametrize(
    ("inputs", "routes"),
    [
        ({"strong_product": "yes", "monthly_budget": 3_000}, {"cooperate"}),
        ({"base_team": "yes"}, {"expert"}),
        ({"has_marketer": "yes", "months_until_battle": 6}, {"train"}),
        ({"has_marketer": "yes", "months_until_battle": 5}, set()),
        ({"monthly_budget": 22_500, "months_until_battle": 2}, {"poach", "recruit"}),
        ({"monthly_budget": 22_500, "months_until_battle": 3}, set()),
        ({"strong_product": "yes"}, set()),
    ],
    ids=[
        "strong product, no money: co-operate",
        "base team without a lead: expert",
        "marketer inside and half a year: train",
        "marketer inside but no time",
        "rich and urgent: poach or recruit",
        "rich but not urgent",
        "strong product and money",
    ],
)
def test_each_rule_of_the_source_recommends_its_route(inputs, routes):
    assert recommended(**inputs) == routes


def test_recommended_routes_come_first():
    order = ranked(monthly_budget=22_500, months_until_battle=1, base_team="yes")

    assert set(order[:3]) == {"poach", "recruit", "expert"}
    assert order[0] == "expert"


def test_urgency_favours_speed():
    calm, urgent = ranked(has_marketer="yes", months_until_battle=4), ranked(months_until_battle=1)

    assert calm.index("train") < urgent.index("train")


def test_every_route_says_what_it_costs_when_it_helps_and_what_to_prepare():
    routes = talent_routes(market_pay=15_000, monthly_budget=10_000).values["routes"]
    poach = next(route for route in routes if route["route"] == "poach")

    assert poach == {
        "route": "poach",
        "zh": "高薪挖角",
        "en": "poach at high pay",
        "score": 2.65,
        "affordable": False,
        "monthly_cost": 22_500,
        "first_month": 2,
        "prepare": {
            "zh": "先查竞业限制和保密约定，再谈薪酬和业绩奖。",
            "en": "Check non-compete and confidentiality first, then pay and bonus.",
        },
        "source": "S0-12",
        "recommended": False,
    }
    assert {route["route"] for route in routes} == {route.key for route in ROUTES}


@pytest.mark.parametrize(
    "wrong",
    [
        {"market_pay": 0},
        {"monthly_budget": -1},
        {"months_until_battle": -1},
        {"base_team": "perhaps"},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        ranked(**wrong)
