"""Utterance: what a person sends from the page, and which turns were in sight then."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.storage.records import Seen

_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message on its way to the consultant.

    `seen` is set when it only makes sense after the turn that was in sight; `typed` tells that it
    was in the message box, which is then emptied.
    """

    text: str
    seen: Seen | None = None
    typed: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return bool(self.text.strip())


NOTHING = Utterance("")


def number_of(marked: object) -> int:
    """Return a number that a browser sends as text; 0 for everything that is none."""
    text = str(marked)
    return min(int(text), _LARGEST) if text.isascii() and text.isdigit() else 0
