"""Rules on money: it adds up, is concentrated but not staked on one month, and is enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, money


def check_sums(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-14: lines and months sum to the total, and nothing is negative (S2-3)."""
    result = plan.results.get("allocation")
    if result is None:
        return
    values, total = result.values, result.inputs["total"]
    off = abs(values["brand"] + values["traffic"] + values["reserve"] - total)
    if off:
        parts = values["brand"] + values["traffic"] + values["reserve"]
        yield Fault("lines", {"off": money(off)}, "budget.total", change=_a_year(parts))
    off = abs(sum(values["months"]) + values["reserve"] - total)
    if off:
        parts = sum(values["months"]) + values["reserve"]
        yield Fault("months", {"off": money(off)}, "budget.total", change=_a_year(parts))
    lowest = min(*values["months"], values["brand"], values["traffic"], values["reserve"])
    if lowest < 0:
        yield Fault("negative", {"amount": money(lowest)}, "budget.total")


def _a_year(amount: float) -> dict[str, Any]:
    """Return the budget fields of so much money a year."""
    return {"budget.total": amount, "budget.period": "year"}


def check_evenness(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-15: the owner's months are not spread evenly; the proposal is not judged (S0-22)."""
    result = plan.results.get("allocation")
    planned = result.values["planned"] if result else None
    if not planned or planned["cv"] is None:
        return
    cv, top, limits = planned["cv"], planned["top3_share_pct"], context.wording.thresholds
    if cv < limits.even_cv and top < limits.even_top3_pct:
        slots = {"cv": f"{cv:.2f}", "top": figures.percent(top)}
        # A sum a month means an even spread, so it becomes one of the year.
        a_month = context.profile.text("budget.period") == "month"
        total = _a_year(result.inputs["total"]) if result and a_month else {}
        change = {"budget.spread": "concentrated", **total}
        yield Fault("even", slots, "budget.spread", change=change)


def check_one_month(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-16: no month holds more than half, and every month has something (S0-26)."""
    result = plan.results.get("allocation")
    if result is None:
        return
    months = result.inputs["planned"] or result.values["months"]
    most = context.wording.thresholds.month_max_pct
    limit = {"max": figures.percent(most)}
    if not any(months):
        return
    share = 100 * max(months) / sum(months)
    if share > most:
        yield Fault("one", {"share": figures.percent(share), **limit}, "campaigns")
    if min(months) == 0:
        yield Fault("base", limit, "campaigns")


def check_brand_share(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-17: the brand share is near what the customer type suggests (S1-20)."""
    result, limits = plan.results.get("allocation"), context.wording.thresholds
    if result is None or not result.values["allocated"]:
        return
    usual = {
        "b2b": limits.brand_b2b_pct,
        "b2c": limits.brand_b2c_pct,
        "both": limits.brand_both_pct,
    }[result.inputs["customer_type"]]
    share = 100 * result.values["brand"] / result.values["allocated"]
    # Whole yuan make the share a hair more or less than what was chosen.
    if round(abs(share - usual), 2) > limits.brand_tolerance_points:
        slots = {"share": figures.percent(share), "usual": figures.percent(usual)}
        change = {"channels.brand_share_pct": usual}
        yield Fault("unusual", slots, "channels.brand_share_pct", change=change)


def check_reserve(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-18: 5 to 20 % is kept for surprises (S3-35, S3-56)."""
    share, limits = context.completed.number("budget.reserve_pct"), context.wording.thresholds
    if share is None:
        return
    slots = {
        "share": figures.percent(share),
        "min": figures.percent(limits.reserve_min_pct),
        "max": figures.percent(limits.reserve_max_pct),
    }
    change = {"budget.reserve_pct": limits.reserve_usual_pct}
    if share < limits.reserve_min_pct:
        yield Fault("low", slots, "budget.reserve_pct", change=change)
    elif share > limits.reserve_max_pct:
        yield Fault("high", slots, "budget.reserve_pct", change=change)


def check_need(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-19: the first year's goal needs no more traffic money than there is (S4-30)."""
    result = plan.results.get("funnel")
    have = result.inputs["available"] if result else None
    if result is None or have is None:
        return
    need = result.values["budget"]
    if need > have * context.wording.thresholds.need_factor:
        slots = {"need": money(need), "have": money(have), "short": money(need - have)}
        yield Fault("short", slots, "budget.total")


def check_order(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-20: an order earns something, and more than it costs to win (S0-28)."""
    result = plan.results.get("unit_economics")
    if result is None:
        return
    margin, cpa = result.values["contribution_margin_pct"], result.values["cpa"]
    if margin <= 0:
        yield Fault("loses", {"margin": figures.percent(margin)}, "econ.unit_cost")
    elif cpa is not None and cpa > result.values["max_cpa"]:
        slots = {"cpa": money(cpa), "max": money(result.values["max_cpa"])}
        yield Fault("cpa", slots, "funnel.conversion_pct")
