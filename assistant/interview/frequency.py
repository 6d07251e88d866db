"""Frequency: how often a customer buys again, in times a year."""

from __future__ import annotations

import re

from assistant.interview.clauses import Span
from assistant.interview.numbers import parse_chinese, tidy
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_N = r"(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
_D = "一二两三四五六七八九十"
_TIMES = rf"(?P<times>\d+(?:\.\d+)?|[{_D}]+(?:[到至-][{_D}\d]+)?)"
_UNIT = r"(?P<unit>年|个?季度?|个?月|个?星期|周|天)"
_BUY = r"(?:买|复购|回购|补货|下单|采购|进货|来|用|换|续)"
_VERB = rf"(?:大概|平均|会|能|都|要|差不多)*{_BUY}?(?:个|上|大概|货)*"
_FORMS = (
    re.compile(rf"每?(?:隔)?{_N}{_UNIT}(?:左右|才|就)?{_VERB}(?:{_TIMES})?[次回单批]"),
    re.compile(rf"每(?:隔)?{_N}?{_UNIT}(?:都|会|就)?(?:买|复购|回购|补货|下单|采购|进货|来)"),
    re.compile(rf"每{_UNIT}{_VERB}{_TIMES}[次回单批]"),
)
_PER_YEAR = {"年": 1.0, "季": 4.0, "月": 12.0, "星": 52.0, "周": 52.0, "天": 365.0}
_ENGLISH = re.compile(
    r"(?:(?P<once>once|twice|three times|four times|\d+ times)(?: a| per| every)"
    r"|every (?P<n>two|three|four|six|other|\d+)?) ?(?P<unit>year|quarter|month|week|day)s?"
)
_WORDS = {"once": 1, "twice": 2, "two": 2, "other": 2, "three": 3, "four": 4, "six": 6}
_ENGLISH_YEAR = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0}


def read_frequency(scan: Scan) -> Reading | None:
    """Return times a year: "每两个月补货" is 6, "一年买两次" 2, a repeat rate of 35 % is 0.35."""
    for form in _FORMS:
        match = form.search(scan.plain, scan.start, scan.end)
        if match:
            return _reading(match)
    english = _ENGLISH.search(scan.plain, scan.start, scan.end)
    if english:
        times = _english(english["once"])
        value = tidy(times * _ENGLISH_YEAR[english["unit"]] / _english(english["n"]))
        return Reading(value, (Span(*english.span()),))
    for quantity in scan.quantities:
        if quantity.kind == "percent":
            note = f"{quantity.value:g}%的客户一年内再买"
            return Reading(tidy(quantity.value / 100), (Span(*quantity.span),), note=note)
    return None


def _reading(match: re.Match[str]) -> Reading:
    groups = match.groupdict()
    every = _number(groups.get("n") or "一")
    times = _number(groups.get("times") or "一")
    a_year = _PER_YEAR[match["unit"].lstrip("个")[0]]
    return Reading(tidy(round(a_year / every * times, 2)), (Span(*match.span()),))


def _number(word: str) -> float:
    if word == "半":
        return 0.5
    if word[0].isdecimal():
        return float(re.split(r"[到至-]", word)[0])
    parsed = parse_chinese(re.sub(r"[到至半-].*", "", word))
    return (parsed[0] + parsed[1]) / 2 if parsed else 1


def _english(word: str | None) -> float:
    if not word:
        return 1
    first = word.split()[0]
    return float(first) if first.isdecimal() else float(_WORDS[first])
