"""Gantt: when each phase of each battle runs, a row a battle under the months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.planning.plan import Chart, Span

_HEAD, _ROW, _BAR, _LABEL = 38.0, 40.0, 14.0, 14.0
_MOST_TICKS = 12
_NARROWEST = 1.6  # per cent; a single day of a year must still be seen
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month: where it is in per cent, its name, its year where that is new."""

    x: float
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One bar: x, width in per cent, y in pixels; `order` is its colour, `text` what it says."""

    x: float
    y: float
    width: float
    order: int
    text: str


@dataclass(frozen=True, slots=True)
class GanttPicture:
    """Months above, a lane for each battle; `lanes` are (line in pixels, name)."""

    height: float
    bar: float
    ticks: tuple[Tick, ...]
    lanes: tuple[tuple[float, str], ...]
    phases: tuple[Phase, ...]
    legend: tuple[str, ...]
    kind: str = "gantt"


def draw_gantt(chart: Chart, language: str) -> GanttPicture:
    """Return the spans of a chart, which must have at least one, on one scale of days."""
    first = min(date.fromisoformat(span.start) for span in chart.spans).replace(day=1)
    last = _next_month(max(date.fromisoformat(span.end) for span in chart.spans))
    days = (last - first).days
    lanes = tuple(dict.fromkeys(span.lane for span in chart.spans))
    names = tuple(dict.fromkeys(span.label for span in chart.spans))

    def place(day: date) -> float:
        return round(100 * (day - first).days / days, 2)

    def phase(span: Span) -> Phase:
        start, end = date.fromisoformat(span.start), date.fromisoformat(span.end)
        width = max(_NARROWEST, place(end + timedelta(days=1)) - place(start))
        return Phase(
            x=min(place(start), 100 - _NARROWEST),
            y=_HEAD + _ROW * lanes.index(span.lane) + _LABEL + 5,
            width=round(width, 2),
            order=names.index(span.label),
            text=f"{span.lane} · {span.label} {span.start} – {span.end}",
        )

    months = list(_months(first, last))
    step = -(-len(months) // _MOST_TICKS)
    return GanttPicture(
        height=_HEAD + _ROW * len(lanes),
        bar=_BAR,
        ticks=tuple(
            Tick(place(day), _month(day, language), _year(day, i)) for i, day in months[::step]
        ),
        lanes=tuple((_HEAD + _ROW * i + _LABEL, name) for i, name in enumerate(lanes)),
        # the shortest on top: widened, it reaches into its neighbours
        phases=tuple(sorted(map(phase, chart.spans), key=lambda drawn: -drawn.width)),
        legend=names,
    )


def _months(first: date, last: date) -> Iterator[tuple[int, date]]:
    """Yield number and first day of every month from `first` on, `last` left out."""
    number = 0
    while first < last:
        yield number, first
        first, number = _next_month(first), number + 1


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(day: date, language: str) -> str:
    return _ENGLISH[day.month - 1] if language == "en" else f"{day.month}月"


def _year(day: date, number: int) -> str:
    return str(day.year) if number == 0 or day.month == 1 else ""
