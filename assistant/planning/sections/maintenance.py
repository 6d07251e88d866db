"""P8 maintenance: who answers, updates and watches, how often and how fast."""

from __future__ import annotations

from assistant.planning.context import DraftContext
from assistant.planning.duties import DUTIES, find_duty
from assistant.planning.plan import Row, Section
from assistant.planning.sheet import Sheet


def draft_maintenance(context: DraftContext) -> Section:
    """Draft P8 from E3 D5 D6 (S3-19, S3-20): the four duties, then everything else named."""
    sheet = Sheet(context, "P8")
    sheet.part("P8.1")
    if context.records("maint"):
        heads = ("head.duty", "head.named", "head.owner", "head.frequency", "head.time_limit")
        sheet.table(heads, [_row(context, duty) for duty in DUTIES])
        sheet.records("maint")
    sheet.part("P8.2").facts("service.messages_per_day")
    sheet.facts("sales.reply_minutes", "after.complaint_hours", "after.repeat_goal_pct")
    return sheet.section("E3", "D5", "D6")


def _row(context: DraftContext, duty: str) -> Row:
    record = find_duty(context, duty) or {}
    cells = (context.cell("maint", record, name) for name in ("duty", "owner", "freq", "sla"))
    return (context.words(f"duty.{duty}"), *(cell or context.words("open") for cell in cells))
