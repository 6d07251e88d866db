"""Actions (P6.1): what, which issue, where, who, when, for how much, how proved; and a Gantt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.period import parse_day
from assistant.planning.plan import Chart, Row, Span, Text, joined, plain
from assistant.planning.sheet import Sheet

_HEADS = ("what", "issue_no", "where", "owner", "three_dates", "money", "proof")
_DAYS = ("start", "check", "end")


def add_actions(sheet: Sheet, context: DraftContext) -> None:
    """Add the actions in seven columns, those nobody filled left out, and on a line of days."""
    rows = [_row(context, record) for record in context.records("actions")]
    used = [i for i in range(len(_HEADS)) if any(row[i] for row in rows)]
    shown = [tuple(row[i] or context.words("none") for i in used) for row in rows]
    sheet.table([f"head.{_HEADS[i]}" for i in used], shown)
    sheet.add(_timeline(sheet, context))


def _timeline(sheet: Sheet, context: DraftContext) -> Chart:
    """Return the actions from first to last day, a lane an action, a colour a person (S0-25).

    Without any day there are no spans and no rows.
    """
    rows: list[Row] = []
    spans: list[Span] = []
    for record in context.records("actions"):
        days = sorted(
            (day.isoformat(), context.cell("actions", record, name))
            for name in _DAYS
            if (day := parse_day(str(record.get(name) or "")))
        )
        if not days:
            continue
        what = context.cell("actions", record, "what")
        owner = context.cell("actions", record, "owner") or context.words("open")
        rows.append((what, owner, days[0][1], days[-1][1]))
        lane = _lane(plain(what), plain(owner), spans)
        spans.append(Span(lane, plain(owner), days[0][0], days[-1][0]))
    return Chart(
        kind="gantt",
        title=context.words.label("P6.timeline"),
        labels=tuple(span.lane for span in spans),
        series=(),
        unit="",
        table=sheet.new_table(("head.what", "head.owner", "head.from", "head.to"), rows),
        spans=tuple(spans),
    )


def _lane(what: str, owner: str, taken: list[Span]) -> str:
    """Return a name for a lane that no other action has."""
    lanes = {span.lane for span in taken}
    numbered = (f"{what} · {owner} {number}" for number in range(2, len(lanes) + 3))
    names = (what, f"{what} · {owner}", *numbered)
    return next(name for name in names if name not in lanes)


def _row(context: DraftContext, record: Mapping[str, Any]) -> Row:
    def cell(name: str) -> Text:
        return context.cell("actions", record, name)

    dates = joined((cell(name) for name in _DAYS), context.words("slash"))
    what = joined((cell("what"), cell("resource")), context.words("semicolon"))
    owner = cell("owner") or context.words("open")
    return (what, cell("issue"), cell("where"), owner, dates, cell("budget"), cell("kpi"))
