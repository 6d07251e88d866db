import pytest
from f1 import TODAY, load_book, raw_profile, repaired_profile

from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.battles import chosen_battles, same_node
from assistant.planning.calculations import calculate
from assistant.planning.profile_facts import (
    customer_value,
    sells_by_enquiry,
    spends_evenly,
    unit_cost,
    yearly_budget,
)


def _calculate(profile: Profile):
    return calculate(complete(profile, load_book(), TODAY), 4)


def _profile(**fields: object) -> Profile:
    return Profile({key.replace("__", "."): Value(value) for key, value in fields.items()})


def test_the_fixture_gives_its_published_figures():
    results = _calculate(raw_profile()).results
    gap, money, funnel = results["goal_gap"], results["allocation"], results["funnel"]
    assert gap.values["gap"] == 3_600_000
    assert gap.values["milestones"] == [3_120_000, 4_380_000, 6_000_000]
    assert (money.values["reserve"], money.values["brand"], money.values["traffic"]) == (
        60_000,
        216_000,
        324_000,
    )
    steps = ("orders", "visitors", "paid_clicks", "budget", "short")
    assert [funnel.values[step] for step in steps] == [14_131, 565_240, 339_144, 610_459, 286_459]
    assert results["first_year"].values == {
        "revenue": 3_120_000,
        "contribution": 1_359_334,
        "promotion": 600_000,
        "after_promotion": 759_334,
    }


def test_the_repaired_fixture_needs_no_more_than_it_has():
    results = _calculate(repaired_profile()).results
    funnel, economics = results["funnel"], results["unit_economics"]
    assert [funnel.values[k] for k in ("orders", "visitors", "budget", "short")] == [
        13_248,
        414_000,
        323_748,
        0,
    ]
    assert (economics.values["cpa"], economics.values["max_cpa"]) == (53.12, 108.25)
    assert results["first_year"].values["after_promotion"] == 834_108


def test_the_months_of_the_owner_are_measured_only_when_spread_evenly():
    assert _calculate(raw_profile()).results["allocation"].inputs["planned"] == [50_000] * 12
    assert _calculate(repaired_profile()).results["allocation"].inputs["planned"] is None


def test_each_input_remembers_the_field_it_came_from():
    fields = _calculate(raw_profile()).fields["funnel"]
    assert fields == {
        "aov": "econ.aov",
        "return_rate_pct": "econ.return_rate_pct",
        "conversion_pct": "funnel.conversion_pct",
        "paid_share_pct": "funnel.paid_share_pct",
        "cpc": "funnel.cpc",
    }


def test_nothing_is_computed_from_nothing():
    calculations = _calculate(Profile())
    assert (calculations.results, calculations.refused) == ({}, {})


def test_a_number_no_calculator_takes_is_reported_not_raised():
    calculations = _calculate(raw_profile().merge({"horizon.years": Value(2.5)}))
    assert "goal_gap" not in calculations.results
    assert "years" in calculations.refused["goal_gap"].en


def test_the_brand_share_the_owner_chose_replaces_the_usual_one():
    chosen = raw_profile().merge({"channels.brand_share_pct": Value(50)})
    values = _calculate(chosen).results["allocation"].values
    assert (values["brand"], values["traffic"]) == (270_000, 270_000)


def test_a_business_seller_is_worked_back_through_enquiries():
    profile = _profile(
        offer__customer_type="b2b",
        goal__metric="revenue",
        goal__current=2_000_000,
        goal__target=5_000_000,
        horizon__years=1,
        horizon__start="2027-01-01",
        econ__aov=20_000,
        econ__repeat_per_year=4,
        funnel__visitor_to_lead_pct=2.35,
        funnel__lead_to_deal_pct=3,
        funnel__paid_share_pct=70,
        funnel__cpc=6,
    )
    values = _calculate(profile).results["funnel"].values
    assert [values[k] for k in ("customers", "leads", "visitors")] == [63, 2_100, 89_362]
    assert "orders" not in values


def test_only_a_sales_goal_is_worked_back():
    profile = raw_profile().merge({"goal.metric": Value("customers")})
    assert not {"funnel", "funnel_goal", "funnel_now"} & _calculate(profile).results.keys()


@pytest.mark.parametrize(
    ("period", "yearly"),
    [("month", 600_000), ("quarter", 200_000), ("year", 50_000), ("horizon", 25_000)],
)
def test_a_budget_is_brought_to_a_year(period, yearly):
    profile = _profile(budget__total=50_000, budget__period=period, horizon__years=2)
    assert yearly_budget(profile) == yearly


@pytest.mark.parametrize(
    ("fields", "evenly"),
    [
        ({"budget__spread": "even", "budget__period": "year"}, True),
        ({"budget__spread": "concentrated", "budget__period": "month"}, False),
        ({"budget__period": "month"}, True),
        ({"budget__period": "year"}, False),
    ],
)
def test_a_sum_per_month_is_an_even_spread_unless_said_otherwise(fields, evenly):
    assert spends_evenly(_profile(**fields)) is evenly


def test_an_assumed_spread_does_not_speak_for_the_owner():
    assumed = Value("concentrated", origin="assumption")
    profile = _profile(budget__period="month").merge({"budget.spread": assumed})
    assert spends_evenly(profile)


def test_the_cost_of_an_order_is_taken_from_the_best_source():
    margin = Value(40, origin="assumption")
    items = [{"name": "四件套", "price": 240, "unit_cost": 110}]
    base = _profile(econ__aov=200, product__items=items).merge({"econ.gross_margin_pct": margin})
    said = base.merge({"econ.gross_margin_pct": Value(30)})
    exact = said.merge({"econ.unit_cost": Value(90)})
    assert [unit_cost(profile) for profile in (exact, said, base)] == [
        (90.0, "econ.unit_cost"),
        (140.0, "econ.gross_margin_pct"),
        (110.0, "product.items"),
    ]
    assert unit_cost(Profile()) == (None, "")


def test_a_customer_is_worth_at_least_one_order():
    assert customer_value(_profile(econ__aov=200, econ__repeat_per_year=0)) == 200
    assert customer_value(_profile(econ__aov=200, econ__repeat_per_year=6)) == 1_200


def test_a_firm_that_serves_both_follows_the_figure_it_has():
    both = _profile(offer__customer_type="both")
    enquiries = both.merge({"funnel.lead_to_deal_pct": Value(3)})
    shop = enquiries.merge({"funnel.conversion_pct": Value(2.5)})
    assert [sells_by_enquiry(profile) for profile in (both, enquiries, shop)] == [
        False,
        True,
        False,
    ]


def test_the_money_goes_to_the_battles_the_owner_named():
    battles = chosen_battles(raw_profile())
    assert [(battle.name, battle.weight) for battle in battles] == [("618", 30), ("双11", 45)]


def test_an_unknown_battle_needs_a_date():
    campaigns = [{"node": "春季展会", "date": "2027-04-10"}, {"node": "店庆"}, "双十一"]
    battles = chosen_battles(_profile(campaigns=campaigns))
    assert [(battle.name, dict(battle.months)) for battle in battles] == [("春季展会", {4: 100})]


def test_two_spellings_are_one_battle():
    assert same_node("双11", "双十一大促")
    assert not same_node("双11", "双12")
