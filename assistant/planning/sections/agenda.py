"""Agenda of a draft: battles counted back (K7) and the reviews of the first year (E2, S3-20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.planning.agenda import Agenda, Errand, Phase
from assistant.planning.battle_plans import BattlePlan, battle_plans, phases_of
from assistant.planning.context import DraftContext
from assistant.planning.period import horizon_of, parse_day, year_end
from assistant.planning.plan import plain
from assistant.planning.sections.battles import PHASES, who_does

_STEP = {"month": 1, "quarter": 3}  # in months
_WEEK = timedelta(days=7)
_MOST_REVIEWS = 53  # the weeks of a year


def draft_agenda(context: DraftContext) -> Agenda:
    """Return the phases and errands of all battles in the order of the battles, and the reviews."""
    plans = battle_plans(context)
    titles = {phase: context.words.label(f"phase.{phase}") for phase in PHASES}
    return Agenda(
        phases=tuple(
            Phase(plain(plan.name), *phase) for plan in plans for phase in phases_of(plan, titles)
        ),
        errands=tuple(errand for plan in plans for errand in _errands(context, plan)),
        reviews=tuple(day.isoformat() for day in _reviews(context)),
    )


def _errands(context: DraftContext, plan: BattlePlan) -> Iterator[Errand]:
    for task in plan.tasks:
        who = who_does(context, plan, task)
        what = task["en"] if context.language == "en" else task["task"]
        is_post = who.origin == "calculated"
        yield Errand(plain(plan.name), task["date"], what, who.text, is_post)


def _reviews(context: DraftContext) -> Iterator[date]:
    """Yield the days of review until the first plan year is over."""
    horizon = horizon_of(context.completed)
    first = parse_day(context.completed.text("control.first_review"))
    if horizon is None or first is None:
        return
    last, cycle = year_end(horizon[0], 1), context.completed.text("control.cycle")
    for number in range(_MOST_REVIEWS):
        day = first + number * _WEEK if cycle == "week" else _months_on(first, number, cycle)
        if day > last:
            return
        yield day


def _months_on(first: date, number: int, cycle: str) -> date:
    """Return the same day of a later month, the 28th at the latest, which every month has."""
    months = first.month - 1 + number * _STEP.get(cycle, 1)
    day = first.day if number == 0 else min(first.day, 28)
    return date(first.year + months // 12, months % 12 + 1, day)
