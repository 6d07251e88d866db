"""Contradictions between dates: start, due day, reviews, approval, actions, campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistant.interview.defaults import DAYS_A_YEAR, first_day_of_next_month
from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    with_changes,
)
from assistant.planning.contradictions.said import Said, as_day
from assistant.planning.figures import number
from assistant.planning.period import year_end

_SHORTEST_YEARS, _LONGEST_YEARS = 0.5, 10


def due_before_start(said: Said) -> Iterator[Clash]:
    """The goal is due before the plan starts."""
    start, due = said.day("horizon.start"), said.day("goal.due")
    if start is None or due is None or due > start:
        return
    later = year_end(start, max(1, round(said.number("horizon.years") or 1)))
    fixes = [_day_fix("due", "goal.due", later)]
    sooner = first_day_of_next_month(said.today)
    if sooner < due:
        fixes.append(_day_fix("start", "horizon.start", sooner))
    slots = {"start": start.isoformat(), "due": due.isoformat()}
    yield Clash(quoted("horizon.start", "goal.due"), slots, tuple(fixes))


def years_differ_from_due(said: Said) -> Iterator[Clash]:
    """The plan covers other years than lie between its start and the due day."""
    start = said.day("horizon.start") or said.today
    years, due = said.number("horizon.years"), said.day("goal.due")
    if years is None or due is None or due <= start:
        return
    actual = (due - start).days / DAYS_A_YEAR
    if abs(actual - years) <= said.limits.years_off:
        return
    fixes: list[Fix] = []
    # Half years are close enough to say; a whole number reads better.
    fitting = float(round(actual)) or _SHORTEST_YEARS
    if fitting <= _LONGEST_YEARS:
        fixes.append(Fix("years", "horizon.years", fitting, {"years": number(fitting)}))
    if _SHORTEST_YEARS <= years <= _LONGEST_YEARS:
        last = start + timedelta(days=round(years * DAYS_A_YEAR) - 1)
        whole = year_end(start, int(years)) if years == int(years) else last
        fixes.append(_day_fix("due", "goal.due", whole))
    slots = {"years": number(years), "due": due.isoformat(), "actual": number(round(actual, 1))}
    keys = ("horizon.years", "horizon.start", "goal.due")
    yield Clash(quoted(*(key for key in keys if key in said)), slots, tuple(fixes))


def due_is_past(said: Said) -> Iterator[Clash]:
    """The due day has passed already."""
    due, start = said.day("goal.due"), said.day("horizon.start")
    if due is None or due >= said.today or (start is not None and due <= start):
        return
    ahead = year_end(said.today, max(1, round(said.number("horizon.years") or 1)))
    slots = {"due": due.isoformat(), "today": said.today.isoformat()}
    yield Clash(quoted("goal.due", "goal.target"), slots, (_day_fix("due", "goal.due", ahead),))


def review_after_due(said: Said) -> Iterator[Clash]:
    """The first review is held when the goal is due already."""
    review, due = said.day("control.first_review"), said.day("goal.due")
    if review is not None and due is not None and review > due:
        yield _review_clash(said, "goal.due", due)


def review_before_start(said: Said) -> Iterator[Clash]:
    """The first review is held before anything has begun."""
    review, start = said.day("control.first_review"), said.day("horizon.start")
    if review is not None and start is not None and review < start:
        yield _review_clash(said, "horizon.start", start)


def approval_after_start(said: Said) -> Iterator[Clash]:
    """The plan starts before it has been approved."""
    approval, start = said.day("approval.date"), said.day("horizon.start")
    if approval is None or start is None or approval <= start:
        return
    slots = {"approval": approval.isoformat(), "start": start.isoformat()}
    fix = _day_fix("start", "horizon.start", first_day_of_next_month(approval))
    yield Clash(quoted("approval.date", "horizon.start"), slots, (fix,))


def action_dates_out_of_order(said: Said) -> Iterator[Clash]:
    """An action ends before it starts, or is checked outside of its time."""
    actions = said.records("actions")
    for place, action in enumerate(actions):
        start, check, end = (as_day(action.get(part)) for part in ("start", "check", "end"))
        shown = {"what": str(action.get("what", ""))}
        if start and end and end < start:
            swapped = with_changes(actions, place, start=end.isoformat(), end=start.isoformat())
            turned = {"start": end.isoformat(), "end": start.isoformat()}
            yield _action_clash(action, shown, Fix("swap", "actions", swapped, turned))
        elif check and ((start and check < start) or (end and check > end)):
            day = _between(start, end) if start and end else start or end
            if day is not None:
                moved = with_changes(actions, place, check=day.isoformat())
                fix = Fix("check", "actions", moved, {"check": day.isoformat()})
                yield _action_clash(action, shown, fix)


def campaign_outside_plan(said: Said) -> Iterator[Clash]:
    """A campaign is held before the plan starts or after the goal is due."""
    start, due = said.day("horizon.start"), said.day("goal.due")
    campaigns = said.records("campaigns")
    for place, campaign in enumerate(campaigns):
        day = as_day(campaign.get("date"))
        too_early = day is not None and start is not None and day < start
        too_late = day is not None and due is not None and day > due
        if day is None or not (too_early or too_late):
            continue
        edge = "horizon.start" if too_early else "goal.due"
        slots = {"node": str(campaign.get("node", "")), "date": day.isoformat()}
        slots["edge"] = (start if too_early and start else due or day).isoformat()
        moved = day + timedelta(days=365)
        fixes = (_campaign_fix(campaigns, place, moved),) if _is_inside(moved, start, due) else ()
        yield Clash((Quote("campaigns", campaign, "date"), Quote(edge)), slots, fixes)


def _review_clash(said: Said, other: str, day: date) -> Clash:
    begin = said.day("horizon.start") or said.today
    better = begin + timedelta(days=said.limits.review_after_days)
    due = said.day("goal.due")
    fixes = (_day_fix("review", "control.first_review", better),)
    slots = {"review": said.text("control.first_review"), "day": day.isoformat()}
    fits = due is None or better <= due
    return Clash(quoted("control.first_review", other), slots, fixes if fits else ())


def _action_clash(action: dict[str, Any], slots: dict[str, str], fix: Fix) -> Clash:
    parts = [part for part in ("start", "check", "end") if as_day(action.get(part))]
    return Clash(tuple(Quote("actions", action, part) for part in parts), slots, (fix,))


def _campaign_fix(campaigns: list[dict[str, Any]], place: int, day: date) -> Fix:
    moved = with_changes(campaigns, place, date=day.isoformat())
    return Fix("next_year", "campaigns", moved, {"date": day.isoformat()})


def _is_inside(day: date, start: date | None, due: date | None) -> bool:
    return (start is None or day >= start) and (due is None or day <= due)


def _between(start: date, end: date) -> date:
    return start + (end - start) / 2


def _day_fix(name: str, key: str, day: date) -> Fix:
    return Fix(name, key, day.isoformat(), {"day": day.isoformat()})
