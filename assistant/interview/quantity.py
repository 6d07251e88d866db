"""Quantity: a figure with its kind and unit, as found at a place of a reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.interview.numbers import tidy

Kind = Literal["money", "percent", "count", "duration", "multiple", "plain"]
Period = Literal["", "day", "week", "month", "quarter", "year"]

_MINUTES = {
    "second": 1 / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080,
    "month": 43800, "quarter": 131400, "year": 525600,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a reply.

    `value` is the middle of `low` and `high` when a range was given. Money is in units of
    `currency` ("CNY", "USD" ...), percent as 2.5 for 2.5 %, a duration in `unit` ("year", "month",
    "week", "day", "hour", "minute"), a multiple as factor of today's figure (翻一番 is 2). `per` is
    the period it repeats in, `note` the owner's hedges ("不到", "左右"), `start` and `end` its
    place. `from_to` marks "从240万到600万": two figures rather than a range of one.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    kind: Kind = "plain"
    unit: str = ""
    per: Period = ""
    note: str = ""
    currency: str = ""
    from_to: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the text."""
        return self.start, self.end

    @property
    def is_range(self) -> bool:
        """Whether the owner gave two ends."""
        return self.low != self.high

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the figure shares a character with a span."""
        return self.start < end and start < self.end

    def in_unit(self, unit: str) -> float:
        """Return a duration counted in another unit of time ("year", "hour", "minute" ...)."""
        return tidy(self.value * _MINUTES[self.unit] / _MINUTES[unit])
