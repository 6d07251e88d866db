"""Result: what a calculator returns, complete enough to be shown, checked and recomputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The outcome of one calculation.

    `name` is the calculator ("goal_gap"), `inputs` what it was given (defaults filled in),
    `values` what came out (plain numbers, lists, dicts; money in yuan, 2.5 means 2.5 %),
    `units` the unit of each value that has one ("yuan", "pct", "count"),
    `formula` the arithmetic as one readable line with its source row ("S0-5"),
    `notes` remarks, each with a Chinese and an English wording: {"zh": ..., "en": ...}.
    """

    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any]
    formula: str
    units: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Mapping[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict: name, inputs, values, formula, units, notes."""
        return asdict(self)
