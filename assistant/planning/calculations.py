"""Calculations: from a completed profile to the results the plan shows (K1, K3, K4, K5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.calculators.allocation import allocation
from assistant.calculators.funnel import funnel
from assistant.calculators.goal_gap import goal_gap
from assistant.calculators.order import Order
from assistant.calculators.result import Result
from assistant.calculators.split import split
from assistant.calculators.unit_economics import unit_economics
from assistant.errors import InputError
from assistant.interview.profile import Profile
from assistant.planning import profile_facts
from assistant.planning.battles import chosen_battles
from assistant.planning.period import start_of

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
_ORDER_PARTS = ("aov", "unit_cost", "shipping", "platform_fee_pct", "return_rate_pct")


@dataclass(frozen=True, slots=True)
class Calculations:
    """What could be computed.

    `results` by name: goal_gap, allocation, funnel (first year), funnel_goal (last year),
    funnel_now (today's sales), unit_economics, first_year (profit). `fields` says which field each
    input came from; `refused` holds why a calculator would not take the numbers.
    """

    results: Mapping[str, Result] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refused: Mapping[str, InputError] = field(default_factory=dict)


def calculate(profile: Profile) -> Calculations:
    """Run every calculator whose inputs the profile holds; the others are simply left out."""
    desk = _Desk(profile)
    desk.run("goal_gap", goal_gap, _GOAL)
    _allocate(desk)
    _work_back(desk)
    _reckon_order(desk)
    _sum_up_first_year(desk)
    return Calculations(desk.results, desk.fields, desk.refused)


class _Desk:
    """Collects results, where their inputs came from, and refusals."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.results: dict[str, Result] = {}
        self.fields: dict[str, dict[str, str]] = {}
        self.refused: dict[str, InputError] = {}

    def run(
        self,
        name: str,
        calculator: Callable[..., Result],
        fields: Mapping[str, str],
        **given: Any,
    ) -> None:
        """Run a calculator on fields and on values given, unless one of them is unknown."""
        read = {key: self.profile.number(source) for key, source in fields.items()}
        if any(value is None for value in (*read.values(), *given.values())):
            return
        try:
            self.results[name] = replace(calculator(**read, **given), name=name)
            self.fields[name] = dict(fields)
        except InputError as error:
            self.refused[name] = error

    def value(self, name: str, key: str) -> Any:
        """Return a value of an earlier result, None when there is none."""
        return self.results[name].values.get(key) if name in self.results else None

    def credit(self, name: str, **fields: str) -> None:
        """Note which fields the values given to a calculation came from."""
        if name in self.fields:
            self.fields[name] |= {key: source for key, source in fields.items() if source}


def _allocate(desk: _Desk) -> None:
    """Divide the year's money; the owner's even months are measured beside it."""
    profile, start = desk.profile, start_of(desk.profile)
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
    desk.run("allocation", allocation, {"reserve_pct": "budget.reserve_pct"}, **given)
    desk.credit(
        "allocation",
        total="budget.total",
        customer_type="offer.customer_type",
        start_month="horizon.start",
    )
    _use_brand_share(desk)


def _use_brand_share(desk: _Desk) -> None:
    """Let the brand share the owner chose (C6) replace the usual one of the customer type."""
    chosen = desk.profile.number("channels.brand_share_pct")
    if "allocation" not in desk.results or chosen is None or not 0 <= chosen <= 100:
        return
    result = desk.results["allocation"]
    brand = round(result.values["allocated"] * chosen / 100)
    traffic = result.values["allocated"] - brand
    desk.results["allocation"] = replace(
        result,
        inputs={**result.inputs, "brand_share_pct": chosen},
        values={**result.values, "brand": brand, "traffic": traffic},
    )
    desk.credit("allocation", brand_share_pct="channels.brand_share_pct")


def _work_back(desk: _Desk) -> None:
    """Work the funnel back from the first year's goal, the last year's, and today's sales."""
    if desk.profile.text("goal.metric") not in ("", "revenue"):
        return
    milestones = desk.value("goal_gap", "milestones")
    fields: Mapping[str, str] = _SHOP
    given: dict[str, Any] = {}
    if profile_facts.sells_by_enquiry(desk.profile):
        # The interview asks for one rate from enquiry to deal, so the steps between count as 100 %.
        given = {"sql_to_opp_pct": 100.0, "lead_to_sql_pct": 100.0}
        fields = _ENQUIRY
        given["acv"] = profile_facts.customer_value(desk.profile)
    traffic = desk.value("allocation", "traffic")
    money = {} if traffic is None else {"available": traffic}
    first = milestones[0] if milestones else None
    desk.run("funnel", funnel, fields, revenue=first, **given, **money)
    desk.run("funnel_goal", funnel, fields, revenue=desk.profile.number("goal.target"), **given)
    now = desk.profile.number("goal.current") or None
    desk.run("funnel_now", funnel, fields, revenue=now, **given)
    for name in ("funnel", "funnel_goal", "funnel_now"):
        desk.credit(name, acv="econ.aov" if "acv" in given else "")


def _reckon_order(desk: _Desk) -> None:
    """Work out what one order leaves, with the cost of winning it where that is known."""
    cost, source = profile_facts.unit_cost(desk.profile)
    given: dict[str, Any] = {"unit_cost": cost}
    fields = dict(_ORDER)
    if not profile_facts.sells_by_enquiry(desk.profile):
        fields |= _CLICK
    elif desk.value("funnel", "cac") is not None:
        given["cac"] = desk.value("funnel", "cac")
    # Only price and cost are needed; what else is unknown stays out of the sum.
    known = {k: f for k, f in fields.items() if k == "aov" or desk.profile.number(f) is not None}
    desk.run("unit_economics", unit_economics, known, **given)
    desk.credit("unit_economics", unit_cost=source)


def _sum_up_first_year(desk: _Desk) -> None:
    """Put sales, contribution and promotion of the first year together (plan part 7.5)."""
    economics, chain = desk.results.get("unit_economics"), desk.results.get("funnel")
    money = desk.results.get("allocation")
    if economics is None or chain is None or money is None:
        return
    order = Order(**{part: economics.inputs[part] for part in _ORDER_PARTS})
    orders = chain.values.get("orders") or chain.values["customers"]
    # A business customer may order several times a year.
    per_customer = chain.inputs.get("acv", order.aov) / order.aov
    contribution = round(orders * per_customer * order.contribution)
    promotion = money.values["reserve"] + money.values["allocated"]
    desk.results["first_year"] = Result(
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
