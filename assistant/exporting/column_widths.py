"""Column widths: how much of a page each column of a table needs, in narrow letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.exporting.characters import width
from assistant.exporting.marks import mark_of
from assistant.planning.plan import Table, Text

PAGE = 95.0  # narrow letters of table text on a line
GAP = 5.0  # between two tables side by side
_MARGINS = 3.4  # of a cell, and the number of a note
_SMALL = 60.0
_UNBREAKABLE = re.compile(r"[A-Za-z0-9_.,%-]+(?: [元%])?[ᵃᶜⁱ※]?")
_FIGURE = re.compile(r"-?[\d,.]+( ?%| 元| yuan)?$")


def natural_widths(table: Table) -> list[float]:
    """Return how wide the columns are when nothing in them is broken into lines."""
    return [_MARGINS + max(map(width, column)) for column in _columns(table)]


def column_widths(table: Table) -> list[float]:
    """Return the widths of the columns.

    Every column is wide enough for its longest word, date or figure; what is left is shared by
    how much the columns hold. A small table stays small, so that eyes need not cross the page.
    """
    columns = list(_columns(table))
    least = [_MARGINS + max(map(_longest_word, column)) for column in columns]
    wanted = natural_widths(table)
    page = _SMALL if sum(wanted) < _SMALL * 0.8 else PAGE
    spare = page - sum(least)
    if spare <= 0:
        return [page * size / sum(least) for size in least]
    # A long text may claim no more than a few lines' worth of room.
    claims = [min(want, page) - low + 0.5 for want, low in zip(wanted, least, strict=True)]
    return [low + spare * claim / sum(claims) for low, claim in zip(least, claims, strict=True)]


def is_figures(column: Iterable[Text]) -> bool:
    """Tell whether a column holds figures only, which are compared best when right-aligned."""
    filled = [cell for cell in column if cell]
    return bool(filled) and all(len(c) == 1 and _FIGURE.match(c[0].text) for c in filled)


def _columns(table: Table) -> Iterator[list[str]]:
    for column in zip(table.head, *table.rows, strict=True):
        yield ["".join(run.text + mark_of(run) for run in cell) for cell in column]


def _longest_word(text: str) -> int:
    """Return the width of the longest piece that must not be broken; Chinese breaks anywhere."""
    return max((width(piece) for piece in _UNBREAKABLE.findall(text)), default=2)
