"""Rounding: how an exact figure becomes the one that is shown, the same way everywhere."""

from __future__ import annotations

import math

# 8153 / 0.025 may come out a hair above 326120; that hair must not buy one more visitor.
_SLACK = 1e-12


def to_yuan(amount: float) -> int:
    """Return an amount of money in whole yuan."""
    return round(amount)


def to_money(amount: float) -> float:
    """Return a unit price or cost in yuan with fen (2 decimals)."""
    return round(amount, 2) + 0.0  # turns -0.0 into 0.0


def to_pct(share: float) -> float:
    """Return a share (0.357) as a percentage with 2 decimals (35.7)."""
    return round(share * 100, 2) + 0.0


def to_ratio(value: float) -> float:
    """Return a plain ratio with 4 decimals."""
    return round(value, 4) + 0.0


def round_up(value: float) -> int:
    """Return the smallest whole count that is enough, forgiving floating point dust."""
    return math.ceil(value * (1 - _SLACK))
