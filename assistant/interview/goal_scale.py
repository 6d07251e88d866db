"""Scale of a goal: "去年一百八，今年两百四" are 万 when a year's sales are spoken of."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.interview.clauses import Span
from assistant.interview.numbers import tidy
from assistant.interview.quantity import Quantity
from assistant.interview.scan import Scan

_MOST_BARE = 10_000  # a year's sales below this many yuan are a figure in 万
_LEAST_RATIO = 100  # the other figure of the goal is at least so many times larger
_SCALE_WORDS = ((r"亿", 1e8), (r"[万w]", 1e4), (r"m|million", 1e6), (r"k|thousand", 1e3))
_SALES = re.compile(
    r"(?<!想)(?<!要)(?:卖|销售额|营业额|营收|流水|业绩|出口|产值|收入)"
    r"|(?<![a-z])(?:sales|revenue|turnover|we sell|we do)"
)
_GROWS_TO = re.compile(
    r"(?:做到|达到|冲到|涨到|增长到|提高到|提升到|翻到|卖到)[^,，。;；\d]{0,4}$"
    r"|(?<![a-z])(?:grow to|get to|reach)[^,;.\d]{0,4}$"
)
_REACHES = re.compile(r"(?:做|冲|干|卖|达|冲刺|增长|提升)到(?:一年|每年|年销)?$")
_SPENDS = re.compile(r"预算|推广|广告|投放|投入|花|费|budget|spend|ads?(?![a-z])")
_LATIN = re.compile(r"[a-z]{3}")


def scaled(
    quantity: Quantity | None, other: Quantity | None, scan: Scan, known: Quantity | None
) -> Quantity | None:
    """Return a bare figure of a year's sales in full.

    Args:
        quantity: the figure; one with a unit, or named for a month or a day, stays as it is.
        other: the other figure of the same goal, whose 万 or m it shares.
        scan: the reply.
        known: today's figure as known before; a target far below it is in 万 too.
    """
    if quantity is None or quantity.kind != "plain" or quantity.per not in ("", "year"):
        return quantity
    if quantity.value >= _MOST_BARE:
        return quantity
    if other is not None and other.value >= _MOST_BARE:
        factor = _spoken_scale(scan, other)
        return _times(quantity, factor) if _is_far_below(quantity, other) else quantity
    if known is not None and not _is_far_below(quantity, known):
        return quantity
    return quantity if _LATIN.search(scan.plain) else _times(quantity, 1e4)


def tells_sales(scan: Scan, clause: Span) -> bool:
    """Tell whether a clause names an amount that is sold today ("一年卖400万")."""
    is_money = any(q.kind == "money" or q.value >= _MOST_BARE for q in scan.quantities_in(clause))
    return is_money and bool(_SALES.search(scan.plain, *clause))


def tells_growth(scan: Scan) -> bool:
    """Tell whether a reply leads to an amount, from a smaller one or none, and names no spending.

    "从240万做到600万" and "做到500万" are goals, also while a budget is asked for.
    """
    amounts = [q for q in scan.quantities if q.kind in ("money", "plain")]
    grows = any(
        old.value < new.value and _GROWS_TO.search(scan.plain[scan.start : new.start])
        for old, new in pairwise(amounts)
    )
    reaches = any(_REACHES.search(scan.plain[scan.start : q.start]) for q in amounts)
    return (grows or reaches) and not _SPENDS.search(scan.plain, *scan.span)


def _is_far_below(quantity: Quantity, other: Quantity) -> bool:
    return quantity.value * _LEAST_RATIO <= other.value


def _spoken_scale(scan: Scan, other: Quantity) -> float:
    words = scan.plain[other.start : other.end]
    return next((scale for word, scale in _SCALE_WORDS if re.search(word, words)), 1.0)


def _times(quantity: Quantity, factor: float) -> Quantity:
    if factor == 1:
        return quantity
    note = f"{quantity.note} {quantity.value:,.10g} × {factor:,.10g}".strip()
    low, high, value = (tidy(end * factor) for end in (quantity.low, quantity.high, quantity.value))
    return replace(quantity, kind="money", value=value, low=low, high=high, note=note)
