"""P8 maintenance: who answers, updates and watches, how often and how fast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.duties import DUTIES, find_duty
from assistant.planning.figures import measured
from assistant.planning.modules import modules_of
from assistant.planning.plan import Run, Section, Text
from assistant.planning.sheet import Sheet


def draft_maintenance(context: DraftContext) -> Section:
    """Draft P8 from E3 D5 D6 (S3-19, S3-20): the four duties, then everything else named."""
    sheet = Sheet(context, "P8")
    sheet.part("P8.1")
    if context.records("maint"):
        duties = {duty: find_duty(context, duty) for duty in DUTIES}
        rows = [(context.words(f"duty.{d}"), *_cells(context, r)) for d, r in duties.items()]
        others = [r for r in context.records("maint") if r not in duties.values()]
        rows += [(context.words("duty.other"), *_cells(context, record)) for record in others]
        heads = ("head.duty", "head.named", "head.owner", "head.frequency", "head.time_limit")
        sheet.table(heads, rows)
    sheet.part("P8.2").facts(
        "service.messages_per_day",
        "sales.reply_minutes",
        "after.complaint_hours",
        "after.repeat_goal_pct",
    )
    _add_workload(sheet, context)
    return sheet.section("E3", "D5", "D6")


def _add_workload(sheet: Sheet, context: DraftContext) -> None:
    """Add how many people the replies take (K14); the minutes of one reply are assumed."""
    result = context.result("reply_workload")
    if result is None:
        if modules_of(context.completed).service_first:
            sheet.line("P8.count")
        return
    minutes = measured(result.inputs["minutes_each"], "minutes", context.language)
    sheet.line(
        "P8.workload",
        minutes=Run(minutes, "assumption", "service.messages_per_day"),
        people=context.figure("reply_workload", "fte"),
        limit=context.figure("reply_workload", "dedicated_from"),
    )


def _cells(context: DraftContext, record: dict[str, Any] | None) -> Iterator[Text]:
    """Yield what was arranged, by whom, how often and how fast; open where nobody said."""
    for name in ("duty", "owner", "freq", "sla"):
        yield context.cell("maint", record or {}, name) or context.words("open")
