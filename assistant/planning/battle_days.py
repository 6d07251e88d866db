"""Battle days: which node of the calendar a battle means, and on which day of the plan it falls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.calculators.calendar_node import Node
from assistant.calculators.campaign_calendar import Calendar
from assistant.errors import InputError
from assistant.planning.period import parse_day


def node_of(calendar: Calendar, name: str) -> Node | None:
    """Return the node a battle's name holds ("双十一大促" -> 双11), None for an event of one's own.

    The longest name wins: "双11" in "双11预热" rather than "11" in another.
    """
    wanted = " ".join(name.lower().split())
    held = [
        (len(known), node)
        for node in calendar.nodes.values()
        for known in node.names
        if known in wanted
    ]
    return max(held, key=lambda found: found[0])[1] if held else None


def battle_day(calendar: Calendar, battle: Mapping[str, Any], after: date) -> date | None:
    """Return the day the owner named, else the next day of the node from `after` on.

    None when the name is not in the calendar or the calendar ends too early.
    """
    given = parse_day(str(battle.get("date", "")))
    node = node_of(calendar, str(battle.get("node", "")))
    if given or node is None:
        return given
    for year in (after.year, after.year + 1):
        try:
            day = calendar.date_of(node, year)
        except InputError:  # the calendar does not reach that year
            return None
        if day >= after:
            return day
    return None
