"""Rules on actions: each is somebody's, dated, inside the plan, and nobody has too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.period import parse_day, start_of, year_end
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, lacking, listed

_NEEDED = ("what", "owner", "start", "check", "end")
_DATES = ("start", "check", "end")
_LONGEST_PLAN = 10
_BETWEEN_NAMES = re.compile(r"[、,，/;；&+]|和|与|\band\b")


def check_actions(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-11: each has what, one person, start ≤ check ≤ end inside the plan (S3-14, S3-17).

    One fault names the first action that is wrong; the repair orders the dates of all of them and
    gives those without an owner to the lead. Proposed actions are not judged.
    """
    if not is_stated(context.profile, "actions"):
        return
    actions = context.records("actions")
    faults = (found for action in actions if (found := _fault(context, action)))
    first = next(faults, None)
    if first is not None:
        message, slots = first
        mended = [_mended(context, action) for action in actions]
        change = {"actions": mended} if mended != actions else {}
        yield Fault(message, slots, "actions", change=change)


def _fault(
    context: DraftContext, action: Mapping[str, Any]
) -> tuple[str, dict[str, str | Bilingual]] | None:
    """Return what is wrong with one action, None when nothing is."""
    name = str(action.get("what") or "")
    lacks = list(lacking(context, action, "actions", _NEEDED))
    if lacks:
        return "lacks", {"action": name, "items": listed(lacks)}
    if _BETWEEN_NAMES.search(str(action["owner"])):
        return "owners", {"action": name, "items": str(action["owner"])}
    days = [parse_day(str(action[key])) for key in _DATES]
    known = [day for day in days if day]
    if known != sorted(known):
        return "order", {"action": name}
    if len(known) == len(_DATES) and not _is_inside(context, known[0], known[-1]):
        return "outside", {"action": name, "items": f"{known[0]} – {known[-1]}"}
    return None


def _is_inside(context: DraftContext, first: date, last: date) -> bool:
    """Tell whether an action lies in the plan; a start that is only assumed binds nobody."""
    start, years = start_of(context.profile), context.completed.number("horizon.years")
    if start is None or not is_stated(context.profile, "horizon.start"):
        return True
    covered = min(max(1, round(years or 1)), _LONGEST_PLAN)
    return start <= first and last <= year_end(start, covered)


def _mended(context: DraftContext, action: dict[str, Any]) -> dict[str, Any]:
    """Return the action with its dates in order, a check half-way, and the lead as owner."""
    days = sorted(day for key in _DATES if (day := parse_day(str(action.get(key, "")))))
    mended = dict(action)
    if not str(action.get("owner") or "").strip() and context.profile.text("lead.name"):
        mended["owner"] = context.profile.text("lead.name")
    if len(days) == len(_DATES):
        mended |= {key: day.isoformat() for key, day in zip(_DATES, days, strict=True)}
    elif len(days) == 2 and not action.get("check"):
        middle = days[0] + (days[1] - days[0]) / 2
        both = (days[0], middle, days[1])
        mended |= {key: day.isoformat() for key, day in zip(_DATES, both, strict=True)}
    return mended


def check_load(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-12: what a person does at the same time fits into the week (S1-2).

    An action whose hours nobody gave counts as one working day a week.
    """
    for person in context.records("team"):
        name, capacity = str(person.get("name", "")), _capacity(context, person)
        if not name or capacity is None:
            continue
        week, hours = _busiest(context, name)
        if week and hours > capacity:
            slots = {"name": name, "week": week.isoformat()}
            slots |= {"hours": figures.number(hours), "cap": figures.number(capacity)}
            yield Fault("over", slots, "actions")


def _capacity(context: DraftContext, person: Mapping[str, Any]) -> float | None:
    hours = person.get("hours_per_week")
    if isinstance(hours, int | float):
        return float(hours)
    return context.wording.thresholds.full_week_hours if person.get("fulltime") is True else None


def _busiest(context: DraftContext, name: str) -> tuple[date | None, float]:
    """Return the Monday of the fullest week of a person, and its hours.

    The load only grows where an action starts, so those weeks are all that have to be looked at.
    """
    usual = context.wording.thresholds.action_hours
    spans = []
    for action in context.records("actions"):
        first, last = (parse_day(str(action.get(key, ""))) for key in ("start", "end"))
        hours = action.get("hours_per_week", usual)
        if first and last and action.get("owner") == name and isinstance(hours, int | float):
            spans.append((first, last, hours))
    weeks: dict[date, float] = {}
    for first, _, _ in spans:
        monday = first - timedelta(days=first.weekday())
        sunday = monday + timedelta(days=6)
        weeks[monday] = sum(h for begin, end, h in spans if begin <= sunday and end >= monday)
    if not weeks:
        return None, 0
    fullest = max(weeks, key=lambda week: weeks[week])
    return fullest, weeks[fullest]
