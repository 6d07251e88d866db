"""Rules on battles: a complete brief, enough time, no greed, a level afterwards, the right day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.calculators.calendar_node import Node
from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.period import parse_day, start_of
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, Slot, lacking, listed
from assistant.planning.rules.timing import is_due
from assistant.planning.severity import Severity

_SALES = ("sales", "daily_sales")
_DAYS_A_YEAR = 365
_SATURDAY = 6


def check_briefs(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-22: purpose, expected effect, theme and the six items of every battle (S3-29 to S3-35).

    Means, people and time may follow from the budget, the lead and the calendar.
    """
    if not is_stated(context.profile, "campaigns"):
        return
    battles = {
        str(b.get("node", "")): _lacks(plan, context, b) for b in context.records("campaigns")
    }
    open_battles = [
        Bilingual(zh=f"{name}（{listed(items).zh}）", en=f"{name} ({listed(items).en})")
        for name, items in battles.items()
        if items
    ]
    if open_battles:
        yield Fault("lacks", {"battles": listed(open_battles)}, "campaigns")


def _lacks(plan: Plan, context: DraftContext, battle: Mapping[str, Any]) -> list[Bilingual]:
    """Return what the brief of one battle still needs."""
    items = list(lacking(context, battle, "campaigns", ("objective", "goal", "theme")))
    has = {
        "means": "allocation" in plan.results or battle.get("stock"),
        "people": battle.get("owner") or context.profile.text("lead.name"),
        "time": battle.get("date") or context.calendar.node(str(battle.get("node", ""))),
        "accidents": context.knows("risks") or not is_due(context, "E4"),
    }
    return items + [context.wording[f"R-22.{item}"] for item, known in has.items() if not known]


def _dated(context: DraftContext) -> Iterator[tuple[dict[str, Any], date]]:
    """Yield the battles the owner named with the day they fall on in the plan."""
    if not is_stated(context.profile, "campaigns"):
        return
    start = max(start_of(context.completed) or context.today, context.today)
    for battle in context.records("campaigns"):
        given = parse_day(str(battle.get("date", "")))
        day = given or context.calendar.day(str(battle.get("node", "")), start)
        if day:
            yield battle, day


def check_lead_time(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-23: there is time to prepare; pre-heat is 60 to 70 %; dates are confirmed (S2-13, S0-25).

    The dates of a platform are asked for only when preparation is about to begin: earlier nobody
    has announced them.
    """
    limits = context.wording.thresholds
    for battle, day in _dated(context):
        node = context.calendar.node(str(battle.get("node", "")))
        left, lead = (day - context.today).days, node.lead_days if node else 0
        slots: dict[str, Slot] = {"node": str(battle.get("node", "")), "days": str(left)}
        slots |= {"lead": str(lead), "year": str(day.year)}
        share = battle.get("preheat_share_pct")
        if 0 <= left < lead:
            yield Fault("late", slots, "campaigns")
        elif 0 <= left < lead + limits.announced_days and _is_unconfirmed(node, day.year):
            yield Fault("unconfirmed", slots, "campaigns")
        if isinstance(share, int | float) and not (
            limits.preheat_min_pct <= share <= limits.preheat_max_pct
        ):
            yield Fault("preheat", {**slots, "share": figures.percent(share)}, "campaigns")


def _is_unconfirmed(node: Node | None, year: int) -> bool:
    """Tell whether a platform sets the dates of a node and those of this year are not known."""
    return node is not None and bool(node.seen) and all(seen.year != year for seen in node.seen)


def check_stock(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-24: stock stays below the K10 ceiling; leftovers sell in two weeks, or block (S2-15)."""
    result, limits = plan.results.get("stock"), context.wording.thresholds
    if result is None or not is_stated(context.profile, "campaigns"):
        return
    planned, days = result.inputs["planned"], result.values["planned_days_to_clear"]
    most = result.values["recommended_quantity"]
    if planned is None or days is None or planned <= most:
        return
    severity: Severity = "B" if days > limits.stock_block_days else "W"
    slots = {"stock": figures.number(planned), "most": figures.number(most)}
    slots |= {"days": figures.number(round(days))}
    battles = [
        {**battle, "stock": most} if battle.get("stock") == planned else battle
        for battle in context.records("campaigns")
    ]
    yield Fault("greedy", slots, "campaigns", severity, {"campaigns": battles})


def check_level(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-25: a battle for sales has a daily level to reach afterwards, twice as before (S2-14)."""
    if not is_stated(context.profile, "campaigns") or not is_due(context, "E1"):
        return
    names = " ".join(str(kpi.get("name", "")) for kpi in context.records("kpis"))
    if context.wording.mentions("daily_level", names):
        return
    for battle in context.records("campaigns"):
        purpose = battle.get("objective")
        if purpose in _SALES or (not purpose and battle.get("goal")):
            slots = {"battle": str(battle.get("node", ""))}
            yield Fault("none", slots, "kpis", change=_with_level(plan, context))
            return


def _with_level(plan: Plan, context: DraftContext) -> dict[str, Any]:
    """Return the indicators with the daily level after a battle; none while orders are unknown."""
    result, limits = plan.results.get("funnel_now"), context.wording.thresholds
    orders = result.values.get("orders") if result else None
    if not orders or len(context.records("kpis")) >= limits.kpis_max:
        return {}
    before = round(orders / _DAYS_A_YEAR)
    kpi = {
        "name": context.words.label("R-25.kpi"),
        "baseline": before,
        "target": round(before * limits.daily_sales_factor),
        "source": context.words.label("R-25.source"),
        "owner": context.profile.text("lead.name"),
        "freq": "day",
    }
    return {"kpis": [*context.records("kpis"), kpi]}


def check_days(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-44: what weekday a battle falls on, and whether people work then (S2-24)."""
    calendar = context.calendar
    for battle, day in _dated(context):
        node = calendar.node(str(battle.get("node", "")))
        slots: dict[str, Slot] = {"node": str(battle.get("node", "")), "date": day.isoformat()}
        slots |= {"year": str(day.year), "weekday": context.wording[f"weekday.{day.isoweekday()}"]}
        at_work = calendar.working_day(day) == day
        # A holiday is free by its nature; a sale or an event of one's own needs a roster then.
        needs_roster = node is None or node.schedule == "big_sale"
        if (day.month, day.day) == (3, 15):
            yield Fault("consumer_day", slots, "campaigns")
        elif node is not None and node.key == "double_11":
            yield Fault("working" if at_work else "free", slots, "campaigns")
        elif needs_roster and not at_work:
            yield Fault("day_off", slots, "campaigns")
        elif at_work and day.isoweekday() >= _SATURDAY:
            yield Fault("make_up", slots, "campaigns")
