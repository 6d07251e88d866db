"""Utterance: a reply as typed beside the plain form that is parsed, position by position."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from assistant.language import to_simplified

MAX_READ = 4000  # characters of one reply that are parsed; owners type a few hundred
_TRIM = " \t\r\n,，、。.;；:：!！?？~～-–—_\"'“”‘’「」『』"
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """`typed` are the owner's words; `plain` is half-width, simplified, lower case.

    Both have the same length, so a span found in `plain` names the owner's own words in `typed`.
    """

    typed: str
    plain: str

    @classmethod
    def of(cls, message: str) -> Utterance:
        """Return the utterance of a message; only its first `MAX_READ` characters are read."""
        typed = "".join(_readable(c) for c in message[:MAX_READ])
        folded = "".join(_fold(c) for c in typed)
        plain = to_simplified(folded)
        if len(plain) != len(folded):  # a control character upset the converter
            plain = "".join(_same_length(to_simplified(c), c) for c in folded)
        return cls(typed, plain)

    def words(self, start: int, end: int) -> str:
        """Return the owner's words of a span without the punctuation around them."""
        return trim(self.typed[start:end])

    def __len__(self) -> int:
        """Count the characters."""
        return len(self.plain)


def trim(text: str) -> str:
    """Return a text without the punctuation and the unmatched brackets at its ends."""
    before = None
    while before != text:
        before = text
        text = text.strip(_TRIM)
        if text and text[0] in _BRACKETS and _BRACKETS[text[0]] not in text[1:-1]:
            text = text[1:].removesuffix(_BRACKETS[text[0]])
        elif text and any(text[-1] == c and o not in text for o, c in _BRACKETS.items()):
            text = text[:-1]
        elif text and text[0] in _BRACKETS.values():
            text = text[1:]
        elif text and text[-1] in _BRACKETS:
            text = text[:-1]
    return text


def _readable(character: str) -> str:
    """Replace what is no character at all (half of a surrogate pair, NUL)."""
    return "�" if unicodedata.category(character) == "Cs" or character == "\0" else character


def _fold(character: str) -> str:
    # a full-width comma never groups thousands (240，110 are two figures); ① is no figure
    if character == "，" or unicodedata.category(character) == "No":
        return character
    return _same_length(unicodedata.normalize("NFKC", character).lower(), character)


def _same_length(changed: str, original: str) -> str:
    return changed if len(changed) == 1 else original
