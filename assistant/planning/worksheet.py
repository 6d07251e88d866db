"""Worksheet: results while they are being worked out, with where their inputs came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.calculators.order import Order
from assistant.calculators.result import Result
from assistant.errors import InputError
from assistant.interview.profile import Profile

_ORDER_PARTS = ("aov", "unit_cost", "shipping", "platform_fee_pct", "return_rate_pct")


@dataclass(frozen=True, slots=True)
class Calculations:
    """What could be computed.

    `results` by name: goal_gap, allocation, funnel (first year), funnel_goal (last year),
    funnel_now (today's sales), unit_economics, first_year (profit), budget_size, alternatives,
    reply_workload. `fields` says which field each input came from; `refused` holds why a
    calculator would not take the numbers.
    """

    results: Mapping[str, Result] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refused: Mapping[str, InputError] = field(default_factory=dict)


class Worksheet:
    """Runs calculators on a profile and collects what comes out."""

    def __init__(self, profile: Profile) -> None:
        """Start without results."""
        self.profile = profile
        self.results: dict[str, Result] = {}
        self.fields: dict[str, dict[str, str]] = {}
        self.refused: dict[str, InputError] = {}

    def run(
        self,
        name: str,
        calculator: Callable[..., Result],
        fields: Mapping[str, str],
        **given: Any,
    ) -> None:
        """Run a calculator on fields and on values given, unless one of them is unknown."""
        read = {key: self.profile.number(source) for key, source in fields.items()}
        if any(value is None for value in (*read.values(), *given.values())):
            return
        try:
            self.results[name] = replace(calculator(**read, **given), name=name)
            self.fields[name] = dict(fields)
        except InputError as error:
            self.refused[name] = error

    def value(self, name: str, key: str) -> Any:
        """Return a value of an earlier result, None when there is none."""
        return self.results[name].values.get(key) if name in self.results else None

    def credit(self, name: str, **fields: str) -> None:
        """Note which fields the values given to a calculation came from."""
        if name in self.fields:
            self.fields[name] |= {key: source for key, source in fields.items() if source}

    def calculations(self) -> Calculations:
        """Return what has been collected."""
        return Calculations(self.results, self.fields, self.refused)


def order_of(economics: Result) -> Order:
    """Return the order a unit_economics result is about, with its margins not yet rounded."""
    return Order(**{part: economics.inputs[part] for part in _ORDER_PARTS})
