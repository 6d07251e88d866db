"""Diary: everything of a plan day by day - battles, their tasks, actions, reviews, goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assistant.interview.profile import Profile
from assistant.planning.period import horizon_of, parse_day, start_of, year_end
from assistant.planning.plan import Plan, Table, plain

Kind = Literal["phase", "task", "begin", "check", "finish", "review", "approval", "start", "goal"]
_MOVES: Mapping[str, Kind] = {"start": "begin", "check": "check", "end": "finish"}
_TASK_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day, or from `day` to `last`; `title` says what, `who` does it or holds it."""

    kind: Kind
    day: date
    last: date
    title: str
    who: str = ""


def diary(plan: Plan, known: Profile) -> tuple[Entry, ...]:
    """Return what a plan has on which days, earliest first; phases come before single days.

    Tasks are read from the tables of battles, so that edits by hand show; `known` is the profile
    the plan was drafted from, for actions and milestones.
    """
    entries = [
        *_phases(plan),
        *_tasks(plan),
        *_actions(known),
        *_reviews(plan, known),
        *_milestones(known),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.kind != "phase", entry.kind)))


def _phases(plan: Plan) -> Iterator[Entry]:
    for phase in plan.agenda.phases:
        start, end = date.fromisoformat(phase.start), date.fromisoformat(phase.end)
        yield Entry("phase", start, end, f"{phase.battle} · {phase.name}")


def _tasks(plan: Plan) -> Iterator[Entry]:
    """Yield the tasks of the back-schedules: rows that begin with a day and end with what to do."""
    for block in plan.section("P6").blocks:
        if not isinstance(block, Table) or len(block.head) != _TASK_COLUMNS:
            continue
        for row in block.rows:
            day = parse_day(plain(row[0]))
            if day is not None:
                yield Entry("task", day, day, plain(row[-1]), block.caption)


def _actions(known: Profile) -> Iterator[Entry]:
    for record in _records(known, "actions"):
        for key, kind in _MOVES.items():
            day = parse_day(str(record.get(key) or ""))
            if day is not None and record.get("what"):
                yield Entry(kind, day, day, str(record["what"]), str(record.get("owner") or ""))


def _reviews(plan: Plan, known: Profile) -> Iterator[Entry]:
    for day in map(date.fromisoformat, plan.agenda.reviews):
        yield Entry("review", day, day, "", known.text("control.chair"))


def _milestones(known: Profile) -> Iterator[Entry]:
    """Yield approval, start, the end of every plan year, and the day of the goal."""
    approval, start = parse_day(known.text("approval.date")), start_of(known)
    if approval is not None:
        yield Entry("approval", approval, approval, "", known.text("approval.approver"))
    if start is not None:
        yield Entry("start", start, start, "")
    horizon = horizon_of(known)
    if horizon is not None:
        first, last = horizon
        for year in range(1, last.year - first.year + 2):
            day = year_end(first, year)
            if day <= last:
                yield Entry("goal", day, day, str(year))


def _records(known: Profile, key: str) -> Iterator[Mapping[str, Any]]:
    return (record for record in known.items_of(key) if isinstance(record, Mapping))
