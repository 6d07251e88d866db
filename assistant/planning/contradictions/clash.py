"""Clash: what a rule found, before it is put into words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as setting
from typing import Any

from assistant.planning.contradictions.said import Said
from assistant.planning.phrases import Slot


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement to be quoted: a field, or one part of one of its records."""

    field: str
    record: Mapping[str, Any] | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """A way out: the field gets a new value; `name` is its text in the file."""

    name: str
    field: str
    value: Any
    slots: Mapping[str, Slot] = setting(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that cannot all hold, the figures that show it, and ways out."""

    quotes: tuple[Quote, ...]
    slots: Mapping[str, Slot] = setting(default_factory=dict)
    fixes: tuple[Fix, ...] = ()


Test = Callable[[Said], Iterator[Clash]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A test on what was said; `fixes` names the ways out it may offer. Texts are in the file."""

    id: str
    test: Test
    fixes: tuple[str, ...] = ()


def quoted(*fields: str) -> tuple[Quote, ...]:
    """Return quotes of whole fields."""
    return tuple(Quote(key) for key in fields)


def quoted_parts(key: str, part: str, records: list[dict[str, Any]]) -> tuple[Quote, ...]:
    """Return quotes of the same part of several records."""
    return tuple(Quote(key, record, part) for record in records)


def with_changes(records: list[dict[str, Any]], place: int, **changes: Any) -> list[dict[str, Any]]:
    """Return the records with one of them changed; a part set to None is left out of it."""
    changed = {k: v for k, v in {**records[place], **changes}.items() if v is not None}
    return [*records[:place], changed, *records[place + 1 :]]


def round_up(amount: float) -> float:
    """Return an amount above 0 with two digits that count, not below it (123 -> 130)."""
    step = _step(amount)
    return math.ceil(round(amount / step, 6)) * step


def round_down(amount: float) -> float:
    """Return an amount above 0 with two digits that count, not above it (129 -> 120)."""
    step = _step(amount)
    return math.floor(round(amount / step, 6)) * step


def _step(amount: float) -> int:
    return int(10 ** max(0, math.floor(math.log10(amount)) - 1)) if amount >= 1 else 1
