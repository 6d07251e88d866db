"""Tables in material: told from running text, and monthly sales summed up to a year."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from assistant.interview.clauses import Span
from assistant.interview.numbers import tidy
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_MONTHS = 12
_RULE = re.compile(r"\s*\|?[\s|:+-]*-{2,}[\s|:+-]*")  # the line under a Markdown header
_SALES = re.compile(r"月份?.*(?:销售|营业|成交|收入|流水)|month.*(?:sales|revenue|turnover)", re.I)
_PAIR = re.compile(r"\s*(?P<label>[^：，]{1,20})：(?P<words>[^：]*)")
_MONTH = re.compile(
    r"^\W*(?:\d{4}[-年/.])?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?)?\W"
    r"|^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The tables of a text, each with cells between bars, and the running text around them."""

    tables: tuple[str, ...]
    prose: str

    @classmethod
    def of(cls, text: str) -> TableBlock:
        """Take a text apart: neighbouring lines of two or more cells are a table."""
        tables: list[list[str]] = []
        lines: list[list[str]] = []
        prose: list[str] = []
        previous = 0
        for line in _from_rows(text).splitlines():
            if _RULE.fullmatch(line):
                continue
            cells = _cells(line)
            if len(cells) > 1 and previous in (0, len(cells)):
                if not previous:
                    tables.append([])
                    lines.append([])
                tables[-1].append(" | ".join(cells))
                lines[-1].append(line)
                previous = len(cells)
            else:
                previous = 0
                prose.append(line)
        prose += [single[0] for single in lines if len(single) == 1]  # a line with a comma in it
        found = tuple("\n".join(table) for table in tables if len(table) > 1)
        return cls(found, "\n".join(prose))


def _from_rows(text: str) -> str:
    """Return a text in which rows written out in full ("产品：枕套，售价：39。") are a table again.

    That is how the rows of a workbook come out of its conversion.
    """
    lines: list[str] = []
    labels: tuple[str, ...] = ()
    for line in text.splitlines():
        pairs = [_PAIR.fullmatch(part) for part in line.strip().rstrip("。").split("，")]
        row = [match for match in pairs if match]
        if len(row) < 2 or len(row) < len(pairs):
            if line.strip():
                labels = ()
            lines.append(line)
            continue
        names = tuple(match["label"] for match in row)
        if names != labels:
            lines += ["", " | ".join(names)]
            labels = names
        elif not lines[-1].strip():
            lines.pop()
        lines.append(" | ".join(match["words"] for match in row))
    return "\n".join(lines)


def with_bars(text: str) -> str:
    """Return a reply in which the rows of a pasted table have bars between their cells.

    Of "台式净水器,699,320" the commas would else be those of one large figure. A table is one whose
    first row holds names only.
    """
    block = TableBlock.of(text)
    if len(block.tables) != 1 or re.search(r"\d", block.tables[0].splitlines()[0]):
        return text
    return "\n".join((block.prose, *block.tables)).strip()


def is_sales_table(table: str) -> bool:
    """Tell whether a table lists sales by month."""
    return bool(_SALES.search(table.splitlines()[0]))


def year_of_sales(scan: Scan) -> Reading | None:
    """Return the sum of a monthly sales table; None unless it has all twelve months."""
    amounts: list[float] = []
    start = scan.start
    for line in scan.plain[scan.start : scan.end].splitlines(keepends=True):
        span = Span(start, start + len(line))
        start = span.end
        if not _MONTH.match(line):
            continue
        first_cell = line.find("|")
        figures = [q for q in scan.quantities_in(span) if q.span[0] > span.start + first_cell]
        if figures:
            amounts.append(figures[0].value)
    return Reading(tidy(sum(amounts)), (scan.span,)) if len(amounts) == _MONTHS else None


def _cells(line: str) -> list[str]:
    """Return the cells of a line: between bars, tabs or the commas of a CSV file."""
    line = line.strip()
    if "|" in line or "\t" in line:
        return [cell.strip() for cell in re.split(r"[|｜\t]", line.strip("|｜"))]
    if "," in line and not re.search(r"[。，；!?！？]", line):
        return [cell.strip() for cell in next(csv.reader([line]))]
    return []
