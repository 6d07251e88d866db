"""Action table (P6.1): what, which issue it answers, where, who, when, for how much, how proved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.plan import Row, Text, joined
from assistant.planning.sheet import Sheet

_HEADS = ("what", "issue_no", "where", "owner", "three_dates", "money", "proof")


def add_actions(sheet: Sheet, context: DraftContext) -> None:
    """Add the actions in seven columns; a column nobody filled is left out."""
    rows = [_row(context, record) for record in context.records("actions")]
    used = [i for i in range(len(_HEADS)) if any(row[i] for row in rows)]
    shown = [tuple(row[i] or context.words("none") for i in used) for row in rows]
    sheet.table([f"head.{_HEADS[i]}" for i in used], shown)


def _row(context: DraftContext, record: Mapping[str, Any]) -> Row:
    def cell(name: str) -> Text:
        return context.cell("actions", record, name)

    dates = joined((cell(name) for name in ("start", "check", "end")), context.words("slash"))
    what = joined((cell("what"), cell("resource")), context.words("semicolon"))
    owner = cell("owner") or context.words("open")
    return (what, cell("issue"), cell("where"), owner, dates, cell("budget"), cell("kpi"))
