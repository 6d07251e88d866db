"""Tables: the tables of a plan by the name they have in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.planning.plan import Block, Chart, Plan, Table


def table_named(plan: Plan, name: str) -> Table | None:
    """Return the first table of a name ("P7.lines"), charts included; None when it is not there."""
    found = (table for block in blocks_of(plan) if (table := table_of(block)) is not None)
    return next((table for table in found if table.name == name), None)


def table_of(block: Block) -> Table | None:
    """Return a table, or the one behind a chart with its title as caption; None for the rest."""
    if isinstance(block, Chart):
        return replace(block.table, caption=block.title)
    return block if isinstance(block, Table) else None


def blocks_of(plan: Plan) -> Iterator[Block]:
    """Yield the blocks of the nine sections in reading order."""
    for section in plan.sections:
        yield from section.blocks


def with_columns(table: Table, *columns: str) -> Table:
    """Return a table with some of its columns only, named by key; those it lacks are left out."""
    places = [table.keys.index(column) for column in columns if column in table.keys]
    return replace(
        table,
        head=tuple(table.head[i] for i in places),
        rows=tuple(tuple(row[i] for i in places) for row in table.rows),
        keys=tuple(table.keys[i] for i in places),
    )
