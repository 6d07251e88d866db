"""Calendar rule file: the `rule` of a node in calendar.yaml to a checked DateRule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from assistant.calculators.calendar_rule import (
    AnnouncedDate,
    DateRule,
    FixedDate,
    NthWeekday,
    OffsetDate,
    TabledDate,
)
from assistant.calculators.calendar_section import Section

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_rule(section: Section, years: range) -> DateRule:
    """Return the rule; a lunar one must have a date for each of `years`.

    Raises:
        PromptError: the kind is not known, a key is wrong, or a year is missing.
    """
    kind = section.one_of("kind", _READERS.keys())
    return _READERS[kind](section, years)


def _month_and_day(section: Section) -> tuple[int, int]:
    month = section.whole("month", 1, 12)
    # 29 February does not come every year, so no campaign can be fixed to it.
    return month, section.whole("day", 1, 28 if month == 2 else _DAYS_IN_MONTH[month - 1])


def _fixed(section: Section, years: range) -> DateRule:
    section.check_keys({"kind", "month", "day"})
    return FixedDate(*_month_and_day(section))


def _nth_weekday(section: Section, years: range) -> DateRule:
    section.check_keys({"kind", "month", "weekday", "nth"}, {"plus"})
    return NthWeekday(
        month=section.whole("month", 1, 12),
        weekday=section.whole("weekday", 1, 7),
        nth=section.whole("nth", 1, 4),
        plus=section.whole("plus", 0, 60, 0),
    )


def _by_year(section: Section) -> Mapping[int, date]:
    days = section.dates("dates")
    by_year = {day.year: day for day in days}
    if len(by_year) != len(days):
        raise section.wrong("dates", "同一年有两个日期", "has two dates in one year")
    return MappingProxyType(by_year)


def _lunar(section: Section, years: range) -> DateRule:
    section.check_keys({"kind", "basis", "dates"})
    dates = _by_year(section)
    missing = [year for year in years if year not in dates]
    if missing:
        raise section.wrong("dates", f"缺少 {missing[0]} 年", f"lacks the year {missing[0]}")
    return TabledDate(dates, section.text("basis"))


def _announced(section: Section, years: range) -> DateRule:
    section.check_keys({"kind", "month", "day"}, {"dates"})
    return AnnouncedDate(*_month_and_day(section), dates=_by_year(section))


def _offset(section: Section, years: range) -> DateRule:
    section.check_keys({"kind", "node", "days"})
    return OffsetDate(section.text("node"), section.whole("days", -90, 90))


_READERS: Mapping[str, Callable[[Section, range], DateRule]] = MappingProxyType(
    {
        "fixed": _fixed,
        "nth_weekday": _nth_weekday,
        "lunar": _lunar,
        "announced": _announced,
        "offset": _offset,
    }
)
