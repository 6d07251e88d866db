"""Journeys: two figures of which the first is today's and the second the one to reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.interview.choices import read_choice
from assistant.interview.field import Field
from assistant.interview.numbers import tidy
from assistant.interview.quantity import Quantity
from assistant.interview.reading import Reading, Readings
from assistant.interview.scan import Scan

_VERB = r"(?:做|提|提高|提升|升|涨|增|增长|增加|冲|拉|达|扩大|降|降低)?"
_WAY = re.compile(
    r"[ ]?(?:(?:的?(?:水平|左右))?[ ]?"
    rf"(?:→|->|=>|—>|>|变成|变为|翻到|{_VERB}到|至)|(?:up )?to|-+>)[ ]?(?:[¥$€]|rmb )?"
)


def find_journeys(scan: Scan, ranges: bool = False) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of figures written as "240万→600万", "从240万做到600万" or "2.4m to 6m".

    With `ranges`, a plain range ("120到300") counts as a journey as well.
    """
    for quantity in scan.quantities:
        if quantity.is_range and (quantity.from_to or ranges):
            yield ends_of(quantity)
    for first, second in zip(scan.quantities, scan.quantities[1:], strict=False):
        if first.is_range or second.is_range:
            continue
        if _WAY.fullmatch(scan.plain[first.end : second.start]):
            yield _alike(first, second)


def ends_of(quantity: Quantity) -> tuple[Quantity, Quantity]:
    """Return the two ends of a range as figures of their own."""
    low = replace(quantity, value=quantity.low, high=quantity.low, from_to=False)
    high = replace(quantity, value=quantity.high, low=quantity.high, from_to=False)
    return low, high


def _alike(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Lend the scale and kind of the second figure to a bare first one ("240做到600万")."""
    if first.kind == "plain" and second.kind != "plain":
        first = replace(first, kind=second.kind, unit=second.unit, currency=second.currency)
    for scale in (10**8, 10**6, 10**4, 1000):
        bare = first.value < 10_000 <= second.value and first.value * scale <= second.value
        if bare and first.value >= 1 and second.value % scale == 0 and scale == 10**4:
            value = tidy(first.value * scale)
            return replace(first, value=value, low=value, high=value), second
    return first, second


def read_journey(scan: Scan, parts: Sequence[Field]) -> Readings:
    """Read "9000→15000" as today's figure and target, with the choices beside it."""
    by_key = {part.key: part for part in parts}
    if not {"baseline", "target"} <= by_key.keys():
        return {}
    for first, second in find_journeys(scan, ranges=True):
        pair = {"baseline": first, "target": second}
        readings = {
            key: Reading.of_quantity(quantity, quantity.value, ()) for key, quantity in pair.items()
        }
        choices = {p.key: read_choice(scan, p) for p in parts if p.type in ("enum", "bool")}
        return readings | {key: choice for key, choice in choices.items() if choice}
    return {}
