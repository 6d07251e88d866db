"""Read fields with options: one choice, yes or no, or several choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.interview.clauses import Span
from assistant.interview.field import Field, Option
from assistant.interview.occasion import word_pattern
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

BOTH = "both"
_NEGATION = re.compile(
    r"(?:不|没有?|别|非|无|除了?|除去|不是|不含|不包括|不包含|不算"
    r"|not?|without|excluding|except)[ ]?"
    r"(?:做|用|含|包括|包含|算|是|要|有|卖给|the |any )?[ ]?$"
)
_LISTED = re.compile(r"[ ]?(?:和|、|及|以及|与|跟|或|,|，|and|or)[ ]?")
_EXCLUDED_AFTER = re.compile(r"[^,，。;；]{0,4}?(?:除外|不算|另算|另外算|不含|不包)")
_OWN = re.compile(r"(?:自己的|自有|我们的|源头|我们是|自家|自己|本|our own |our |own )$")
_CODE = re.compile(r"b2[bc]|[bc]端|to ?[bc]|2[bc]")  # said in so many letters, it decides
_AS_WELL = re.compile(r"也|还|都|兼|偶尔|顺带|and|also|both")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百几来多][ ]?$")  # of "11个人" no 个人 is meant
_CUSTOMERS = re.compile(
    r"给|面向|也有|还有|服务|客户|买家|客群|对象|人群|主要是|供应|供货"
    r"|for |to |customers|clients|serve"
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """An option named at a place; `certain` tells a synonym from a hint out of context."""

    start: int
    end: int
    option: Option
    certain: bool
    denied: bool


def read_choice(scan: Scan, field: Field) -> Reading | None:
    """Return the reading of an enum or bool field, or None when nothing is named.

    Two different choices are "both" where the field has that option, else the first one counts.
    """
    named = [choice for choice in _best(scan, field) if not choice.denied]
    if not named:
        return None
    values = list(dict.fromkeys(choice.option.value for choice in named))
    spans = tuple(Span(choice.start, choice.end) for choice in named)
    has_both = any(option.value == BOTH for option in field.options)
    if has_both and (BOTH in values or len(values) > 1):
        return Reading(BOTH, spans)
    return Reading(values[0], spans[:1])


def read_choices(scan: Scan, field: Field) -> Reading | None:
    """Return the reading of a list with options: everything named and not denied, in order."""
    named = [choice for choice in _best(scan, field) if not choice.denied]
    if not named:
        return None
    values = list(dict.fromkeys(choice.option.value for choice in named))
    return Reading(values, tuple(Span(choice.start, choice.end) for choice in named))


def choice_spans(scan: Scan, field: Field) -> list[Span]:
    """Return where a reply names a choice of a field."""
    if not field.options:
        return []
    return [Span(choice.start, choice.end) for choice in _choices(scan, field)]


def _carried(plain: str, choice: _Choice, before: _Choice | None) -> _Choice:
    """Let a denial reach the choices listed with it ("不含工资和设备")."""
    if before is None or not before.denied or choice.denied:
        return choice
    together = _LISTED.fullmatch(plain[before.end : choice.start])
    return replace(choice, denied=True) if together else choice


def denied_choices(scan: Scan, field: Field) -> list[str | bool]:
    """Return the choices a reply rules out ("不含工资")."""
    return [choice.option.value for choice in _best(scan, field) if choice.denied]


def _best(scan: Scan, field: Field) -> list[_Choice]:
    """Return the certain choices, or the hints when there is no certain one."""
    found: list[_Choice] = []
    for choice in _choices(scan, field):
        found.append(_carried(scan.plain, choice, found[-1] if found else None))
    certain = [choice for choice in found if choice.certain]
    coded = [choice for choice in certain if _CODE.fullmatch(scan.plain, choice.start, choice.end)]
    if coded and not _AS_WELL.search(scan.plain, *scan.span):
        return coded
    return certain or _without_idle_both(found)


def _without_idle_both(hints: list[_Choice]) -> list[_Choice]:
    """Leave out 都做 beside a hint at one kind of customers: it speaks of what is sold."""
    others = [choice for choice in hints if choice.option.value != BOTH]
    return others or hints


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


def _choices(scan: Scan, field: Field) -> Iterator[_Choice]:
    synonyms = {word: option for option in field.options for word in option.synonyms}
    hints = {word: option for option in field.options for word in option.hints}
    listed = synonyms | hints
    for match in _pattern(tuple(listed)).finditer(scan.plain, scan.start, scan.end):
        word = next(w for w in _forms(match[0]) if w in listed)
        before = scan.plain[max(scan.start, match.start() - 10) : match.start()]
        is_hint = word not in synonyms
        if (is_hint and _OWN.search(before)) or (word[0] == "个" and _COUNTED.search(before)):
            continue
        denied = bool(_NEGATION.search(before)) or bool(
            _EXCLUDED_AFTER.match(scan.plain, match.end(), scan.end)
        )
        certain = not is_hint or _speaks_of_customers(scan, match.start())
        yield _Choice(match.start(), match.end(), listed[word], certain, denied)


def _forms(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es")


def _speaks_of_customers(scan: Scan, start: int) -> bool:
    return bool(_CUSTOMERS.search(scan.plain, scan.clause_at(start).start, start))
