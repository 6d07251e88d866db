"""Month: the days of a month in weeks, each with what the plan has on it."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.planning.day_marks import DayMark
from assistant.planning.diary import Entry

_WEEK = calendar.Calendar(firstweekday=0)
_MOST_MONTHS = 14
Words = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase on one day: its colour, what it says, and whether its text stands here."""

    order: int
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a line of a list: ISO day, day as shown, kind and text."""

    iso: str
    day: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the grid; `number` is 0 where the month has no day."""

    number: int = 0
    iso: str = ""
    off: bool = False
    works: bool = False
    today: bool = False
    mark: str = ""
    bars: tuple[Bar, ...] = ()
    entries: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month: weeks from Monday for a wide page, lines for a narrow one."""

    key: str
    name: str
    weeks: tuple[tuple[Day, ...], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wallpaper:
    """What every month is written with: words of an entry, of a mark, of a month; and today."""

    says: Words
    mark: Callable[[DayMark], str]
    name: Callable[[date], str]
    today: date


def months_of(
    entries: Iterable[Entry], marks: Mapping[date, DayMark], paper: Wallpaper
) -> tuple[tuple[Month, ...], tuple[Line, ...]]:
    """Return the months from the first entry on, at most 14, and the entries that come later."""
    known = list(entries)
    if not known:
        return (), ()
    first = min(entry.day for entry in known).replace(day=1)
    limit = _later(first, _MOST_MONTHS)
    inside = [entry for entry in known if entry.day < limit]
    end = _later(max(entry.last for entry in inside).replace(day=1), 1)
    months, start = [], first
    while start < min(end, limit):
        months.append(_month(start, inside, marks, paper))
        start = _later(start, 1)
    later = tuple(_line(entry, entry.day, paper) for entry in known if entry.day >= limit)
    return tuple(months), later


def span_of(entries: Iterable[Entry]) -> tuple[date, date] | None:
    """Return the first and the last day a calendar of these entries can show, None for none."""
    days = [entry.day for entry in entries]
    if not days:
        return None
    first = min(days).replace(day=1)
    return first, _later(first, _MOST_MONTHS)


def _month(
    start: date, entries: list[Entry], marks: Mapping[date, DayMark], paper: Wallpaper
) -> Month:
    after = _later(start, 1)
    here = [entry for entry in entries if entry.day < after and entry.last >= start]
    orders = list(dict.fromkeys(_phase_name(e) for e in entries if e.kind == "phase"))
    weeks = tuple(
        tuple(
            _day(day, here, orders, marks.get(day), paper) if day.month == start.month else Day()
            for day in week
        )
        for week in _WEEK.monthdatescalendar(start.year, start.month)
    )
    lines = tuple(_line(entry, max(entry.day, start), paper) for entry in here)
    return Month(f"{start:%Y-%m}", paper.name(start), weeks, lines)


def _day(
    day: date, entries: list[Entry], orders: list[str], mark: DayMark | None, paper: Wallpaper
) -> Day:
    today = [entry for entry in entries if entry.day <= day <= entry.last]
    return Day(
        number=day.day,
        iso=day.isoformat(),
        off=mark is not None and mark.kind == "holiday",
        works=mark is not None and mark.kind == "work",
        today=day == paper.today,
        mark=paper.mark(mark) if mark else "",
        bars=tuple(
            Bar(
                order=orders.index(_phase_name(entry)),
                text=paper.says(entry),
                # said again on Mondays, where a new row of the grid begins
                first=day in (entry.day, day.replace(day=1)) or day.weekday() == 0,
            )
            for entry in today
            if entry.kind == "phase"
        ),
        entries=tuple(_line(entry, day, paper) for entry in today if entry.kind != "phase"),
    )


def _phase_name(entry: Entry) -> str:
    return entry.title.rpartition(" · ")[2]


def _line(entry: Entry, day: date, paper: Wallpaper) -> Line:
    shown = f"{day.day}" if entry.last == entry.day else f"{day.day}–{entry.last:%m-%d}"
    return Line(day.isoformat(), shown, entry.kind, paper.says(entry))


def _later(first: date, months: int) -> date:
    """Return the first day of the month some months later."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
