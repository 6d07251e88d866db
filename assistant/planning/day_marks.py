"""Day marks: public holidays and working weekends of a stretch of days, as far as known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.calculators.campaign_calendar import Calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayMark:
    """A "holiday", or a weekend on which people "work"; the holiday's `name`, "" if unknown."""

    kind: Literal["holiday", "work"]
    name: str = ""


def day_marks(calendar: Calendar, first: date, last: date, language: str) -> dict[date, DayMark]:
    """Return the marks of the days from `first` to `last`.

    Years whose days off have not been announced have the holidays by law alone; days outside the
    calendar's years have no mark.
    """
    marks: dict[date, DayMark] = {}
    for year in range(first.year, last.year + 1):
        announced = calendar.days_off.get(year)
        if announced is not None:
            marks |= dict.fromkeys(announced.holidays, DayMark("holiday"))
            marks |= dict.fromkeys(announced.working_weekends, DayMark("work"))
        marks |= _by_law(calendar, year, language)
    return {day: mark for day, mark in marks.items() if first <= day <= last}


def _by_law(calendar: Calendar, year: int, language: str) -> dict[date, DayMark]:
    if not calendar.first_year <= year <= calendar.last_year:
        return {}
    marks = {}
    for holiday in calendar.statutory:
        node = calendar.nodes[holiday.node]
        name = node.en if language == "en" else node.zh
        begin = calendar.date_of(node, year) + holiday.start * _DAY
        for number in range(holiday.days):
            marks[begin + number * _DAY] = DayMark("holiday", name)
    return marks
