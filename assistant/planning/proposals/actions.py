"""Actions proposed: the usual work of a trade, dated, paid and owned; gaps of the owner's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.context import DraftContext
from assistant.planning.issues import find_issues
from assistant.planning.people import person_for
from assistant.planning.period import horizon_of, parse_day
from assistant.planning.proposals.preset import Preset, Presets, UsualAction

_FIRST_CHECK, _USUAL_LENGTH = timedelta(weeks=4), timedelta(weeks=8)


def usual_actions(
    context: DraftContext, preset: Preset, presets: Presets, calendar: BattleCalendar
) -> list[dict[str, Any]]:
    """Return the actions of a trade as records of C7, those that answer an issue first.

    Each lies inside the horizon with start <= check <= end and has one owner, if anybody is
    known; money is a part of the everyday promotion money (K3).
    """
    issues = find_issues(context)
    sorts = {issue.sort for issue in issues}
    usual = [
        action
        for action in (presets.actions[name] for name in preset.actions)
        if not action.only_for_issue or sorts & set(action.answers)
    ]
    usual.sort(key=lambda action: not sorts & set(action.answers))
    return [
        {
            **_record(context, action, calendar),
            "issue": context.words.label("pause").join(
                issue.number.text for issue in issues if issue.sort in action.answers
            ),
        }
        for action in usual
    ]


def _record(context: DraftContext, action: UsualAction, calendar: BattleCalendar) -> dict[str, Any]:
    language, profile = context.language, context.completed
    return {
        "what": action.what.text(language),
        "where": action.where.text(language),
        "kpi": action.kpi.text(language),
        "owner": person_for(profile, action.roles),
        "budget": _money(context, action.share_pct),
        **_dates(context, action.weeks, calendar),
    }


def _money(context: DraftContext, share_pct: float) -> int | None:
    allocation = context.result("allocation")
    if allocation is None or not share_pct:
        return None
    # To a hundred yuan, and down, so that the parts never exceed the whole.
    return int(allocation.values["base"] * share_pct / 100 // 100 * 100) or None


def _dates(
    context: DraftContext, weeks: tuple[int, int, int], calendar: BattleCalendar
) -> dict[str, str]:
    horizon = horizon_of(context.completed)
    if horizon is None:
        return {}
    start, last = horizon
    days = (calendar.working_day(start + timedelta(weeks=week)) for week in weeks)
    named = zip(("start", "check", "end"), days, strict=True)
    return {name: min(day, last).isoformat() for name, day in named}


def missing_columns(context: DraftContext, calendar: BattleCalendar) -> list[dict[str, Any]]:
    """Return for each action of the owner who does it and the dates he left open."""
    owner = person_for(context.completed, ("operations",))
    return [
        {"owner": owner, **_open_dates(context, action, calendar)}
        for action in context.records("actions")
    ]


def _open_dates(
    context: DraftContext, action: Mapping[str, Any], calendar: BattleCalendar
) -> dict[str, str]:
    """Return dates around those that are given, in order and inside the horizon."""
    horizon = horizon_of(context.completed)
    if horizon is None:
        return {}
    start, check, end = (parse_day(str(action.get(k) or "")) for k in ("start", "check", "end"))
    first = start or min(day for day in (horizon[0], check, end) if day)
    if not horizon[0] <= first <= horizon[1]:
        return {}
    last = end or _within(first + _USUAL_LENGTH, check or first, horizon[1], calendar)
    middle = check or _within(first + _FIRST_CHECK, first, last, calendar)
    return {"start": first.isoformat(), "check": middle.isoformat(), "end": last.isoformat()}


def _within(day: date, first: date, last: date, calendar: BattleCalendar) -> date:
    return max(first, min(calendar.working_day(min(day, last)), last))
