"""Characters: text of owners made safe to write into a file, with nothing visible taken away."""

from __future__ import annotations

import unicodedata

# Controls, lone surrogates and characters that reverse the reading direction of what follows.
_UNWANTED = ("Cc", "Cs", "Cn")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return the text on one line: line breaks and tabs become a blank, controls disappear."""
    kept = (" " if letter in "\n\r\t\v\f" else letter for letter in text if _is_kept(letter))
    return "".join(kept)


def _is_kept(letter: str) -> bool:
    if letter in "\n\r\t\v\f":
        return True
    return letter not in _DIRECTIONS and unicodedata.category(letter) not in _UNWANTED


def width(text: str) -> int:
    """Return how wide a text is, a Chinese character counting two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
