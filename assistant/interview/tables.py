"""Read a pasted table: lines of cells separated by tabs or vertical bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.interview.clauses import Span
from assistant.interview.field import Field
from assistant.interview.scan import Scan

_RULE = re.compile(r"[\s|:=+-]*")  # the line under a Markdown header
_CELL_END = re.compile(r"\t|\||｜")


@dataclass(frozen=True, slots=True)
class Table:
    """The body of a table: for each row, part key -> cell, and the stretch of all rows."""

    rows: tuple[dict[str, Span], ...]
    span: Span


def find_table(scan: Scan, parts: Sequence[Field]) -> Table | None:
    """Return the table in a reply whose header names parts of the record, or None."""
    lines = _lines(scan)
    for index, (_, header) in enumerate(lines):
        keys = [_part_of(scan, cell, parts) for cell in header]
        if keys and keys[0] is None and parts[0].key not in keys:
            keys[0] = parts[0].key  # the first column holds what the rows are about
        if len(header) < 2 or sum(key is not None for key in keys) < 2:
            continue
        body = [cells for _, cells in lines[index + 1 :] if len(cells) > 1]
        rows = tuple(
            {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None}
            for cells in body
        )
        if rows:
            return Table(rows, Span(header[0].start, lines[-1][0].end))
    return None


def _lines(scan: Scan) -> list[tuple[Span, list[Span]]]:
    """Return each line with its cells; rules between header and body are left out."""
    found: list[tuple[Span, list[Span]]] = []
    start = scan.start
    for line in scan.plain[scan.start : scan.end].splitlines(keepends=True):
        span = Span(start, start + len(line))
        start = span.end
        if line.strip() and not _RULE.fullmatch(line):
            found.append((span, _cells(scan, span)))
    return found


def _cells(scan: Scan, line: Span) -> list[Span]:
    marks = [m.span() for m in _CELL_END.finditer(scan.plain, *line)]
    starts = [line.start, *[end for _, end in marks]]
    ends = [*[begin for begin, _ in marks], line.end]
    cells = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    if cells and not scan.plain[cells[0].start : cells[0].end].strip():
        cells = cells[1:]  # | a | b | begins and ends with a bar
    if cells and not scan.plain[cells[-1].start : cells[-1].end].strip():
        cells = cells[:-1]
    return cells


def _part_of(scan: Scan, cell: Span, parts: Sequence[Field]) -> str | None:
    """Return the part a header cell names, by its label or a cue."""
    title = scan.plain[cell.start : cell.end].strip()
    names = {p.key: {p.label.zh, p.label.en.lower(), p.key, *p.cues} for p in parts}
    exact = [key for key, words in names.items() if title in words]
    if exact:
        return exact[0]
    longest = [
        (len(w), key) for key, words in names.items() for w in words if len(w) > 1 and w in title
    ]
    return max(longest)[1] if longest else None
