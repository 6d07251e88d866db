"""GaugeBook: ranges, thresholds and texts of prompts/gauge.yaml, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, Self, get_args

from pydantic import Field as Setting
from pydantic import model_validator

from assistant.interview.entry import Entry, check_keys, prompt_error, read_entry
from assistant.planning.phrases import Phrases, Slot, read_phrases
from assistant.planning.span import Span
from assistant.prompts import load_yaml

FILE = "gauge.yaml"
Kind = Literal["shop", "enquiry"]
# The inputs of each kind of funnel (K4); the aov of an enquiry is one deal.
INPUTS: Mapping[Kind, tuple[str, ...]] = {
    "shop": ("aov", "return_rate_pct", "conversion_pct", "paid_share_pct", "cpc"),
    "enquiry": ("aov", "visitor_to_lead_pct", "lead_to_deal_pct", "paid_share_pct", "cpc"),
}
_KEYS = {"ranges", "trades", "thresholds", "texts"}


class Range(Entry):
    """What a figure is taken to lie between while nobody has said it, in the unit of its field."""

    low: float = Setting(ge=0)
    usual: float = Setting(gt=0)
    high: float = Setting(gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.usual <= self.high:
            raise ValueError("low, usual and high must rise")
        return self


class Trade(Entry):
    """Ranges of a trade, which is recognised by words in what the owner sells."""

    words: tuple[str, ...] = Setting(min_length=1)
    ranges: dict[str, Range]


class GaugeThresholds(Entry):
    """From how many times today's figure a reading is amber, and red."""

    amber_from: float = Setting(gt=0)
    red_from: float = Setting(gt=0)


class GaugeBook:
    """What the gauge needs beside the profile."""

    def __init__(
        self,
        ranges: Mapping[Kind, Mapping[str, Range]],
        trades: tuple[Trade, ...],
        thresholds: GaugeThresholds,
        phrases: Phrases,
    ) -> None:
        """Keep the checked parts of the file."""
        self._ranges = ranges
        self._trades = trades
        self.thresholds = thresholds
        self.phrases = phrases

    def range_of(self, name: str, kind: Kind, category: str) -> Range:
        """Return the range of an input for a kind of selling and what is sold."""
        sold = category.lower()
        for trade in self._trades:
            if name in trade.ranges and any(word in sold for word in trade.words):
                return trade.ranges[name]
        return self._ranges[kind][name]

    def between(self, span: Span, worded: Callable[[float], Slot]) -> Slot:
        """Return a figure in words, both ends of it where they read differently."""
        low, high = sorted((span.easy, span.hard))
        first, last = worded(low), worded(high)
        return first if first == last else self.phrases("line.between", low=first, high=last)


def load_gauge_book(directory: Path) -> GaugeBook:
    """Read and check `directory`/gauge.yaml; PromptError names file and key of a mistake."""
    data = load_yaml(directory / FILE)
    check_keys(FILE, data, _KEYS)
    return GaugeBook(
        _ranges(data["ranges"]),
        _trades(data["trades"]),
        read_entry(GaugeThresholds, data["thresholds"], FILE, "thresholds"),
        read_phrases(data["texts"], FILE),
    )


def _ranges(node: Any) -> dict[Kind, dict[str, Range]]:
    if not isinstance(node, dict) or set(node) != set(get_args(Kind)):
        raise prompt_error(FILE, "ranges", f"needs {', '.join(get_args(Kind))}")
    return {kind: _ranges_of(kind, node[kind]) for kind in get_args(Kind)}


def _ranges_of(kind: Kind, node: Any) -> dict[str, Range]:
    if not isinstance(node, dict) or set(node) != set(INPUTS[kind]):
        raise prompt_error(FILE, f"ranges {kind}", f"needs {', '.join(INPUTS[kind])}")
    return {
        name: read_entry(Range, item, FILE, f"ranges {kind} {name}") for name, item in node.items()
    }


def _trades(node: Any) -> tuple[Trade, ...]:
    if not isinstance(node, list):
        raise prompt_error(FILE, "trades", "must be a list")
    trades = tuple(read_entry(Trade, item, FILE, f"trades {n}") for n, item in enumerate(node, 1))
    known = {name for names in INPUTS.values() for name in names}
    for number, trade in enumerate(trades, 1):
        if unknown := set(trade.ranges) - known:
            raise prompt_error(FILE, f"trades {number} ranges", f"no input {sorted(unknown)[0]}")
    return trades
