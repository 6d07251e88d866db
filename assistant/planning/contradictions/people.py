"""Contradictions about people: hours, names, too much for one, nobody on duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    quoted_parts,
    with_changes,
)
from assistant.planning.contradictions.said import Said, as_day
from assistant.planning.figures import number
from assistant.planning.slots import count
from assistant.planning.stated import figure

_FULL_WEEK = 40


def full_time_with_few_hours(said: Said) -> Iterator[Clash]:
    """The leader is full-time, but works few hours a week on it."""
    name, team = said.text("lead.name"), said.records("team")
    if said.flag("lead.fulltime") is not True or not name:
        return
    for place, member in enumerate(team):
        hours = figure(member.get("hours_per_week"))
        few = hours is not None and hours < said.limits.fulltime_hours
        if member.get("name") != name or not (few or member.get("fulltime") is False):
            continue
        part = "hours_per_week" if few else "fulltime"
        full = with_changes(team, place, hours_per_week=_FULL_WEEK, fulltime=True)
        slots = {"name": name, "hours": number(_FULL_WEEK)}
        fixes = (Fix("part_time", "lead.fulltime", False, slots), Fix("full", "team", full, slots))
        quotes = (*quoted("lead.name", "lead.fulltime"), Quote("team", member, part))
        yield Clash(quotes, {"name": name}, fixes)


def full_time_without_name(said: Said) -> Iterator[Clash]:
    """A full-time leader without a name."""
    name = said.text("lead.name")
    if said.flag("lead.fulltime") is True and (not name or said.mentions("nobody", name)):
        keys = ("lead.fulltime", "lead.name") if name else ("lead.fulltime",)
        yield Clash(quoted(*keys), {}, (Fix("part_time", "lead.fulltime", False),))


def too_much_for_one(said: Said) -> Iterator[Clash]:
    """One person has more actions at the same time than anybody can carry."""
    actions = [record for record in said.records("actions") if isinstance(record.get("owner"), str)]
    for owner in dict.fromkeys(str(record["owner"]) for record in actions):
        own = [record for record in actions if record["owner"] == owner]
        most = _at_once(own)
        if owner and most > said.limits.actions_at_once:
            slots = {"owner": owner, "n": number(most)}
            yield Clash(quoted_parts("actions", "what", own), slots)


def team_above_headcount(said: Said) -> Iterator[Clash]:
    """More full-time people are in the team than the firm has."""
    staff, people = said.records("team"), said.number("company.headcount")
    full = [member for member in staff if member.get("fulltime") is True]
    if people is not None and len(full) > people:
        slots = {"n": number(len(full)), "people": count(people)}
        quotes = (Quote("company.headcount"), *quoted_parts("team", "name", full))
        fix = Fix("people", "company.headcount", len(full), {"n": number(len(full))})
        yield Clash(quotes, slots, (fix,))


def stands_in_for_oneself(said: Said) -> Iterator[Clash]:
    """The stand-in is the leader."""
    name, backup = said.text("lead.name"), said.text("lead.backup")
    if not name or name != backup:
        return
    others = [
        member
        for record in said.records("team")
        if isinstance(member := record.get("name"), str) and member not in ("", name)
    ]
    fixes = tuple(Fix("other", "lead.backup", other, {"name": other}) for other in others[:1])
    yield Clash(quoted("lead.name", "lead.backup"), {"name": name}, fixes)


def fast_reply_by_nobody(said: Said) -> Iterator[Clash]:
    """Replies are promised within the hour, but nobody is there to give them."""
    minutes, missing = said.number("sales.reply_minutes"), said.items("team.missing")
    if minutes is None or minutes > said.limits.reply_minutes:
        return
    lacks = [post for post in missing if said.mentions("service", post)]
    serves = any(member.get("role") == "service" for member in said.records("team"))
    duties = (r for r in said.records("maint") if said.mentions("replies", str(r.get("duty", ""))))
    if lacks and not serves and not any(record.get("owner") for record in duties):
        slow = said.limits.slow_reply_minutes
        fix = Fix("slower", "sales.reply_minutes", slow, {"hours": number(slow / 60)})
        slots = {"minutes": number(minutes), "post": lacks[0]}
        yield Clash(quoted("sales.reply_minutes", "team.missing"), slots, (fix,))


def _at_once(actions: list[dict[str, Any]]) -> int:
    """Return how many of the actions run on the busiest day; those without both dates do not."""
    spans = [
        (start, end)
        for record in actions
        if (start := as_day(record.get("start"))) and (end := as_day(record.get("end")))
    ]
    busy: Counter[date] = Counter()
    for start, _ in spans:
        busy[start] = sum(first <= start <= last for first, last in spans)
    return max(busy.values(), default=0)
