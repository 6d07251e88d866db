"""Places: every text of a plan that can be edited, under a name that outlives other changes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.planning.plan import (
    LABEL,
    RECORD,
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Row,
    Run,
    Section,
    Table,
    Text,
    plain,
)

TITLE = "title"
# What was cited, said and calculated: evidence, which stays as it is.
EVIDENCE = frozenset({"B", "C", "D"})
_LONGEST_NAME = 24
_PART_NUMBER = re.compile(r"\d+(\.\d+)*")
_ISSUE_NUMBER = re.compile(r"[A-Z]{1,2}\d{1,2}")

_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])+\s*\Z")

Position = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a plan with its address.

    `anchor` ("P4/4.1/t-项目/目标数字/内容") is the same in every draft that has the place; it names
    section, part, block, row and column. `position` is where it stands in this one: section
    id, block, item or row, column. `where` is what a reader calls the place, `row` the anchor of
    the table row it belongs to, "" outside tables.
    """

    anchor: str
    position: Position
    where: str
    text: Text
    row: str = ""

    @property
    def section(self) -> str:
        """The id of the section, TITLE for the title of the plan."""
        return self.position[0]

    @property
    def words(self) -> str:
        """The text as it is compared and edited: without the numbers of citations."""
        return uncited(self.text)

    @property
    def citations(self) -> Text:
        """The numbers of the sources that the text cites, as it shows them."""
        return tuple(run for run in self.text if _is_citation(run))

    @property
    def field(self) -> str:
        """The field key when the text is one answer and nothing else, "" otherwise."""
        sources = {run.source for run in self.text if run.origin in ("answer", "assumption")}
        calculated = any(run.origin in ("calculated", "corpus") for run in self.text)
        worded = any(_has_words(run.text) for run in self.text if run.origin is None)
        return sources.pop() if len(sources) == 1 and not calculated and not worded else ""


def places(plan: Plan) -> tuple[Place, ...]:
    """Return all places of a drafted plan in reading order; annexes of evidence have none.

    A row is known by its first cell, a sentence by its fixed words and the fields it states, so a
    place keeps its anchor when figures change, and when rows and sentences beside it come and go.
    """
    title = (Run(plan.title),)
    found = [Place(TITLE, (TITLE, 0, 0, 0), plan.captions.get(TITLE, TITLE), title)]
    names = _Names()
    for section in (*plan.sections, *plan.annexes):
        if section.id not in EVIDENCE:
            found += _of_section(section, names)
    return tuple(found)


def uncited(text: Text) -> str:
    """Return the words of a text without the numbers of its citations."""
    return plain(tuple(run for run in text if not _is_citation(run)))


def without_marks(text: str) -> str:
    """Return what was typed without the numbers of sources at its end."""
    return _MARKS.sub("", text)


class _Names:
    """Gives every place a name of its own; a second one of the same name is called "#2"."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def under(self, parent: str, name: str) -> str:
        anchor = f"{parent}/{name}"
        self._taken[anchor] += 1
        number = self._taken[anchor]
        return anchor if number == 1 else f"{anchor}#{number}"


def _of_section(section: Section, names: _Names) -> Iterator[Place]:
    anchor, where = f"{section.id}/", section.title
    for index, block in enumerate(section.blocks):
        if isinstance(block, Heading):
            numbered = _PART_NUMBER.match(block.text)
            anchor = f"{section.id}/{numbered.group() if numbered else _short(block.text)}"
            where = block.text
        else:
            yield from _of_block(block, (section.id, index), (anchor, where), names)


def _of_block(
    block: Block, at: tuple[str, int], under: tuple[str, str], names: _Names
) -> Iterator[Place]:
    """Yield the places of a block; `under` is the anchor and the heading of its part."""
    anchor, where = under
    if any(run.source == RECORD for run in block.runs()):
        return
    match block:
        case Paragraph():
            own = names.under(anchor, f"p-{_digest(_sentence(block.text))}")
            yield Place(own, (*at, 0, 0), where, block.text)
        case Bullets():
            for i, item in enumerate(block.items):
                # points without fixed words are the owner's own list, known by what they say
                known_by = _sentence(item) if _is_worded(item) else plain(item)
                yield Place(names.under(anchor, f"b-{_digest(known_by)}"), (*at, i, 0), where, item)
        case Table():
            yield from _of_table(block, block.caption, at, under, names)
        case Chart():
            yield from _of_table(block.table, block.title, at, under, names)


def _of_table(
    table: Table, caption: str, at: tuple[str, int], under: tuple[str, str], names: _Names
) -> Iterator[Place]:
    heads = [plain(head) for head in table.head]
    kind = caption or (heads[_naming_column(table.rows[0])] if table.rows else "")
    anchor = names.under(under[0], f"t-{_short(kind)}")
    called = _row_names(table.rows)
    for i, cells in enumerate(table.rows):
        row, shown = names.under(anchor, _short(called[i])), plain(cells[_naming_column(cells)])
        for j, (head, cell) in enumerate(zip(heads, cells, strict=True)):
            if not _is_number(cell):
                where = " · ".join(part for part in (under[1], shown, head) if part)
                yield Place(names.under(row, _short(head)), (*at, i, j), where, cell, row)


def _row_names(rows: tuple[Row, ...]) -> list[str]:
    """Return what each row is known by: the cell that names it, and the next where that repeats."""
    first = [_naming_column(cells) for cells in rows]
    names = [_row_name(cells[i]) for cells, i in zip(rows, first, strict=True)]
    return [
        f"{name}-{_row_name(cells[i + 1])}"
        if names.count(name) > 1 and i + 1 < len(cells)
        else name
        for name, cells, i in zip(names, rows, first, strict=True)
    ]


def _naming_column(cells: Row) -> int:
    """Return the column that says what a row is about: behind its number if it has one."""
    return next((i for i, cell in enumerate(cells) if not _is_number(cell)), 0)


def _row_name(cell: Text) -> str:
    """Return the cell that names a row; the figures in it, which change, are left out."""
    return "".join("…" if _is_figure(run) and _has_digit(run) else run.text for run in cell)


def _has_digit(run: Run) -> bool:
    return any(letter.isdigit() for letter in run.text)


def _sentence(text: Text) -> str:
    """Return what makes a sentence the one it is, whatever its figures and answers say now."""
    parts = [part for run in text if (part := _identity(run))]
    return "\n".join(part for part, _ in groupby(parts))


def _identity(run: Run) -> str:
    """Return fixed words and advice as they are, and of an answer its field."""
    if run.origin is None:
        return run.text if _has_words(run.text) else ""
    if run.origin == "corpus":
        return "" if _is_citation(run) else run.text
    # the source of a figure is its formula with the inputs, which change
    return "" if _is_figure(run) or run.source == LABEL else run.source


def _is_figure(run: Run) -> bool:
    return run.origin == "calculated" and run.source != LABEL


def _is_citation(run: Run) -> bool:
    return run.origin == "corpus" and run.text == f" [{run.source}]"


def _is_number(cell: Text) -> bool:
    """Tell whether a cell only numbers its row; the numbers move when rows come and go."""
    return [run.source for run in cell] == [LABEL] and bool(_ISSUE_NUMBER.fullmatch(plain(cell)))


def _is_worded(text: Text) -> bool:
    return any(run.origin in (None, "corpus") and _has_words(run.text) for run in text)


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


@lru_cache(maxsize=8192)
def _short(text: str) -> str:
    """Return a text as part of an anchor: short, and without the signs that divide anchors."""
    name = "".join("-" if not c.isprintable() or c in "/#" or c.isspace() else c for c in text)
    return name if len(name) <= _LONGEST_NAME else f"{name[:16]}~{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
