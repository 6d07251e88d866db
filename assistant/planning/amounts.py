"""Amounts as they fit into a picture."""

from __future__ import annotations

from assistant.planning.figures import number

_TEN_THOUSAND = 10_000


def short(value: float, unit: str, language: str) -> str:
    """Return a value as it fits beside a bar: 3120000 yuan -> "312万" or "3.12m"."""
    if unit != "yuan" or abs(value) < _TEN_THOUSAND:
        return number(round(value))
    if language == "en":
        return f"{number(round(value / 1000))}k" if abs(value) < 1e6 else f"{number(value / 1e6)}m"
    return f"{number(round(value / _TEN_THOUSAND, 1))}万"
