"""The ways of writing a date in English: Dec 31 2029, by June 2028, end of next year, Q2."""

from __future__ import annotations

import re
from datetime import date

from assistant.interview.calendar_days import Days, day, later, month, quarter, whole_year
from assistant.interview.date_forms import Form, coming
from assistant.interview.numbers import find_numbers

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS = (
    {name: number for number, name in enumerate(_NAMES, 1)}
    | {name[:3]: number for number, name in enumerate(_NAMES, 1)}
    | {"sept": 9}
)
_MONTH = rf"(?<![a-z])(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?(?![a-z])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ ]+(?:of )?(?P<y>20\d\d))"
_EDGE = r"(?:(?P<edge>end|close|start|beginning|middle|mid)(?:[ -]of)?[ -](?:the )?)?"
_EDGES = {
    "end": "底", "close": "底", "start": "初", "beginning": "初", "middle": "中", "mid": "中",
}  # fmt: skip
_STEPS = {"this": 0, "next": 1, "last": -1, "the": 0}


def _part(match: re.Match[str]) -> str:
    return _EDGES.get(match["edge"] or "", "")


def _named_year(match: re.Match[str]) -> int | None:
    return int(match["y"]) if match["y"] else None


def _day(match: re.Match[str], today: date) -> Days:
    number, wanted = _MONTHS[match["m"]], int(match["d"])
    return coming(_named_year(match), today, lambda year: day(date(year, number, wanted)))


def _month(match: re.Match[str], today: date) -> Days:
    number = _MONTHS[match["m"]]
    return coming(_named_year(match), today, lambda year: month(year, number, _part(match)))


def _year(match: re.Match[str], today: date) -> Days:
    return whole_year(int(match["y"]), _part(match))


def _relative_year(match: re.Match[str], today: date) -> Days:
    return whole_year(today.year + _STEPS[match["step"]], _part(match))


def _year_end(match: re.Match[str], today: date) -> Days:
    return whole_year(_named_year(match) or today.year, "底")


def _relative_month(match: re.Match[str], today: date) -> Days:
    first = later(today.replace(day=1), _STEPS[match["step"]], "month")
    return month(first.year, first.month, _part(match))


def _quarter(match: re.Match[str], today: date) -> Days:
    number = int(match["q"])
    return coming(_named_year(match), today, lambda year: quarter(year, number, _part(match)))


def _after(match: re.Match[str], today: date) -> Days:
    amount = find_numbers(match["n"])[0].value
    end = later(today, amount, match["unit"])
    return day(end) if match["way"] in ("in", "from now") else Days(today, end, "year")


_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty"
    r"|thirty)"
)
_SOME_EDGE = r"(?<![a-z])(?P<edge>end|close|start|beginning|middle|mid)"
_PREPOSITION = (
    r"(?:(?<=by )|(?<=in )|(?<=from )|(?<=until )|(?<=since )|(?<=before )|(?<=starting ))"
)
_NO_COUNT = r"(?!\d|[,.]\d| (?:sets|units|orders))"
_SPAN = rf"(?P<n>{_NUMBER}) (?P<unit>year|month|week|day)s?"

ENGLISH_FORMS = tuple(
    Form(re.compile(pattern), read)
    for read, pattern in (
        (_day, rf"{_MONTH} {_DAY}(?![\d%]){_YEAR}?"),
        (_day, rf"(?<![\d.]){_DAY}(?: of)? {_MONTH}{_YEAR}?"),
        (_month, rf"{_EDGE}{_MONTH}{_YEAR}"),
        (_month, rf"{_PREPOSITION}{_EDGE}{_MONTH}(?P<y>)(?! ?\d)"),
        (_month, rf"{_SOME_EDGE}(?: of|-)? {_MONTH}(?P<y>)(?! ?\d)"),
        (_year, rf"{_SOME_EDGE}(?:[ -]of)?[ -](?P<y>20\d\d)(?!\d)"),
        (_year, rf"{_PREPOSITION}(?P<edge>)(?P<y>(?:19[6-9]|20[0-4])\d){_NO_COUNT}"),
        (_relative_year, rf"(?<![a-z]){_EDGE}(?P<step>this|next|last) year(?!s)"),
        (_relative_year, rf"{_SOME_EDGE}[ -]of[ -](?P<step>the|this) year"),
        (_year_end, r"(?<![a-z])year[ -]?end(?: (?P<y>20\d\d))?(?![a-z])"),
        (_relative_month, rf"(?<![a-z]){_EDGE}(?P<step>this|next) month(?!s)"),
        (_quarter, r"(?<![a-z])(?P<edge>)q(?P<q>[1-4])[ ,]+(?:of )?(?P<y>20\d\d)"),
        (_after, rf"(?<![a-z\d])(?P<way>in|within) {_SPAN}(?: time)?"),
        (_after, rf"(?<![a-z\d]){_SPAN} (?P<way>from now)"),
    )
)
