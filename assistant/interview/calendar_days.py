"""Stretches of days: a year, half, quarter, month or part of one, first and last day included."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "half", "year"]
LAST_YEAR = 9000  # beyond it no stretch is built; nobody plans that far


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days and how precisely it was named."""

    start: date
    end: date
    precision: Precision


def day(when: date) -> Days:
    """Return a single day."""
    return Days(when, when, "day")


def month(year: int, number: int, part: str = "") -> Days:
    """Return a month, or its first day (初), its last (底), or its third (上旬, 中旬, 下旬)."""
    first = date(year, number, 1)
    last = date(year, number, calendar.monthrange(year, number)[1])
    match part:
        case "初":
            return day(first)
        case "底" | "末":
            return day(last)
        case "上旬":
            return Days(first, date(year, number, 10), "month")
        case "中旬" | "中":
            return Days(date(year, number, 11), date(year, number, 20), "month")
        case "下旬":
            return Days(date(year, number, 21), last, "month")
    return Days(first, last, "month")


def months(year: int, first: int, last: int, precision: Precision, part: str = "") -> Days:
    """Return several months of a year, or their first day (初) or last day (底)."""
    start, end = month(year, first).start, month(year, last).end
    if part == "初":
        return day(start)
    return day(end) if part in ("底", "末") else Days(start, end, precision)


def quarter(year: int, number: int, part: str = "") -> Days:
    """Return a quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3 * number, "quarter", part)


def half(year: int, number: int, part: str = "") -> Days:
    """Return half a year, 1 or 2."""
    return months(year, 6 * number - 5, 6 * number, "half", part)


def whole_year(year: int, part: str = "") -> Days:
    """Return a year, or its first day (初), its middle (中) or its last day (底)."""
    return day(date(year, 6, 30)) if part == "中" else months(year, 1, 12, "year", part)


def later(today: date, amount: float, unit: str) -> date:
    """Return the day some years, months, weeks or days after `today` (half years count)."""
    if unit in ("week", "day"):
        return today + timedelta(days=min(round(amount * (7 if unit == "week" else 1)), 10**6))
    count = round(amount * (12 if unit == "year" else 1))
    index = today.year * 12 + today.month - 1 + count
    year, number = min(index // 12, LAST_YEAR), index % 12 + 1
    return date(year, number, min(today.day, calendar.monthrange(year, number)[1]))
