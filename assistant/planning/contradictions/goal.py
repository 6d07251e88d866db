"""Contradictions around the goal: today, the money, what is sold online, what can be supplied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.calculators.goal_gap import goal_gap
from assistant.interview.defaults import DAYS_A_YEAR, YEARS_WHEN_ESTABLISHED
from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    quoted,
    round_down,
    round_up,
    with_changes,
)
from assistant.planning.contradictions.said import Said
from assistant.planning.gauge_demands import monthly_supply
from assistant.planning.phrases import Slot
from assistant.planning.slots import count, goal_money, money, percent
from assistant.planning.span import Span
from assistant.planning.stated import figure

_A_LITTLE_MORE = 1.3
_LONGEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class _FirstYear:
    """Sales the first year has to reach (K1) and the share of the gap it closes."""

    current: float
    sales: float
    share: float

    def target_for(self, sales: float) -> float | None:
        """Return the goal whose first year is `sales`; None where that is no growth."""
        return self.current + (sales - self.current) / self.share if sales > self.current else None


def target_not_above_today(said: Said) -> Iterator[Clash]:
    """The target is not above today's number."""
    now, target = said.number("goal.current"), said.number("goal.target")
    if now is None or target is None or now <= 0 or target > now:
        return
    higher = round_up(now * _A_LITTLE_MORE)
    yield Clash(
        quoted("goal.current", "goal.target"),
        {"now": said.worded("goal.current", now), "target": said.worded("goal.target", target)},
        (Fix("raise", "goal.target", higher, {"target": said.worded("goal.target", higher)}),),
    )


def money_cannot_carry_goal(said: Said) -> Iterator[Clash]:
    """Even in the best case the first year needs more traffic money than there is (K1, K4)."""
    inputs, year, budget = said.inputs, _first_year(said), said.budget
    if inputs is None or year is None or not budget or "econ.aov" not in said or year.sales <= 0:
        return
    if said.offline_pct >= said.limits.offline_max_pct:  # most customers do not come by a click
        return
    part = _traffic_part(said)
    need, have = inputs.chain(Span.of(year.sales))["budget"].easy, budget * part
    if have <= 0 or need <= have * said.limits.need_factor:
        return
    slots = {"sales": goal_money(year.sales), "need": money(need), "have": money(have)}
    yield Clash(
        quoted("goal.target", "budget.total"),
        slots,
        _money_fixes(said, need / part, year.target_for(year.sales * have / need)),
    )


def budget_too_small_a_share(said: Said) -> Iterator[Clash]:
    """A strongly growing goal with next to no money, before an order is known."""
    target, now, budget = said.number("goal.target"), said.number("goal.current"), said.budget
    if not target or not budget or not said.is_about_sales or "econ.aov" in said:
        return
    if now is not None and target < now * said.limits.growth_without_money:
        return
    share, least = budget / target * 100, said.limits.budget_share_pct
    if share < least:
        enough = target * least / 100
        slots: dict[str, Slot] = {
            "share": percent(share),
            "least": percent(least),
            "target": goal_money(target),
        }
        yield Clash(
            quoted("goal.target", "budget.total"),
            slots,
            _money_fixes(said, enough, budget * 100 / least),
        )


def part_above_whole(said: Said) -> Iterator[Clash]:
    """More is sold online than the number of today that should contain it."""
    now, online = said.number("goal.current"), said.number("current.online_revenue")
    if not now or online is None or not said.is_about_sales:
        return
    if online > now * said.limits.part_over_whole:
        yield Clash(
            quoted("goal.current", "current.online_revenue"),
            {"now": goal_money(now), "online": goal_money(online)},
            (
                Fix("whole", "goal.current", online, {"online": goal_money(online)}),
                Fix("part", "current.online_revenue", now, {"now": goal_money(now)}),
            ),
        )


def budget_above_goal(said: Said) -> Iterator[Clash]:
    """A year's promotion costs as much as the whole goal is to bring."""
    target, budget = said.number("goal.target"), said.budget
    if not target or budget is None or not said.is_about_sales or budget < target:
        return
    usual = round_down(max(1.0, said.as_said(target * said.limits.usual_budget_pct / 100)))
    yield Clash(
        quoted("goal.target", "budget.total"),
        {"budget": goal_money(budget), "target": goal_money(target)},
        (Fix("budget", "budget.total", max(1.0, usual), {"budget": goal_money(usual)}),),
    )


def goods_do_not_reach(said: Said) -> Iterator[Clash]:
    """The first year needs more orders a month than all products together can supply."""
    inputs, year = said.inputs, _first_year(said)
    products = said.records("product.items")
    supplies = said.amounts("product.items", "supply_per_month")
    if inputs is None or year is None or not products or len(supplies) < len(products):
        return
    if inputs.kind != "shop" or "econ.aov" not in said or year.sales <= 0:
        return
    need, have = inputs.chain(Span.of(year.sales))["orders"].easy / 12, monthly_supply(said.profile)
    # Who sells more today than the products named supply has not named all of them.
    today = inputs.chain(inputs.now)["orders"].hard / 12 if inputs.now else 0.0
    if have < max(today, 1.0) or need <= have * said.limits.need_factor:
        return
    first = figure(products[0]["supply_per_month"]) or 0.0
    raised = round_up(need - (have - first))
    items = with_changes(products, 0, supply_per_month=raised)
    fixes = [Fix("supply", "product.items", items, {"supply": count(raised)})]
    lower = year.target_for(year.sales * have / need)
    if lower is not None and round_down(lower) > year.current:
        lower = round_down(lower)
        fixes.append(Fix("goal", "goal.target", lower, {"target": goal_money(lower)}))
    slots: dict[str, Slot] = {
        "sales": goal_money(year.sales),
        "need": count(need),
        "have": count(have),
    }
    yield Clash(quoted("goal.target", "product.items"), slots, tuple(fixes))


def _money_fixes(said: Said, yearly: float, target: float | None) -> tuple[Fix, ...]:
    """Return "more money" and, where that still is growth, "a lower goal"."""
    budget = round_up(max(1.0, said.as_said(yearly)))
    fixes = [Fix("budget", "budget.total", budget, {"budget": goal_money(budget)})]
    now = said.number("goal.current") or 0.0
    if target is not None and target >= 1 and round_down(target) > now:
        lower = round_down(target)
        fixes.append(Fix("goal", "goal.target", lower, {"target": goal_money(lower)}))
    return tuple(fixes)


def _traffic_part(said: Said) -> float:
    """Return the share of the money that buys traffic; what was not said takes nothing away."""
    reserve = said.number("budget.reserve_pct") or 0.0
    brand = said.number("channels.brand_share_pct") or 0.0
    return max(0.0, 1 - reserve / 100) * max(0.0, 1 - brand / 100)


def _first_year(said: Said) -> _FirstYear | None:
    """Return the first year of the goal (K1); without a number of today it starts from 0."""
    target, current = said.number("goal.target"), said.number("goal.current") or 0.0
    if not target or target <= max(1.0, current) or not said.is_about_sales or current < 0:
        return None
    low = figure(said.profile["goal.target"].low)
    target = low if low and current < low <= target else target
    sales = goal_gap(current=current, target=target, years=_years(said)).values["milestones"][0]
    return _FirstYear(current, sales, (sales - current) / (target - current))


def _years(said: Said) -> int:
    """Return the length of the plan as said, else until the date of the goal, else three years."""
    years, due = said.number("horizon.years"), said.day("goal.due")
    if years is None and due is not None:
        years = (due - (said.day("horizon.start") or said.today)).days / DAYS_A_YEAR
    return min(_LONGEST_YEARS, max(1, round(years or YEARS_WHEN_ESTABLISHED)))
