"""Calculations: a completed profile becomes the results the plan shows (K1, K3, K4, K5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.calculators.allocation import allocation
from assistant.calculators.funnel import funnel
from assistant.calculators.goal_gap import goal_gap
from assistant.calculators.result import Result
from assistant.calculators.split import split
from assistant.calculators.unit_economics import unit_economics
from assistant.interview.profile import Profile
from assistant.planning import profile_facts
from assistant.planning.battles import chosen_battles
from assistant.planning.comparisons import compare
from assistant.planning.period import start_of
from assistant.planning.worksheet import Calculations, Worksheet, order_of

_GOAL = {"current": "goal.current", "target": "goal.target", "years": "horizon.years"}
_TRAFFIC = {"paid_share_pct": "funnel.paid_share_pct", "cpc": "funnel.cpc"}
_SHOP = {
    "aov": "econ.aov",
    "return_rate_pct": "econ.return_rate_pct",
    "conversion_pct": "funnel.conversion_pct",
    **_TRAFFIC,
}
_ENQUIRY = {
    "visitor_to_lead_pct": "funnel.visitor_to_lead_pct",
    "win_pct": "funnel.lead_to_deal_pct",
    **_TRAFFIC,
}
_ORDER = {
    "aov": "econ.aov",
    "shipping": "econ.shipping",
    "platform_fee_pct": "econ.platform_fee_pct",
    "return_rate_pct": "econ.return_rate_pct",
}
_CLICK = {"conversion_pct": "funnel.conversion_pct", "cpc": "funnel.cpc"}
_FIRST_YEAR = (
    "contribution = orders × aov × contribution margin; left = contribution − promotion (S0-28)"
)


def calculate(profile: Profile, minutes_per_reply: float) -> Calculations:
    """Run every calculator whose inputs the profile holds; the others are simply left out.

    Args:
        profile: the completed profile.
        minutes_per_reply: how long one reply to a customer is taken to last.
    """
    sheet = Worksheet(profile)
    sheet.run("goal_gap", goal_gap, _GOAL)
    _allocate(sheet)
    _work_back(sheet)
    _reckon_order(sheet)
    _sum_up_first_year(sheet)
    compare(sheet, minutes_per_reply)
    return sheet.calculations()


def _allocate(sheet: Worksheet) -> None:
    """Divide the year's money; the owner's even months are measured beside it."""
    profile, start = sheet.profile, start_of(sheet.profile)
    total = profile_facts.yearly_budget(profile)
    given: dict[str, Any] = {
        "total": total,
        "customer_type": profile.text("offer.customer_type") or None,
        "start_month": start.month if start else 1,
    }
    battles = chosen_battles(profile)
    if battles:
        given["nodes"] = battles
    if total is not None and profile_facts.spends_evenly(profile):
        given["planned"] = split(round(total), (1,) * 12)
    sheet.run("allocation", allocation, {"reserve_pct": "budget.reserve_pct"}, **given)
    sheet.credit(
        "allocation",
        total="budget.total",
        customer_type="offer.customer_type",
        start_month="horizon.start",
    )
    _use_brand_share(sheet)


def _use_brand_share(sheet: Worksheet) -> None:
    """Let the brand share the owner chose (C6) replace the usual one of the customer type."""
    chosen = sheet.profile.number("channels.brand_share_pct")
    if "allocation" not in sheet.results or chosen is None or not 0 <= chosen <= 100:
        return
    result = sheet.results["allocation"]
    brand = round(result.values["allocated"] * chosen / 100)
    traffic = result.values["allocated"] - brand
    sheet.results["allocation"] = replace(
        result,
        inputs={**result.inputs, "brand_share_pct": chosen},
        values={**result.values, "brand": brand, "traffic": traffic},
    )
    sheet.credit("allocation", brand_share_pct="channels.brand_share_pct")


def _work_back(sheet: Worksheet) -> None:
    """Work the funnel back from the first year's goal, the last year's, and today's sales."""
    if sheet.profile.text("goal.metric") not in ("", "revenue"):
        return
    milestones = sheet.value("goal_gap", "milestones")
    fields: Mapping[str, str] = _SHOP
    given: dict[str, Any] = {}
    if profile_facts.sells_by_enquiry(sheet.profile):
        # The interview asks for one rate from enquiry to deal, so the steps between count as 100 %.
        given = {"sql_to_opp_pct": 100.0, "lead_to_sql_pct": 100.0}
        fields = _ENQUIRY
        given["acv"] = profile_facts.customer_value(sheet.profile)
    traffic = sheet.value("allocation", "traffic")
    money = {} if traffic is None else {"available": traffic}
    first = milestones[0] if milestones else None
    sheet.run("funnel", funnel, fields, revenue=first, **given, **money)
    sheet.run("funnel_goal", funnel, fields, revenue=sheet.profile.number("goal.target"), **given)
    now = sheet.profile.number("goal.current") or None
    sheet.run("funnel_now", funnel, fields, revenue=now, **given)
    for name in ("funnel", "funnel_goal", "funnel_now"):
        sheet.credit(name, acv="econ.aov" if "acv" in given else "")


def _reckon_order(sheet: Worksheet) -> None:
    """Work out what one order leaves, with the cost of winning it where that is known."""
    cost, source = profile_facts.unit_cost(sheet.profile)
    given: dict[str, Any] = {"unit_cost": cost}
    fields = dict(_ORDER)
    if not profile_facts.sells_by_enquiry(sheet.profile):
        fields |= _CLICK
    elif sheet.value("funnel", "cac") is not None:
        given["cac"] = sheet.value("funnel", "cac")
    # Only price and cost are needed; what else is unknown stays out of the sum.
    known = {k: f for k, f in fields.items() if k == "aov" or sheet.profile.number(f) is not None}
    sheet.run("unit_economics", unit_economics, known, **given)
    sheet.credit("unit_economics", unit_cost=source)


def _sum_up_first_year(sheet: Worksheet) -> None:
    """Put sales, contribution and promotion of the first year together (plan part 7.5)."""
    economics, chain = sheet.results.get("unit_economics"), sheet.results.get("funnel")
    money = sheet.results.get("allocation")
    if economics is None or chain is None or money is None:
        return
    order = order_of(economics)
    orders = chain.values.get("orders") or chain.values["customers"]
    # A business customer may order several times a year.
    per_customer = chain.inputs.get("acv", order.aov) / order.aov
    contribution = round(orders * per_customer * order.contribution)
    promotion = money.values["reserve"] + money.values["allocated"]
    sheet.results["first_year"] = Result(
        name="first_year",
        inputs={
            "orders": orders,
            "per_order": round(order.contribution, 2),
            "promotion": promotion,
        },
        values={
            "revenue": round(chain.inputs["revenue"]),
            "contribution": contribution,
            "promotion": promotion,
            "after_promotion": contribution - promotion,
        },
        formula=_FIRST_YEAR,
        units=dict.fromkeys(("revenue", "contribution", "promotion", "after_promotion"), "yuan"),
    )
