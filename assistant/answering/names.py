"""Names: what a text may turn on, a platform or a date, each in all its spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language import normalise

# the spellings of one name, normalised; the first stands for all
Names = Sequence[Sequence[str]]

_LATIN = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]+", re.IGNORECASE)
# abbreviations of the trade (ROI, SKU, B2B) are no names; texts write them or spell them out
_ABBREVIATION = re.compile(r"[A-Z0-9]{2,4}")


def mentions(text: str, name: str) -> bool:
    """Tell whether a normalised text mentions a normalised spelling, as a whole word if Latin."""
    if name.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None
    return name in text


def known_names(text: str, names: Names) -> set[str]:
    """Return the first spelling of each of the names that a text mentions in any spelling."""
    plain = normalise(text)
    return {group[0] for group in names if any(mentions(plain, name) for name in group)}


def latin_names(text: str) -> set[str]:
    """Return the words of a Chinese text that are written like Latin names, in small letters."""
    words = (word for word in _LATIN.findall(text) if not _ABBREVIATION.fullmatch(word))
    return {normalise(word) for word in words if word != word.lower()}


def latin_words(text: str) -> set[str]:
    """Return all Latin words of a text in small letters."""
    return set(_LATIN.findall(normalise(text)))
