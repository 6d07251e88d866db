"""Battles: the campaigns an owner named (C9) as nodes the allocation can put money on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.calculators.battle import DEFAULT_BATTLES, Battle
from assistant.interview.profile import Profile
from assistant.planning.period import parse_day

_SAME_NODE = {
    "双十一": "双11",
    "双11": "双11",
    "double 11": "双11",
    "618": "618",
    "38节": "38节",
    "三八": "38节",
    "women's day": "38节",
    "new year goods": "年货节",
    "spring sourcing": "春季采购",
    "autumn sourcing": "秋季采购",
}
_USUAL_WEIGHT = 25


def chosen_battles(profile: Profile) -> tuple[Battle, ...]:
    """Return the owner's campaigns as battles; one without a known month is left out.

    Known nodes keep their weight and months, others get a usual weight in the month of their date.
    Empty when nothing can be placed: then the allocation proposes its own.
    """
    nodes = _known_nodes(profile.text("offer.customer_type"))
    battles: dict[str, Battle] = {}
    for campaign in profile.items_of("campaigns"):
        battle = _battle(campaign, nodes) if isinstance(campaign, dict) else None
        if battle:
            battles.setdefault(_spelled(battle.name), battle)
    return tuple(battles.values())


def _known_nodes(customer_type: str) -> dict[str, Battle]:
    """Return the nodes of all customer types; where they differ, the one asked for wins."""
    by_type = sorted(DEFAULT_BATTLES.items(), key=lambda item: item[0] == customer_type)
    return {battle.name: battle for _, battles in by_type for battle in battles}


def _battle(campaign: dict[str, Any], nodes: Mapping[str, Battle]) -> Battle | None:
    name = str(campaign.get("node", ""))
    known = nodes.get(_spelled(name))
    if known:
        return replace(known, name=name)
    day = parse_day(str(campaign.get("date", "")))
    return Battle(name, _USUAL_WEIGHT, {day.month: 100}) if name.strip() and day else None


def _spelled(name: str) -> str:
    """Return the usual name of a node, or the name as given."""
    lowered = name.lower()
    return next((node for alias, node in _SAME_NODE.items() if alias in lowered), name)


def same_node(name: str, other: str) -> bool:
    """Tell whether two names mean the same battle ("双11" and "双十一大促")."""
    return _spelled(name) == _spelled(other)
