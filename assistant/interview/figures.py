"""Assign the figures of a reply to number fields: by cue, then by kind, then by position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.numbers import tidy
from assistant.interview.quantity import Quantity
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

NUMERIC = ("number", "money", "percent")
BARE_MONEY = 1000  # from here on a bare figure can only be money where money is asked for
HIGHEST_MARK, NUMBER_OF_MARKS = 5, 5
REACH = 40  # characters around a cue that may hold its figure
MAX_GAP = 16  # characters between a cue and its figure
_BESIDE = 1.2  # a cue right behind its figure ("54% margin")
_BEHIND = 3  # a cue further behind its figure is less certain than one before it
_PAST_COMMA = 6  # "客单价，240" is possible, but anything nearer is likelier
_NOTHING = re.compile(r"[\s,，:：、=]*")
_BETWEEN = re.compile(r"[^。;；\n!！?？,，、]*")
_LINK = re.compile(
    r"(?:[ ]|的|是|为|做|给|元|块|左右|上下|以上|个|a |an |the |of |for |in |on |as |to |are |is "
    r"|visitors |people |访客|人|客户|里|会|能|要|来)*"
)
# "一年卖400万" tells how much is sold in a year, not for how many years
_RATE_OF_A_YEAR = re.compile(
    r"[ ]?(?:大概|差不多|也就|能|可以|总共)?(?:卖|销|做(?!了)|营|流水|收入|赚|出口|产)"
)
_TIME_UNITS = {"years": "year", "minutes": "minute", "hours": "hour"}
_COUNTED_PEOPLE = ("人", "位", "名", "")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cue and a figure that may belong together; the lowest score is the likeliest."""

    score: float
    cue: Cue
    quantity: Quantity


def read_figures(
    scan: Scan, fields: Sequence[Field], cues: Sequence[Cue], by_kind: bool = True
) -> dict[str, Reading]:
    """Return the readings of the number fields.

    Args:
        scan: the reply.
        fields: the number fields looked for, in the order of the question.
        cues: the cues found for them (cues of other fields are passed over).
        by_kind: also take a figure without cue when it is the only one of its kind.
    """
    by_key = {f.key: f for f in fields if f.type in NUMERIC and not f.read}
    readings: dict[str, Reading] = {}
    used: set[Quantity] = set()
    for pair in sorted(_pairs(scan, by_key, cues), key=lambda p: (p.score, p.quantity.start)):
        if pair.cue.key not in readings and pair.quantity not in used:
            cue = Span(pair.cue.start, pair.cue.end)
            reading = convert(pair.quantity, by_key[pair.cue.key], (cue,), announced=True)
            if reading is not None:
                readings[pair.cue.key] = reading
                used.add(pair.quantity)
    if by_kind:
        open_fields = [field for key, field in by_key.items() if key not in readings]
        left = [q for q in scan.quantities if q not in used and not _is_rate(scan, q)]
        readings |= _by_kind(open_fields, left)
    return readings


def read_zeros(scan: Scan, fields: Sequence[Field]) -> dict[str, Reading]:
    """Return a reading of 0 for each field the reply says there is none of ("没有运费")."""
    readings: dict[str, Reading] = {}
    for field in fields:
        said = zero_pattern(field.zero).search(scan.plain, scan.start, scan.end)
        if field.zero and said:
            readings[field.key] = Reading(0, (Span(*said.span()),))
    return readings


@cache
def zero_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the words that mean none, in which anything may stand for "…"."""
    return re.compile(
        "|".join(re.escape(word).replace("…", r"[^,，。;；]{0,4}?") for word in words)
    )


def with_bare_price(scan: Scan, parts: Sequence[Field], cues: Sequence[Cue]) -> Scan:
    """Return the scan in which a figure that is a whole clause is money ("连衣裙，199，进价75").

    Only where another amount of the record is announced, so that it must be the one without.
    """
    announced = {cue.key for cue in cues}
    amounts = [part for part in parts if part.type == "money"]
    is_open = any(part.alone and part.key not in announced for part in amounts)
    if not is_open or not any(part.key in announced for part in amounts):
        return scan
    return replace(
        scan,
        quantities=tuple(
            replace(q, kind="money") if _is_bare_clause(scan, q) else q for q in scan.quantities
        ),
    )


def _is_bare_clause(scan: Scan, quantity: Quantity) -> bool:
    is_bare = quantity.kind == "plain" and not quantity.per
    return is_bare and scan.words(*scan.clause_at(quantity.start)) == scan.words(*quantity.span)


def read_positions(scan: Scan, fields: Sequence[Field]) -> dict[str, Reading]:
    """Return the readings of bare figures given in the order of the question, all or none."""
    if len(scan.quantities) != len(fields):
        return {}
    readings = {
        field.key: convert(quantity, field, (), announced=True)
        for field, quantity in zip(fields, scan.quantities, strict=True)
    }
    complete = {key: reading for key, reading in readings.items() if reading is not None}
    return complete if len(complete) == len(fields) else {}


def read_scores(scan: Scan) -> Reading | None:
    """Return five marks from 0 to 5, when the reply holds exactly five."""
    marks = [q for q in scan.quantities if q.unit in ("", "分") and 0 <= q.value <= HIGHEST_MARK]
    if len(marks) != NUMBER_OF_MARKS:
        return None
    return Reading([mark.value for mark in marks], tuple(Span(*mark.span) for mark in marks))


def convert(
    quantity: Quantity, field: Field, spans: tuple[Span, ...], announced: bool
) -> Reading | None:
    """Return a figure as value of a field; None when kind, unit or bounds do not fit.

    `announced` tells that a cue or its position names the field, so that a bare figure will do.
    """
    value = _value_for(quantity, field, announced)
    if value is None or not field.within_bounds(value):
        return None
    return Reading.of_quantity(quantity, value, spans)


def _value_for(quantity: Quantity, field: Field, announced: bool) -> float | None:
    bare = quantity.kind == "plain"
    if field.type == "percent":
        is_share = quantity.kind == "percent" and quantity.unit != "折"
        return quantity.value if is_share or (bare and announced) else None
    if field.type == "money":
        is_large = bare and (announced or quantity.value >= BARE_MONEY)
        return quantity.value if quantity.kind == "money" or is_large else None
    if field.unit in _TIME_UNITS:
        if quantity.kind == "duration":
            return tidy(round(quantity.in_unit(_TIME_UNITS[field.unit]), 2))
        return quantity.value if bare and announced else None
    if field.unit == "people":
        is_people = quantity.kind == "count" and quantity.unit == "人"
        return quantity.value if is_people or (announced and _may_be_people(quantity)) else None
    if not field.unit:
        return quantity.value
    is_count = quantity.kind == "count" and quantity.unit != "岁"
    is_count = is_count and (announced or quantity.unit not in ("人", "场", "次"))
    return quantity.value if is_count or (bare and announced) else None


def _may_be_people(quantity: Quantity) -> bool:
    return quantity.kind == "plain" or (quantity.kind == "count" and quantity.unit in ("个", "号"))


def _pairs(scan: Scan, fields: dict[str, Field], cues: Sequence[Cue]) -> Iterator[_Pair]:
    # A word or figure that ends between a cue and a figure keeps them apart.
    periods = {q.start for q in scan.quantities if q.per}  # "预算一年80万": 一年 is in the 80万
    apart = [q.start + 1 for q in scan.quantities if q.end not in periods]
    ends = sorted([cue.end for cue in cues] + apart)
    for cue in cues:
        if cue.key not in fields:
            continue
        for quantity in scan.quantities_in(Span(cue.start - REACH, cue.end + REACH)):
            score = _distance(scan, cue, quantity, ends)
            if score is not None:
                yield _Pair(score, cue, quantity)


def _distance(scan: Scan, cue: Cue, quantity: Quantity, ends: Sequence[int]) -> float | None:
    """Return how far a figure is from a cue in a way that still reads as one phrase."""
    if quantity.start <= cue.start and cue.end <= quantity.end:
        # of "100个咨询成交30个" the word nearer to the end is what the ratio counts
        return 0.5 + (quantity.end - cue.end) / 100
    if max(quantity.start - cue.end, cue.start - quantity.end) > MAX_GAP:
        return None
    if quantity.start >= cue.end:
        gap = scan.plain[cue.end : quantity.start]
        if _NOTHING.fullmatch(gap):
            return len(gap) + (_PAST_COMMA if re.search("[,，、]", gap) else 0)
        is_crossed = bisect_right(ends, cue.end) < bisect_right(ends, quantity.start)
        return None if is_crossed or not _BETWEEN.fullmatch(gap) else 1 + len(gap) / 4
    gap = scan.plain[quantity.end : cue.start]
    if not _LINK.fullmatch(gap):
        return None
    return (_BESIDE if len(gap) < 2 else _BEHIND) + len(gap) / 4


def _is_rate(scan: Scan, quantity: Quantity) -> bool:
    is_year = quantity.kind == "duration" and quantity.unit == "year" and quantity.value == 1
    return is_year and bool(_RATE_OF_A_YEAR.match(scan.plain, quantity.end))


def _by_kind(fields: Sequence[Field], left: Sequence[Quantity]) -> dict[str, Reading]:
    """Take a figure for a field marked `alone` when both are the only ones that fit each other."""
    readings: dict[str, Reading] = {}
    for field in fields:
        if not field.alone:
            continue
        fitting = [q for q in left if convert(q, field, (), announced=False)]
        rivals = [f for f in fields if f.alone and f.key != field.key]
        if len(fitting) != 1 or any(convert(fitting[0], f, (), announced=False) for f in rivals):
            continue
        reading = convert(fitting[0], field, (), announced=False)
        if reading is not None:
            readings[field.key] = reading
    return readings
