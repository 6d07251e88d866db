"""Idioms: quantities not written as number and unit: 翻一番, 半年, 一半, 三分之一, 十个里三个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.interview.numbers import parse_chinese, tidy
from assistant.interview.quantity import Kind, Quantity

_HALF = re.compile(r"(?<![上下前后一个多\d])(?:大|小)?半(?:个?(年)|个?(月)|个?(小时|钟头)|(天))")
_EVEN = re.compile(
    r"(?<![\d年月])(?:一半|对半|五五开|百分百|百分之百"
    r"|\bhalf of(?: the| our| all)*(?: visitors?)?\b)"
)
_FOLD = re.compile(r"翻([一二两三四五])?番|翻([\d.]+|[一二两三四五六七八九十])?倍")
_ENGLISH_FOLD = re.compile(r"\b(doubled?|doubling|tripled?|twice as|half a year)\b")
_FRACTION = re.compile(r"([二三四五六七八九十])分之([一二三四五六七八九])")
_RATIO = re.compile(
    r"(?<![\d.])(?P<of>1000|100|10|一千|一百|十)(?:个|位|名|条|人|单)?[^\d,，。;；:：一二三四五六七八九十百]{0,10}?"
    r"(?:里面?|中|当中|有|来|出|留|下单|成交|签|退|买|能成|大概|转化|会|来看[,，]|进来[,，]|进店[,，])[^\d,，。;；:：一二三四五六七八九十百]{0,10}?"
    r"(?P<some>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(?![\d.]|[年月天块元万千百%])(?:个|位|名|单|条|人)?"
)
# of any other number only when what is counted is named: "20个询盘成一单"
_RATIO_OF = re.compile(
    r"(?<![\d.])(?P<of>[1-9]\d{1,3}|[二三四五六七八九]?十|[两三五]百)个?"
    r"(?:访客|询盘|咨询|线索|客户|客人|来访|点击|来问的)(?:里面?|中|当中|大概|能|可以|会)*"
    r"(?:成交|成|签|下单|买|有|留下?|出|约|转化?)(?![本人])[^\d,，。;；:：一二两三四五六七八九十百]{0,6}?"
    r"(?P<some>\d+(?:\.\d+)?|[一二两三四五六七八九十])(?![\d.]|[年月天块元万千百%])(?:个|位|名|单|条|人)?"
)
_ENGLISH_RATIO = re.compile(
    r"(?<![\d.])(?P<some>\d+(?:\.\d+)?)(?: [a-z]+)? (?:in|out of|of|per|from)(?: every)? "
    r"(?P<of>10|100|1000)(?![\d.%])"
)
_AND_HALF = re.compile(r"(\d+|[一二两三四五六七八九十])个半(?:(月)|(小时|钟头))")


def find_idioms(plain: str) -> Iterator[Quantity]:
    """Yield the quantities written as an idiom, in no particular order."""
    for match in _HALF.finditer(plain):
        unit = ("year", "month", "hour", "day")[next(i for i, g in enumerate(match.groups()) if g)]
        yield _exact(match, 0.5, "duration", unit)
    for match in _AND_HALF.finditer(plain):
        yield _exact(match, _whole(match[1]) + 0.5, "duration", "month" if match[2] else "hour")
    for match in _EVEN.finditer(plain):
        yield _exact(match, 100 if "百" in match[0] else 50, "percent", "%")
    for match in _FRACTION.finditer(plain):
        share = _whole(match[2]) / _whole(match[1])
        yield _exact(match, tidy(100 * share), "percent", "%")
    for pattern in (_RATIO, _RATIO_OF, _ENGLISH_RATIO):
        yield from _ratios(pattern, plain)
    yield from _folds(plain)


def _folds(plain: str) -> Iterator[Quantity]:
    """Yield "翻一番" and "double" as multiples of today's figure."""
    for match in _FOLD.finditer(plain):
        factor = (
            2 ** _whole(match[1] or "一") if match[0].endswith("番") else _whole(match[2] or "二")
        )
        yield _exact(match, tidy(factor), "multiple", "倍")
    for match in _ENGLISH_FOLD.finditer(plain):
        if match[1] == "half a year":
            yield _exact(match, 0.5, "duration", "year")
        else:
            yield _exact(match, 3 if match[1].startswith("trip") else 2, "multiple", "倍")


def _exact(match: re.Match[str], value: float, kind: Kind, unit: str) -> Quantity:
    return Quantity(*match.span(), value, value, value, kind, unit)


def _whole(word: str) -> float:
    """Read a figure that a pattern has already recognised."""
    parsed = None if word[0].isdecimal() else parse_chinese(word)
    return (parsed[0] + parsed[1]) / 2 if parsed else float(word)


def _ratios(pattern: re.Pattern[str], plain: str) -> Iterator[Quantity]:
    """Yield "100个访客里有3个下单" as 3 %."""
    for match in pattern.finditer(plain):
        whole, part = _whole(match["of"]), _whole(match["some"])
        if part <= whole:
            yield _exact(match, tidy(100 * part / whole), "percent", "%")
