"""Amounts and names as they fit into a picture."""

from __future__ import annotations

import unicodedata

from assistant.planning.figures import number

_TEN_THOUSAND = 10_000


def short(value: float, unit: str, language: str) -> str:
    """Return a value as it fits beside a bar: 3120000 yuan -> "312万" or "3.12m"."""
    if unit != "yuan" or abs(value) < _TEN_THOUSAND:
        return number(round(value))
    if language == "en":
        return f"{number(round(value / 1000))}k" if abs(value) < 1e6 else f"{number(value / 1e6)}m"
    return f"{number(round(value / _TEN_THOUSAND, 1))}万"


def width_of(text: str) -> int:
    """Return how wide a text is in half-width characters; a Chinese one counts two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(text: str, longest: int) -> str:
    """Return a text of at most `longest` half-width characters, its cut end marked.

    The table behind a picture has all of it.
    """
    if width_of(text) <= longest:
        return text
    kept = ""
    for letter in text:
        if width_of(kept + letter) > longest - 2:
            break
        kept += letter
    return f"{kept.rstrip()}…"
