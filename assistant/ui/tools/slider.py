"""Slider: the range of a number around what is known of it, in round steps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.calculators.calculator import Input

_STEPS = 100
_REACH = 3  # how many times the known figure the slider goes
_ROUND = (1, 2, 5, 10)
# inputs whose range does not follow from an example
_FIXED: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "year": (2026, 2035, 1),
        "years": (1, 10, 1),
        "start_month": (1, 12, 1),
        "exponent": (0.5, 1.5, 0.05),
        "draws": (1000, 50_000, 1000),
        "lag_months": (0, 6, 1),
    }
)
_WITHOUT = ("seed",)


@dataclass(frozen=True, slots=True)
class Slider:
    """What an HTML range takes, in the unit of its input."""

    low: float
    high: float
    step: float


def slider_of(asked: Input, known: float | None) -> Slider | None:
    """Return the slider of a number; None for other kinds and where nothing is known of its size.

    `known` is the figure in the box, else the example or the default. Zero is within reach only
    where it is the default, so that a slider does not run into a refusal.
    """
    if asked.kind not in ("number", "int") or asked.name in _WITHOUT:
        return None
    if asked.name in _FIXED:
        return Slider(*_FIXED[asked.name])
    if not known or known < 0:
        return Slider(0, 100, 1) if asked.unit == "pct" else None
    high = _round_up(known * _REACH)
    if asked.unit == "pct":
        high = max(min(high, 100), known)
    whole = asked.kind == "int" or (asked.unit == "count" and known >= _STEPS)
    step = max(_round_up(high / _STEPS / 2), 1 if whole else 0)
    return Slider(0 if asked.default == "0" else step, _tidy(high), step)


def _round_up(value: float) -> float:
    """Return the next 1, 2, 5 or 10 with its power of ten: 7200000 -> 10000000."""
    power = 10.0 ** math.floor(math.log10(value))
    factor = next(f for f in _ROUND if f * power >= value * (1 - 1e-9))
    return _tidy(factor * power)


def _tidy(value: float) -> float:
    """Return a number without the dust of floating point; whole ones as int."""
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded == int(rounded) else rounded
