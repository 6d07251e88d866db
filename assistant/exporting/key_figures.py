"""Key figures: the numbers every file of a plan must agree on, picked from what was calculated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.planning.plan import Plan

# name of the figure -> calculation, value, unit
_PICKED = {
    "gap": ("goal_gap", "gap", "yuan"),
    "multiple": ("goal_gap", "multiple", "times"),
    "cagr": ("goal_gap", "cagr_pct", "pct"),
    "brand": ("allocation", "brand", "yuan"),
    "traffic": ("allocation", "traffic", "yuan"),
    "reserve": ("allocation", "reserve", "yuan"),
    "visitors": ("funnel", "visitors", "count"),
    "orders": ("funnel", "orders", "count"),
    "customers": ("funnel", "customers", "count"),
    "need": ("funnel", "budget", "yuan"),
    "short": ("funnel", "short", "yuan"),
    "max_cpa": ("unit_economics", "max_cpa", "money"),
    "break_even": ("unit_economics", "break_even_roas", "ratio"),
    "contribution": ("first_year", "contribution", "yuan"),
    "left": ("first_year", "after_promotion", "yuan"),
    "valley": ("cash_valley", "need", "yuan"),
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number by name ("gap"); `unit` is yuan, money (with fen), pct, count, times or ratio.

    Plan.captions has what it is called under "figure.<name>".
    """

    name: str
    value: float
    unit: str


def key_figures(plan: Plan) -> dict[str, KeyFigure]:
    """Return the figures that are known by name, in reading order; nothing is computed."""
    return {figure.name: figure for figure in (*_goal(plan), *_picked(plan))}


def yearly_goals(plan: Plan) -> tuple[float, ...]:
    """Return the goal of each plan year in yuan; empty until the goal is known."""
    gap = plan.results.get("goal_gap")
    return tuple(gap.values["milestones"]) if gap else ()


def monthly_goals(plan: Plan) -> tuple[float, ...]:
    """Return the goals of the first year's months in yuan; empty until the goal is known."""
    gap = plan.results.get("goal_gap")
    return tuple(gap.values["months"]) if gap else ()


def monthly_money(plan: Plan) -> tuple[float, ...]:
    """Return the promotion money of the first year's months in yuan; empty without a budget."""
    money = plan.results.get("allocation")
    return tuple(money.values["months"]) if money else ()


def _goal(plan: Plan) -> Iterator[KeyFigure]:
    """Yield what was said about the goal, and the year's money as a whole."""
    gap, money = plan.results.get("goal_gap"), plan.results.get("allocation")
    if gap:
        yield KeyFigure("now", gap.inputs["current"], "yuan")
        yield KeyFigure("target", gap.inputs["target"], "yuan")
        yield KeyFigure("first_year", gap.values["milestones"][0], "yuan")
    if money:
        total = money.values["allocated"] + money.values["reserve"]
        yield KeyFigure("budget", total, "yuan")


def _picked(plan: Plan) -> Iterator[KeyFigure]:
    for name, (calculation, key, unit) in _PICKED.items():
        result = plan.results.get(calculation)
        value = result.values.get(key) if result else None
        if value is not None:
            yield KeyFigure(name, value, unit)
