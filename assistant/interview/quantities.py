"""Find the quantities of a reply: amounts, shares, counts, durations, multiples, ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.interview.idioms import find_idioms
from assistant.interview.numbers import DIGITS, Number, find_numbers, tidy
from assistant.interview.pieces import end_of_piece, start_of_piece
from assistant.interview.quantity import Quantity
from assistant.interview.units import (
    Unit,
    currency_before,
    hedge_after,
    hedge_before,
    period_after,
    period_before,
    unit_after,
)
from assistant.interview.utterance import Utterance

_RANGE = re.compile(r"[ ]?(?:-{1,2}|–|—{1,2}|~|到|至|to)[ ]?(?:[¥$€]|rmb )?")
_AND = re.compile(r"[ ]?and[ ]?(?:[¥$€]|rmb )?")
_FROM = re.compile(r"(?:从|由|from )[^,，。;；]{0,6}$")
_SMALL_CHANGE = re.compile(r"([1-9一二三四五六七八九半])毛?(?![\d.%个成折十百千万])")
_DENOMINATOR = {"百分之": 1.0, "千分之": 0.1, "万分之": 0.01}
_TENTH = re.compile(r"[1-9一二三四五六七八九](?![\d十百千万个年月天人块元%.])")  # 三成五 is 35 %
_YEARS = range(1900, 2101)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text from left to right; spans count its characters.

    Reads digits, full-width digits, Chinese and English number words, 万, w, k, 成, 折, 百分之,
    ranges and hedges (domain rule: a range has low, middle and high).
    """
    plain = Utterance.of(text).plain
    idioms = list(find_idioms(plain))
    usual = [q for q in _usual(plain) if not any(q.overlaps(*i.span) for i in idioms)]
    found: list[Quantity] = []
    last_amount = 0  # a period named before an amount belongs to that amount
    # of two that begin together the longer stays: "一套240" is one price
    for quantity in sorted([*idioms, *usual], key=lambda q: (q.start, -q.end)):
        if found and quantity.start < found[-1].end:
            continue
        if found and (joined := _join(found[-1], quantity, plain)):
            found[-1] = joined
            continue
        found.append(_in_context(quantity, last_amount, plain))
        last_amount = last_amount if quantity.kind == "duration" else found[-1].end
    return found


def _join(first: Quantity, second: Quantity, plain: str) -> Quantity | None:
    """Return the range of two figures that both carry a unit ("一块五到两块")."""
    alike = (first.kind, first.unit, first.currency) == (second.kind, second.unit, second.currency)
    if not alike or first.kind == "plain" or first.is_range or second.is_range:
        return None
    gap = plain[first.end : second.start]
    if first.value >= second.value or not _joins(plain, first.start, gap):
        return None
    middle = tidy((first.value + second.value) / 2)
    from_to = bool(_FROM.search(plain[max(0, first.start - 12) : first.start])) or "到" in gap
    return replace(
        second, start=first.start, value=middle, low=first.value, per=second.per or first.per,
        from_to=from_to,
    )  # fmt: skip


def _usual(plain: str) -> Iterator[Quantity]:
    numbers = find_numbers(plain)
    index = 0
    while index < len(numbers):
        pair = numbers[index : index + 2]
        merged = _merge(pair, plain) if len(pair) == 2 else None
        quantity = merged or _single(numbers[index], plain)
        if quantity is not None:
            yield quantity
        index += 2 if merged else 1


def _single(number: Number, plain: str) -> Quantity | None:
    """Return the quantity of one number; None when it is no figure (a year, part of a word)."""
    denominator = plain[max(0, number.start - 3) : number.start]
    if denominator in _DENOMINATOR:
        factor = _DENOMINATOR[denominator]
        scaled = _scaled(number, factor)
        return replace(scaled, start=number.start - 3, kind="percent", unit="%")
    found = unit_after(plain, number.end)
    hedge = plain[number.end : number.end + 1]
    if found is None and hedge in ("多", "来", "余", "几"):
        found = unit_after(plain, number.end + 1)
        number = replace(number, note=hedge) if found else number
    sign = currency_before(plain, number.start)
    if found is None and number.loose:
        return None
    if found is not None and not _fits(number, *found, plain):
        found = None
    if found is not None:
        quantity = _with_unit(number, *found, plain, sign)
        if quantity.kind != "money":
            return quantity
        start, end = start_of_piece(plain, quantity.start), end_of_piece(plain, quantity.end)
        return replace(quantity, start=start, end=end)
    return None if number.loose else _bare(number, plain, sign)


def _bare(number: Number, plain: str, sign: tuple[str, int] | None) -> Quantity:
    """Return a number without unit: money with a currency sign or a piece it is the price of."""
    quantity = _scaled(number, 1)
    end = end_of_piece(plain, number.end)
    if sign:
        return replace(quantity, start=sign[1], end=end, kind="money", currency=sign[0])
    start = start_of_piece(plain, number.start)
    if (start, end) == (number.start, number.end):
        return quantity
    return replace(quantity, start=start, end=end, kind="money", currency="CNY")


def _fits(number: Number, unit: Unit, end: int, word: str, plain: str) -> bool:
    """Tell whether a unit really belongs to a figure: 2029年 is a date, 下午5点 a time."""
    if word == "分" and number.loose and number.value == 10:  # 十分 is "very"
        return False
    if unit.name == "year":
        return number.value not in _YEARS
    if word == "点":
        if number.loose:  # 一点 is "a little"
            return False
        window = plain[max(0, number.start - 6) : number.start]
        return not re.search(r"上午|下午|晚上|早上|中午|凌晨|[到至-]$", window)
    return True


def _scaled(number: Number, factor: float) -> Quantity:
    value, low, high = (tidy(v * factor) for v in (number.value, number.low, number.high))
    return Quantity(number.start, number.end, value, low, high, note=number.note)


def _with_unit(
    number: Number, unit: Unit, end: int, word: str, plain: str, sign: tuple[str, int] | None
) -> Quantity:
    factor = 10 if unit.name == "折" and number.value < 10 else unit.factor
    quantity = replace(_scaled(number, factor), end=end, kind=unit.kind, unit=unit.name or word)
    if sign and unit.kind in ("money", "percent"):
        quantity = replace(quantity, start=sign[1])
    if unit.kind == "money":
        currency = sign[0] if sign and unit.name == "CNY" else unit.name
        quantity = _with_change(replace(quantity, unit="", currency=currency), word, plain)
    tenth = _TENTH.match(plain, end) if unit.name == "成" else None
    if tenth:
        value = tidy(quantity.value + _digit(tenth[0]))
        quantity = replace(quantity, end=tenth.end(), value=value, low=value, high=value)
    if plain[end : end + 1] == "半" and unit.name in ("成", "year", "CNY"):
        half = 5 if unit.name == "成" else 0.5
        value = tidy(quantity.value + half)
        quantity = replace(quantity, end=end + 1, value=value, low=value, high=value)
    return quantity


def _with_change(quantity: Quantity, word: str, plain: str) -> Quantity:
    """Add the small change of "1块8", "两块五" and "3毛5"."""
    worth = {"块": 0.1, "毛": 0.01}.get(word)
    match = _SMALL_CHANGE.match(plain, quantity.end)
    if (
        worth is None
        or not match
        or match[1] == "半"
        or end_of_piece(plain, quantity.end) > quantity.end
    ):
        return quantity
    value = tidy(quantity.value + _digit(match[1]) * worth)
    return replace(quantity, end=match.end(), value=value, low=value, high=value)


def _digit(word: str) -> int:
    return int(word) if word.isdecimal() else DIGITS[word]


def _merge(pair: Sequence[Number], plain: str) -> Quantity | None:
    """Return the range two numbers form; None when something else stands between them."""
    first, second = pair
    own_unit = unit_after(plain, first.end)
    gap_start = own_unit[1] if own_unit and own_unit[1] <= second.start else first.end
    if not _joins(plain, first.start, plain[gap_start : second.start]):
        return None
    low = _single(replace(first, loose=False), plain)
    high = _single(replace(second, loose=False), plain)
    if low is None or high is None or not second.value:
        return None
    if own_unit and high.kind != "plain" and (low.kind, low.unit) != (high.kind, high.unit):
        return None
    named = low if high.kind == "plain" else high
    borrows = first.scale == 1 < second.scale and first.base <= second.base
    by_high = named is high or not first.value  # "0-1" has nothing to divide by below
    factor = high.value / second.value if by_high else low.value / first.value
    bottom = tidy(first.value * (second.scale if borrows else 1) * factor)
    top = high.value if named is high else tidy(second.value * factor)
    if bottom >= top:
        return None
    before, gap = plain[max(0, first.start - 12) : first.start], plain[first.end : second.start]
    stated_twice = own_unit or (first.scale > 1 and second.scale > 1)
    return replace(
        named,
        start=min(low.start, first.start),
        end=high.end,
        value=tidy((bottom + top) / 2),
        low=bottom,
        high=top,
        from_to=bool(_FROM.search(before) or (stated_twice and "到" in gap)),
    )


def _joins(plain: str, start: int, gap: str) -> bool:
    """Tell whether the words between two figures make them one range."""
    if _AND.fullmatch(gap):
        return "between" in plain[max(0, start - 10) : start]
    return bool(_RANGE.fullmatch(gap))


def _in_context(quantity: Quantity, since: int, plain: str) -> Quantity:
    """Add the period and the hedges that stand around a figure, not looking back beyond `since`."""
    per = period_before(plain, quantity.start, since)
    after, end = period_after(plain, quantity.end)
    trailing, end = hedge_after(plain, end)
    if trailing and not after:
        after, end = period_after(plain, end)
    hedges = [hedge_before(plain, quantity.start), quantity.note, trailing]
    if quantity.kind == "duration":
        per, after, end = "", "", quantity.end
    return replace(
        quantity,
        end=end,
        per=after or per,
        note=" ".join(hedge for hedge in hedges if hedge),
    )
