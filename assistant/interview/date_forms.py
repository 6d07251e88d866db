"""Form: one way of writing a date: its pattern and what it means, counted from today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.interview.calendar_days import Days
from assistant.interview.numbers import parse_chinese

Reader = Callable[[re.Match[str], date], Days]


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern, and the function that turns a match into days or raises ValueError."""

    pattern: re.Pattern[str]
    read: Reader

    def find(self, plain: str, today: date) -> Iterator[tuple[re.Match[str], Days]]:
        """Yield the matches that are real dates."""
        for match in self.pattern.finditer(plain):
            days = _days_or_nothing(self.read, match, today)
            if days:
                yield match, days


def _days_or_nothing(read: Reader, match: re.Match[str], today: date) -> Days | None:
    try:
        return read(match, today)
    except ValueError:  # 2月30日 looks like a date but is none
        return None


def whole_number(word: str) -> int:
    """Return the number matched, in digits or Chinese; ValueError for anything else."""
    if word.isdecimal():
        return int(word)
    parsed = parse_chinese(word)
    if parsed is None:
        raise ValueError(word)
    return int(parsed[0])


def coming(year_named: int | None, today: date, build: Callable[[int], Days]) -> Days:
    """Return the days in the year named, else in the first year in which they are not yet over."""
    if year_named is not None:
        return build(year_named)
    days = build(today.year)
    return days if days.end >= today else build(today.year + 1)
