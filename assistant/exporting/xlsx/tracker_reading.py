"""Tracker reading: actual figures out of a workbook that came back, wherever they stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assistant.errors import InputError

# What the row of actual figures is called in the languages the tracker is written in.
ACTUAL = frozenset({"实际", "實際", "actual"})
_MOST_BYTES, _MOST_UNPACKED = 10_000_000, 80_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 3000, 200, 30
_LONGEST_NAME = 200
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*月|[-/.].*)?")
_NUMBER = re.compile(r"([-+]?[\d.,]+)\s*(万|%)?\s*(?:元|yuan|rmb)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure as it stands in the file: the name in its row, the ISO month of its column."""

    name: str
    month: str
    value: float


@dataclass(frozen=True, slots=True)
class TrackerReading:
    """What was read; `unread` names the cells that hold something else than a number."""

    reported: tuple[Reported, ...]
    unread: tuple[str, ...] = ()


def read_tracker(data: bytes) -> TrackerReading:
    """Return the actual figures of every sheet that has months in a row and rows named "actual".

    Columns and rows may have moved and numbers may be text; empty cells are no report.

    Raises:
        InputError: this is no workbook, it is too large, or has no such sheet.
    """
    reported: list[Reported] = []
    unread: list[str] = []
    found = False
    for title, rows in _sheets(data):
        months: dict[int, str] = {}
        for row in rows:
            head = _months(row)
            if len(head) > 1:
                months = head
            elif months and _is_actual(row, months):
                found = True
                _read_row(row, months, title, (reported, unread))
    if not found:
        raise InputError(
            "这个表里没有指标跟踪：要有一行月份，和写着“实际”的行。",
            'This workbook holds no tracker: it takes a row of months and rows named "actual".',
        )
    return TrackerReading(tuple(reported), tuple(unread))


def has_tracker(data: bytes) -> bool:
    """Tell whether a workbook has a row of months and rows named "actual"."""
    try:
        read_tracker(data)
    except InputError:
        return False
    return True


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield each sheet as the cells that are filled, row by row."""
    _check_size(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets[:_MOST_SHEETS]:
            rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
            yield sheet.title, [[cell for cell in row if cell.value is not None] for row in rows]
        book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise _unreadable() from error


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise _unreadable() from error
    if len(data) > _MOST_BYTES or unpacked > _MOST_UNPACKED:
        raise InputError("这个表太大了，请只留指标跟踪。", "The workbook is too large.")


def _months(row: Sequence[Any]) -> dict[int, str]:
    """Return column -> ISO month for the cells of a row that name one."""
    named = ((cell.column, _month(cell.value)) for cell in row)
    return {column: month for column, month in named if month}


def _month(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}-{value.month:02d}"
    match = _MONTH.fullmatch(_plain(value)) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= 12:
        return ""
    return f"{match[1]}-{int(match[2]):02d}"


def _is_actual(row: Sequence[Any], months: dict[int, str]) -> bool:
    return any(_plain(cell.value).lower() in ACTUAL for cell in row if cell.column not in months)


def _read_row(
    row: Sequence[Any],
    months: dict[int, str],
    sheet: str,
    into: tuple[list[Reported], list[str]],
) -> None:
    name = _name(row, months)
    for cell in row:
        if cell.column not in months or not name:
            continue
        value = _number(cell)
        if value is None:
            into[1].append(f"{sheet}!{cell.coordinate}")
        else:
            into[0].append(Reported(name, months[cell.column], value))


def _name(row: Sequence[Any], months: dict[int, str]) -> str:
    """Return the text of a row that is not the word "actual": the indicator."""
    texts = (
        cell.value.strip()
        for cell in row
        if isinstance(cell.value, str) and cell.column not in months
    )
    return next((text for text in texts if text.lower() not in ACTUAL), "")[:_LONGEST_NAME]


def _number(cell: Any) -> float | None:
    """Return a cell as a number, None for anything else; 3.2 % is 3.2, however it is kept."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = value * 100 if "%" in str(cell.number_format) else value
        return float(shown) if isfinite(shown) else None
    match = _NUMBER.fullmatch(_plain(value)) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        number = float(match[1].replace(",", ""))
    except ValueError:
        return None
    return number * 10_000 if match[2] == "万" else number


def _plain(value: Any) -> str:
    """Return a text with full-width signs made narrow and blanks at the ends taken off."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def _unreadable() -> InputError:
    return InputError(
        "这个表打不开，可能已经损坏。请在 Excel 里另存为 .xlsx 再试。",
        "The workbook cannot be opened; it may be damaged. Save it again as .xlsx.",
    )
