"""Occasion: a named day of the trading year (双11, 618, 春节) and where a reply names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Self

from pydantic import Field as Setting
from pydantic import model_validator

from assistant.interview.entry import Entry

_YEAR_BEFORE = re.compile(r"(?:(20\d\d)年?的?|(今年|明年|后年|去年)的?)$")
_YEARS = {"今年": 0, "明年": 1, "后年": 2, "去年": -1}
_SIDE = re.compile(r"(?:大促|活动|那天|当天|期间)?(?:之|以)?(前|后)?")


class Occasion(Entry):
    """An occasion with its other names; its date is fixed, listed by year, or unknown."""

    name: str
    aliases: tuple[str, ...] = ()
    month: int | None = Setting(default=None, ge=1, le=12)
    day: int | None = Setting(default=None, ge=1, le=31)
    years: dict[int, date] = Setting(default_factory=dict)

    @model_validator(mode="after")
    def _real_day(self) -> Self:
        if (self.month is None) != (self.day is None):
            raise ValueError("month and day belong together")
        if self.month and self.day:
            date(2024, self.month, self.day)  # a leap year; raises ValueError for 30 February
        return self

    @property
    def words(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    def date_in(self, year: int) -> date | None:
        """Return its day in a year, or None where the calendar does not tell."""
        if year in self.years:
            return self.years[year]
        return date(year, self.month, self.day) if self.month and self.day else None

    def coming(self, today: date) -> date | None:
        """Return its next day from `today` on."""
        days = [self.date_in(year) for year in (today.year, today.year + 1)]
        return next((day for day in days if day and day >= today), None)


def find_occasions(
    plain: str, today: date, occasions: Sequence[Occasion]
) -> Iterator[tuple[int, int, date]]:
    """Yield where a reply names the day of an occasion: start, end and the day meant.

    "双11前" is the day before, "春节后" the day after; "明年618" and "2027年618" name the year.
    """
    for occasion in occasions:
        for match in word_pattern(occasion.words).finditer(plain):
            before = _YEAR_BEFORE.search(plain[max(0, match.start() - 6) : match.start()])
            when = _named(occasion, before, today)
            side = _SIDE.match(plain, match.end())
            if when is None or side is None:
                continue
            shift = {"前": -1, "后": 1}.get(side[1] or "", 0)
            start = match.start() - (len(before[0]) if before else 0)
            yield start, side.end(), when + timedelta(days=shift)


def _named(occasion: Occasion, before: re.Match[str] | None, today: date) -> date | None:
    if before is None:
        return occasion.coming(today)
    return occasion.date_in(int(before[1]) if before[1] else today.year + _YEARS[before[2]])


def word_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any of the words, longest first; Latin words and figures stand alone."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(_alone(word) for word in longest_first) or r"(?!)")


def _alone(word: str) -> str:
    """Return the pattern of one word, guarded against standing inside another or being a figure."""
    before = r"(?<![a-z0-9])" if re.match(r"[a-z]", word) else ""
    after = r"(?:s|es)?(?![a-z0-9])" if re.search(r"[a-z]$", word) else ""
    if re.match(r"\d", word):
        before = r"(?<![\d.,])"
    if re.search(r"\d$", word):
        after = r"(?![ ]?[\d%万千元块单套件人]|\.\d)"
    return before + re.escape(word) + after
