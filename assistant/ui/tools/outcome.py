"""Outcome: a result as a page shows it, and the same as text to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.calculators.result import Result
from assistant.planning.plan import Chart, Series, Table
from assistant.ui.charts.bars import BarPicture, draw_bars
from assistant.ui.tools.cell import Cells
from assistant.ui.tools.words import ToolWords

# of entries with a wording in each language the other one, and the key behind both, are left out
_KEYS = ("phase", "route")
_FEWEST_BARS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is called and what it is; `name` is the calculator's own name."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """A series of figures, with a picture where there are enough of them."""

    name: str
    label: str
    texts: tuple[str, ...]
    picture: BarPicture | None


@dataclass(frozen=True, slots=True)
class Rows:
    """A value that is a table; `head` is empty for pairs."""

    name: str
    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Item = Line | Numbers | Rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything below the form: figures first, then series and tables, formula and notes."""

    lines: tuple[Line, ...]
    longer: tuple[Numbers | Rows, ...]
    formula: str
    notes: tuple[str, ...]


def outcome_of(result: Result, words: ToolWords, cells: Cells) -> Outcome:
    """Return a result in the language of the page."""
    items = [
        _item(name, value, result.units.get(name, ""), words, cells)
        for name, value in result.values.items()
    ]
    return Outcome(
        lines=tuple(item for item in items if isinstance(item, Line)),
        longer=tuple(item for item in items if not isinstance(item, Line)),
        formula=words.say(f"formula.{result.name}"),
        notes=tuple(note[words.language] for note in result.notes),
    )


def as_text(outcome: Outcome, title: str, inputs: Sequence[tuple[str, str]]) -> str:
    """Return an outcome with its inputs (label, value) as plain lines."""
    lines = [title, *(f"{label}\t{text}" for label, text in inputs), ""]
    lines += [f"{line.label}\t{line.text}" for line in outcome.lines]
    for item in outcome.longer:
        lines.append("")
        if isinstance(item, Numbers):
            lines.append("\t".join([item.label, *item.texts]))
        else:
            table = [item.head, *item.rows] if item.head else item.rows
            lines += [item.label, *("\t".join(row) for row in table)]
    return "\n".join([*lines, "", outcome.formula, *outcome.notes])


def _item(name: str, value: Any, unit: str, words: ToolWords, cells: Cells) -> Item:
    label = words.value(name)
    if isinstance(value, dict):
        return Rows(
            name,
            label,
            (),
            tuple(_pair(key, part, unit, words, cells) for key, part in value.items()),
        )
    if isinstance(value, list | tuple) and value:
        if isinstance(value[0], dict):
            return _table(name, label, value, words, cells)
        if not isinstance(value[0], str):
            texts = tuple(cells.text(name, part, unit) for part in value)
            return Numbers(name, label, texts, _picture(label, value, unit, words))
    return Line(name, label, cells.text(name, value, unit))


def _pair(key: str, value: Any, unit: str, words: ToolWords, cells: Cells) -> tuple[str, str]:
    """Return an entry of a value that has names of its own: inputs, results or a person's words."""
    asked = words.asked(key)
    if asked is not None:
        return words.label(asked), cells.text(key, value, asked.unit)
    label = words.value(key)
    return (words.column(key) if label == key else label), cells.text(key, value, unit)


def _table(
    name: str, label: str, records: Sequence[dict[str, Any]], words: ToolWords, cells: Cells
) -> Rows:
    worded = "zh" in records[0]
    keys = [key for key in records[0] if key not in ("zh", "en") and not (worded and key in _KEYS)]
    own = "task" if "task" in keys else ""

    def cell(record: dict[str, Any], key: str) -> str:
        # a task is written in Chinese, its English wording stands beside it
        if key == own and words.language == "en":
            return str(record["en"])
        return cells.text(key, record[key])

    head = [words.column(key) for key in keys]
    rows = [[cell(record, key) for key in keys] for record in records]
    if worded:
        head = [words.column("name"), *head]
        rows = [
            [str(record[words.language]), *row] for record, row in zip(records, rows, strict=True)
        ]
    return Rows(name, label, tuple(head), tuple(tuple(row) for row in rows))


def _picture(label: str, values: Sequence[float], unit: str, words: ToolWords) -> BarPicture | None:
    """Return the bars of amounts; nothing for a few, for bare positions and below zero."""
    if unit != "yuan" or len(values) < _FEWEST_BARS or min(values) < 0:
        return None
    labels = tuple(str(position) for position in range(1, len(values) + 1))
    series = (Series(label, tuple(float(value) for value in values)),)
    return draw_bars(Chart("bars", label, labels, series, unit, Table((), ())), words.language)
