"""Calendar rules: five ways to say when a campaign node falls in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class FixedDate:
    """The same month and day every year."""

    month: int
    day: int

    def on(self, year: int) -> date:
        """Return the date in a year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The `nth` `weekday` (1 Monday to 7 Sunday) of a month, moved on by `plus` days."""

    month: int
    weekday: int
    nth: int
    plus: int = 0

    def on(self, year: int) -> date:
        """Return the date in a year."""
        first = date(year, self.month, 1)
        to_weekday = (self.weekday - first.isoweekday()) % 7
        return first + timedelta(days=to_weekday + 7 * (self.nth - 1) + self.plus)


@dataclass(frozen=True, slots=True)
class TabledDate:
    """A festival of another calendar: one date for every year, computed from `basis`."""

    dates: Mapping[int, date]
    basis: str

    def on(self, year: int) -> date:
        """Return the date in a year of the table."""
        return self.dates[year]


@dataclass(frozen=True, slots=True)
class AnnouncedDate:
    """A date somebody announces each year: the usual day, and the announced ones by year."""

    month: int
    day: int
    dates: Mapping[int, date]

    def on(self, year: int) -> date:
        """Return the announced date, or the usual one."""
        return self.dates.get(year, date(year, self.month, self.day))


@dataclass(frozen=True, slots=True)
class OffsetDate:
    """So many `days` after (or before, if negative) the node with the key `node`."""

    node: str
    days: int


DateRule = FixedDate | NthWeekday | TabledDate | AnnouncedDate | OffsetDate
