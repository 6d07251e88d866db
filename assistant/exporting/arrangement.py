"""Arrangement: narrow tables stand two abreast, so that a page holds twice as many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from assistant.exporting.column_widths import GAP, PAGE, natural_widths
from assistant.planning.plan import Block, Table

_MOST_ROWS = 5  # a longer table is worth cutting in two


@dataclass(frozen=True, slots=True)
class Abreast:
    """Two tables side by side; `caption` stands above both when they are halves of one."""

    tables: tuple[Table, Table]
    caption: str = ""


def arranged(
    blocks: Iterable[Block], stands_alone: Callable[[Table], bool] = lambda _: False
) -> Iterator[Block | Abreast]:
    """Yield the blocks in order; two short tables that fit side by side come together.

    Args:
        blocks: the blocks of a section.
        stands_alone: tells which tables to leave as they are.
    """
    waiting: Table | None = None
    for block in blocks:
        if _is_short(block) and not stands_alone(block):
            if waiting is None:
                waiting = block
            else:
                yield Abreast((waiting, block))
                waiting = None
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if isinstance(block, Table) and not stands_alone(block):
            yield halves(block)
        else:
            yield block
    if waiting is not None:
        yield waiting


def halves(table: Table) -> Table | Abreast:
    """Return a long narrow table cut into two halves; others as they are."""
    if not is_narrow(table) or len(table.rows) <= _MOST_ROWS:
        return table
    middle = -(-len(table.rows) // 2)
    bare = replace(table, caption="")
    first, second = table.rows[:middle], table.rows[middle:]
    return Abreast((replace(bare, rows=first), replace(bare, rows=second)), table.caption)


def is_narrow(table: Table) -> bool:
    """Tell whether a table is no wider than half a page."""
    return sum(natural_widths(table)) <= (PAGE - GAP) / 2


def _is_short(block: Block) -> TypeGuard[Table]:
    return isinstance(block, Table) and is_narrow(block) and len(block.rows) <= _MOST_ROWS
