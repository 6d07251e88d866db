"""Battle plans: each dated campaign with its back-schedule (K7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.calculators.result import Result
from assistant.planning.context import DraftContext
from assistant.planning.period import parse_day
from assistant.planning.plan import Span, Text

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BattlePlan:
    """A campaign on its day; `record` is the campaign (C9), `schedule` the result of K7."""

    name: Text
    record: Mapping[str, Any]
    day: date
    schedule: Result

    @property
    def tasks(self) -> list[dict[str, Any]]:
        """The dated tasks but those of single hours, which belong to the sheet of the day."""
        return [task for task in self.schedule.values["tasks"] if not task["hours"]]

    @property
    def hours(self) -> list[dict[str, Any]]:
        """What is done in which hours of the day."""
        return [task for task in self.schedule.values["tasks"] if task["hours"]]


def battle_plans(context: DraftContext) -> tuple[BattlePlan, ...]:
    """Return the campaigns that have a day the calendar reaches, in the order of their days."""
    tasks = context.trade.schedule if context.trade else ""
    plans = []
    for record in context.records("campaigns"):
        name, day = str(record.get("node") or ""), parse_day(str(record.get("date") or ""))
        schedule = context.calendar.schedule(name, day, tasks) if name and day else None
        if schedule and day:
            cell = context.cell("campaigns", record, "node")
            plans.append(BattlePlan(cell, record, day, schedule))
    return tuple(sorted(plans, key=lambda plan: plan.day))


def phases_of(plan: BattlePlan, titles: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return (phase, first ISO day, last ISO day) from preparation to review.

    Args:
        plan: the battle.
        titles: what the phases prepare, preheat, day, after and review are called.
    """
    values = plan.schedule.values
    selling = [(titles[phase["phase"]], phase["start"], phase["end"]) for phase in values["phases"]]
    first = date.fromisoformat(selling[0][1]) if selling else plan.day
    last = date.fromisoformat(selling[-1][2]) if selling else plan.day
    start, end = date.fromisoformat(values["prep_start"]), _last_task(plan)
    spans = [(titles["prepare"], start, first - _ONE_DAY), (titles["review"], last + _ONE_DAY, end)]
    prepare, review = (
        [(name, begin.isoformat(), until.isoformat())] if begin <= until else []
        for name, begin, until in spans
    )
    return (*prepare, *selling, *review)


def spans_of(plan: BattlePlan, lane: str, titles: Mapping[str, str]) -> tuple[Span, ...]:
    """Return the phases as the bars of one lane of a Gantt chart."""
    return tuple(Span(lane, *phase) for phase in phases_of(plan, titles))


def _last_task(plan: BattlePlan) -> date:
    return max(date.fromisoformat(task["date"]) for task in plan.schedule.values["tasks"])
