"""Outcome: a result as a page shows it, and the same as text to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assistant.calculators.result import Result
from assistant.planning.plan import Chart, Series, Table
from assistant.ui.charts.bars import BarPicture, draw_bars
from assistant.ui.tools.cell import Cells
from assistant.ui.tools.words import ToolWords

# series whose entries another value names: months by their number, windows by their hours
_PLACES = MappingProxyType(
    {"months": "month_numbers", "windows": "window_hours", "per_hour": "window_hours"}
)
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
    """A series of (place, figure), with a picture where there are enough of them."""

    name: str
    label: str
    entries: tuple[tuple[str, str], ...]
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
        _item(name, result, words, cells) for name in result.values if name not in _PLACES.values()
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
            lines += [item.label, *("\t".join(entry) for entry in item.entries)]
        else:
            table = [item.head, *item.rows] if item.head else item.rows
            lines += [item.label, *("\t".join(row) for row in table)]
    return "\n".join([*lines, "", outcome.formula, *outcome.notes])


def _item(name: str, result: Result, words: ToolWords, cells: Cells) -> Item:
    value, unit, label = result.values[name], result.units.get(name, ""), words.value(name)
    if isinstance(value, dict):
        pairs = (_pair(key, part, unit, words, cells) for key, part in value.items())
        return Rows(name, label, (), tuple(pairs))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _table(name, label, value, words, cells)
    if isinstance(value, list) and value and not isinstance(value[0], str):
        places = _places(name, result)
        texts = (cells.text(name, part, unit) for part in value)
        picture = _picture(Series(label, tuple(map(float, value))), places, unit, words)
        return Numbers(name, label, tuple(zip(places, texts, strict=True)), picture)
    return Line(name, label, cells.text(name, value, unit))


def _places(name: str, result: Result) -> tuple[str, ...]:
    """Return what stands beside each entry of a series: its month, its hours or its number."""
    named = result.values.get(_PLACES.get(name, ""))
    count = len(result.values[name])
    return tuple(str(place) for place in named or range(1, count + 1))


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


def _picture(
    series: Series, places: tuple[str, ...], unit: str, words: ToolWords
) -> BarPicture | None:
    """Return the bars of amounts; nothing for a few, for other figures and below zero."""
    if unit != "yuan" or len(places) < _FEWEST_BARS or min(series.values) < 0:
        return None
    chart = Chart("bars", series.name, places, (series,), unit, Table((), ()))
    return draw_bars(chart, words.language)
