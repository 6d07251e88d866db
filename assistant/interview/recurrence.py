"""Recurrence: the first of the days that come back ("每个月5号", "every Friday")."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.interview.calendar_days import later
from assistant.interview.numbers import parse_chinese

_DIGIT = "[一二三四五六七八九]"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二十{_DIGIT}?|十{_DIGIT}?|{_DIGIT})"
_EACH = r"(?:每个?月|按月|月会?)[^,，。;；\d]{0,4}?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF_MONTH = (
    re.compile(rf"{_EACH}{_DAY}[号日]"),
    re.compile(
        r"(?:every|each|the|on) (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?: day)?"
        r" (?:of )?(?:every|each|the) month|(?:monthly|(?:every|each) month),?"
        r" on the (?P<later>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
    ),
)
_FIRST_OF_MONTH = re.compile(
    r"每个?月(?:的)?(?:月初|初|第一天)|(?:start|first day) of (?:every|each) month"
)
_END_OF_MONTH = re.compile(
    r"每个?月(?:的)?(?:月?底|月?末|最后一天)|(?:^|[,，。;；\s])月[底末]"
    r"|(?:end|last day) of (?:every|each) month"
)
_END_OF_QUARTER = re.compile(
    r"每个?季度?(?:的)?(?:最后一(?:周|个?星期|个?礼拜|天)|季?[底末])"
    r"|(?:last week|end|last day) of (?:every|each|the) quarter"
)
_WEEKDAY = re.compile(
    r"每个?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])"
    rf"|(?:every|each) (?P<en>{'|'.join(_WEEKDAYS)})|weekly,? on (?P<on>{'|'.join(_WEEKDAYS)})s?"
)


def first_recurrence(plain: str, since: date) -> date | None:
    """Return the first day on or after `since` of the days a text says come back.

    The last week of a quarter begins seven days before the next one. None when the text names a
    rhythm without a day ("每月"), or none at all.
    """
    for form in _DAY_OF_MONTH:
        match = form.search(plain)
        if match:
            groups = match.groupdict()
            return _next_month_day(since, _number(groups["day"] or groups.get("later") or ""))
    weekday = _WEEKDAY.search(plain)
    if weekday:
        return since + timedelta(days=(_weekday(weekday) - since.weekday()) % 7)
    ends: tuple[tuple[re.Pattern[str], Callable[[date], date]], ...] = (
        (_END_OF_QUARTER, _end_of_quarter),
        (_END_OF_MONTH, lambda day: _next_month_day(day, 31)),
        (_FIRST_OF_MONTH, lambda day: _next_month_day(day, 1)),
    )
    return next((find(since) for pattern, find in ends if pattern.search(plain)), None)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    parsed = parse_chinese(word)
    return int(parsed[0]) if parsed else 1


def _next_month_day(since: date, number: int) -> date:
    """Return the next such day of a month; of a short month the last day."""
    first = since.replace(day=1)
    for month in (first, later(first, 1, "month")):
        last = calendar.monthrange(month.year, month.month)[1]
        when = month.replace(day=min(number, last))
        if when >= since:
            return when
    return since


def _weekday(match: re.Match[str]) -> int:
    if match["zh"]:
        return "一二三四五六日".index(match["zh"].replace("天", "日"))
    return _WEEKDAYS.index(match["en"] or match["on"])


def _end_of_quarter(since: date) -> date:
    """Return the first day of the last week of the quarter, or the coming one when it is over."""
    for steps in (0, 3):
        month = later(since.replace(day=1), steps, "month")
        last_month = month.replace(month=(month.month - 1) // 3 * 3 + 3)
        last = calendar.monthrange(last_month.year, last_month.month)[1]
        when = last_month.replace(day=last) - timedelta(days=6)
        if when >= since:
            return when
    return since
