"""Hour sheet: the windows of the big day for the wall, one A4, with what is assumed (K8, S2-22)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.exporting.one_page import OnePage
from assistant.exporting.tables import blocks_of, table_named, table_of
from assistant.planning.plan import Block, Bullets, Plan, Section

_WINDOWS = "P6.windows"
_COLUMNS, _LARGEST = 1, 16  # to be read from across the room


def hour_sheet(plan: Plan) -> OnePage:
    """Return the hours of the day with goals and people; a note when the plan has no such day.

    The remarks of the plan stay with the table: the last window is an assumption, for the source
    stops before it.
    """
    table = table_named(plan, _WINDOWS)
    title = plan.captions["hours"]
    if table is None:
        return OnePage("hours", title, (), _COLUMNS, _LARGEST, plan.captions["no_hours"])
    blocks: tuple[Block, ...] = (replace(table, caption=""), *_remarks(plan))
    part = Section("hours", table.caption, blocks)
    return OnePage("hours", title, (part,), _COLUMNS, _LARGEST)


def _remarks(plan: Plan) -> list[Block]:
    """Return the list that follows the table in the plan."""
    for block, following in pairwise(blocks_of(plan)):
        table = table_of(block)
        if table and table.name == _WINDOWS and isinstance(following, Bullets):
            return [following]
    return []
