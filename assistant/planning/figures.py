"""Figures: how amounts, shares, counts and dates are written, with thousands separators."""

from __future__ import annotations

from typing import Any

_UNIT_WORDS = {
    "yuan": {"zh": " 元", "en": " yuan"},
    "people": {"zh": " 人", "en": " people"},
    "years": {"zh": " 年", "en": " years"},
    "months": {"zh": " 个月", "en": " months"},
    "days": {"zh": " 天", "en": " days"},
    "hours": {"zh": " 小时", "en": " hours"},
    "minutes": {"zh": " 分钟", "en": " minutes"},
}
_YES_NO = {True: {"zh": "是", "en": "yes"}, False: {"zh": "否", "en": "no"}}


def number(value: float) -> str:
    """Return a number with at most 2 decimals: 14131 -> "14,131", 96.2 -> "96.2"."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """Return a percentage with the precision one can act on: 35.72 -> "35.7%", 4.71 -> "4.71%"."""
    return f"{number(round(value, 1 if abs(value) >= 10 else 2))}%"


def yuan(value: float, language: str) -> str:
    """Return an amount of money in full digits: 3600000 -> "3,600,000 元"."""
    return number(value) + _UNIT_WORDS["yuan"][language]


def short_yuan(value: float, language: str) -> str:
    """Return an amount as owners say it: 3600000 -> "360 万元"; in full where that is not exact."""
    tens_of_thousands = value / 10_000
    if language == "en" or abs(value) < 10_000 or value % 100:
        return yuan(value, language)
    return f"{number(tens_of_thousands)} 万元"


def month(year: int, month_number: int) -> str:
    """Return a month in ISO form: (2027, 1) -> "2027-01"."""
    return f"{year}-{month_number:02d}"


def measured(value: Any, unit: str, language: str) -> str:
    """Return a value with its unit; texts and dates stay as they are, a flag becomes yes or no."""
    if isinstance(value, bool):
        return _YES_NO[value][language]
    if not isinstance(value, int | float):
        return str(value)
    if unit == "pct":
        return percent(value)
    return number(value) + _UNIT_WORDS.get(unit, {}).get(language, "")
