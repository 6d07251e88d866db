"""Bounds: what a number given to a calculator may be; anything else is a named InputError."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.errors import InputError

HIGHEST = (
    1e13  # ten trillion yuan: larger is a slip of the keyboard, and keeps every product finite
)
SMALLEST = 0.001  # of a yuan, of a per cent, of an hour


def shown(value: object) -> str:
    """Return a value as it may appear in a one-line message: printable, at most 40 characters."""
    text = " ".join(str(value).split())
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= 40 else f"{text[:39]}…"


def within(name: str, value: float, low: float, high: float) -> float:
    """Return `value` unchanged if it is a finite number from `low` to `high`.

    Raises:
        InputError: names the input, the value and the range.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and math.isfinite(value) and low <= value <= high:
        return value
    raise InputError(
        f"{name} 不能是 {shown(value)}。请填 {low:,.10g} 到 {high:,.14g} 之间的数字。",
        f"{name} cannot be {shown(value)}. Give a number from {low:,.10g} to {high:,.14g}.",
    )


def money(name: str, value: float) -> float:
    """Return an amount of 0 or more."""
    return within(name, value, 0, HIGHEST)


def positive(name: str, value: float) -> float:
    """Return a number above 0 that may be divided by."""
    return within(name, value, SMALLEST, HIGHEST)


def rate(name: str, value: float) -> float:
    """Return a percentage above 0 and up to 100 that may be divided by."""
    return within(name, value, SMALLEST, 100)


def share(name: str, value: float) -> float:
    """Return a percentage from 0 to 100."""
    return within(name, value, 0, 100)


def return_rate(name: str, value: float) -> float:
    """Return a percentage from 0 to 99: if everything comes back there is no business to plan."""
    return within(name, value, 0, 99)


def whole(name: str, value: float, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`."""
    if within(name, value, low, high) == int(value):
        return int(value)
    raise InputError(
        f"{name} 不能是 {shown(value)}。请填 {low} 到 {high} 之间的整数。",
        f"{name} cannot be {shown(value)}. Give a whole number from {low} to {high}.",
    )


def weights(name: str, values: Sequence[float], length: int | None = None) -> tuple[float, ...]:
    """Return numbers of 0 or more with a sum above 0, exactly `length` of them if given."""
    checked = amounts(name, values, length)
    if sum(checked) >= SMALLEST:
        return checked
    raise InputError(
        f"{name} 的合计是 0，没法分配。请至少填一个大于 0 的数字。",
        f"{name} adds up to 0, so nothing can be divided. Give at least one number above 0.",
    )


def amounts(name: str, values: Sequence[float], length: int | None = None) -> tuple[float, ...]:
    """Return a non-empty series of numbers of 0 or more, exactly `length` of them if given."""
    if values and len(values) == (length or len(values)):
        return tuple(money(name, value) for value in values)
    raise InputError(
        f"{name} 有 {len(values)} 个数字，需要 {length or '至少 1'} 个。请用逗号隔开。",
        f"{name} has {len(values)} numbers, it needs {length or 'at least 1'}. "
        "Separate them with commas.",
    )


def one_of(name: str, value: str, choices: Sequence[str]) -> str:
    """Return a word if it is one of `choices`."""
    if value in choices:
        return value
    raise InputError(
        f"{name} 不能是 {shown(value)}。请从这里选：{'、'.join(choices)}。",
        f"{name} cannot be {shown(value)}. Choose one of: {', '.join(choices)}.",
    )
