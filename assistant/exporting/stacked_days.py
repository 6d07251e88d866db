"""Stacked days: spans of a Gantt chart as stacked bars, the way office programs draw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.planning.plan import Chart

_FIRST_DAY = date(1899, 12, 30)  # day 0 of the calendar charts count by


@dataclass(frozen=True, slots=True)
class StackedDays:
    """A bar for each of `lanes`: an unseen part up to `starts`, then `series` of days by name."""

    lanes: tuple[str, ...]
    starts: tuple[int, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def first(self) -> int:
        """The day the earliest bar begins."""
        return min(self.starts)

    @property
    def last(self) -> int:
        """The day behind the end of the latest bar."""
        ends = zip(self.starts, *(days for _, days in self.series), strict=True)
        return max(map(sum, ends))


def stacked_days(chart: Chart) -> StackedDays:
    """Return the spans of a chart, which must have some; those of a lane follow without a gap."""
    lanes = tuple(dict.fromkeys(span.lane for span in chart.spans))
    names = dict.fromkeys(span.label for span in chart.spans)
    starts = tuple(min(_serial(s.start) for s in chart.spans if s.lane == lane) for lane in lanes)
    series = tuple((name, tuple(_days(chart, lane, name) for lane in lanes)) for name in names)
    return StackedDays(lanes, starts, series)


def _days(chart: Chart, lane: str, name: str) -> int:
    return sum(
        _serial(span.end) - _serial(span.start) + 1
        for span in chart.spans
        if (span.lane, span.label) == (lane, name)
    )


def _serial(day: str) -> int:
    return (date.fromisoformat(day) - _FIRST_DAY).days
