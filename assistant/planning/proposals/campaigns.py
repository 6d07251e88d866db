"""Campaigns proposed: the usual battles of a trade, and what the owner left open in his own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.interview.profile import Profile
from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.battles import same_node
from assistant.planning.context import DraftContext
from assistant.planning.people import person_for
from assistant.planning.period import parse_day, start_of
from assistant.planning.plan import Run, plain
from assistant.planning.proposals.preset import Preset

_LEADS_BATTLES = {"b2b": ("sales", "operations"), "b2c": ("operations", "promotion")}
_COMMA = re.compile(r"[，,、；;]")
_SELLING = ("sales", "clear_stock")


def usual_battles(preset: Preset, calendar: BattleCalendar, language: str) -> list[dict[str, Any]]:
    """Return the battles of a trade as records of C9, without dates."""
    return [
        {"node": calendar.title(battle.node, language), "objective": battle.objective}
        for battle in preset.battles
    ]


def dates_and_owners(profile: Profile, calendar: BattleCalendar) -> list[dict[str, Any]]:
    """Return for each campaign its day in the first plan year and who leads it."""
    start = start_of(profile)
    roles = _LEADS_BATTLES.get(profile.text("offer.customer_type"), _LEADS_BATTLES["b2c"])
    proposed = []
    for campaign in profile.items_of("campaigns"):
        name = str(campaign.get("node") or "") if isinstance(campaign, dict) else ""
        day = calendar.day(name, start) if start and start.year < 9000 and name else None
        date = day.isoformat() if day else ""
        proposed.append({"date": date, "owner": person_for(profile, roles)})
    return proposed


def themes_and_goals(context: DraftContext) -> list[dict[str, Any]]:
    """Return for each campaign a working theme, and for one that sells its goal in yuan.

    The goal is the part of the first year's sales that the battle has of the promotion money; a
    battle that is not there to sell gets none.
    """
    category = _COMMA.split(context.completed.text("offer.category"))[0].strip()
    named = Run(category, "assumption", "offer.category")
    proposed: list[dict[str, Any]] = []
    for campaign in context.records("campaigns"):
        node = str(campaign.get("node") or "")
        cell = context.cell("campaigns", campaign, "node")
        theme = context.words("P6.theme", node=cell, category=named) if category else ()
        proposed.append({"theme": plain(theme), "goal": _goal(context, node, campaign)})
    return proposed


def _goal(context: DraftContext, node: str, campaign: Mapping[str, Any]) -> int | None:
    gap, money = context.result("goal_gap"), context.result("allocation")
    sells = campaign.get("objective") in _SELLING
    if gap is None or money is None or not sells or not money.values["allocated"]:
        return None
    if context.completed.text("goal.metric") not in ("", "revenue"):
        return None
    first_year = gap.values["milestones"][0]
    for battle in money.values["battles"]:
        if same_node(battle["name"], node):
            share = battle["amount"] / money.values["allocated"]
            # To a thousand yuan: more would pretend to know.
            return round(first_year * share / 1000) * 1000 or None
    return None


def is_dated(campaign: Mapping[str, Any]) -> bool:
    """Tell whether a campaign has a day one can count back from."""
    return parse_day(str(campaign.get("date") or "")) is not None
