"""Battles (P6.2): the calendar of the year as a Gantt chart, and each battle counted back (K7)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from assistant.planning.battle_plans import BattlePlan, battle_plans, phases_of, spans_of
from assistant.planning.context import DraftContext
from assistant.planning.people import holder_of_post
from assistant.planning.plan import Chart, Row, Run, Table, Text, joined, label, plain
from assistant.planning.sheet import Sheet

PHASES = ("prepare", "preheat", "day", "after", "review")


def add_battles(sheet: Sheet, context: DraftContext) -> None:
    """Add the campaigns, when each phase runs, and the dated tasks of every battle."""
    sheet.records("campaigns")
    plans = battle_plans(context)
    if not plans:
        return
    sheet.add(_gantt(sheet, context, plans))
    sheet.bullets((note,) for note in _notes(context, plans))
    sheet.line("P6.who")
    for plan in plans:
        sheet.add(_schedule(sheet, context, plan))


def _gantt(sheet: Sheet, context: DraftContext, plans: tuple[BattlePlan, ...]) -> Chart:
    titles = {phase: context.words.label(f"phase.{phase}") for phase in PHASES}
    rows: list[Row] = [
        (plan.name, (Run(phase),), (label(start),), (label(end),))
        for plan in plans
        for phase, start, end in phases_of(plan, titles)
    ]
    heads = ("head.battle", "head.phase", "head.from", "head.to")
    return Chart(
        kind="gantt",
        title=context.words.label("P6.gantt"),
        labels=tuple(plain(plan.name) for plan in plans),
        series=(),
        unit="",
        table=sheet.new_table(heads, rows),
        spans=tuple(span for plan in plans for span in spans_of(plan, plain(plan.name), titles)),
    )


def _notes(context: DraftContext, plans: tuple[BattlePlan, ...]) -> list[Run]:
    """Return the remarks of the calendar on all battles, each once."""
    found = {
        note[context.language]: Run(note[context.language], "calculated", plan.schedule.formula)
        for plan in plans
        for note in plan.schedule.notes
    }
    return list(found.values())


def _schedule(sheet: Sheet, context: DraftContext, plan: BattlePlan) -> Table:
    """Return the tasks of one battle, a row a date, each with who does it."""
    rows: list[Row] = []
    for day, tasks in groupby(plan.tasks, key=lambda task: task["date"]):
        group = list(tasks)
        texts = [_task(context, plan, task) for task in group]
        days = group[0]["day"]
        before = label(f"{days:+d}" if days else "0")
        rows.append(((label(day),), (before,), joined(texts, context.words("semicolon"))))
    table = sheet.new_table(("head.date", "head.days_from", "head.task"), rows)
    caption = context.wording.both("P6.schedule", node=plain(plan.name)).text(context.language)
    return replace(table, caption=caption)


def _task(context: DraftContext, plan: BattlePlan, task: dict[str, Any]) -> Text:
    text = task["en"] if context.language == "en" else task["task"]
    what = Run(text, "calculated", plan.schedule.formula)
    return context.words("P6.task", what=what, who=who_does(context, plan, task))


def who_does(context: DraftContext, plan: BattlePlan, task: dict[str, Any]) -> Run:
    """Return the person who holds the post of a task, or what the post is called."""
    name = holder_of_post(context.completed, task["role"])
    if not name:
        post = context.calendar.post(task["role"], context.language)
        return Run(post, "calculated", plan.schedule.formula)
    key = "lead.name" if name == context.completed.text("lead.name").strip() else "team"
    return Run(name, context.completed[key].origin, key)
