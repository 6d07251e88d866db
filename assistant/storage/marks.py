"""Mark: where in a document's text a page, slide or sheet begins, for citations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Place = Literal["page", "slide", "sheet"]

_LABELS: dict[Place, tuple[str, str]] = {
    "page": ("第 {name} 页", "p. {name}"),
    "slide": ("第 {name} 张幻灯片", "slide {name}"),
    "sheet": ("工作表“{name}”", "sheet “{name}”"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """From character `start` on, the text stands on this page, slide or sheet."""

    start: int
    place: Place
    name: str

    def label(self, language: str) -> str:
        """Return how a citation names the place; "en" or, for anything else, Chinese."""
        return _LABELS[self.place][language == "en"].format(name=self.name)


def mark_at(marks: Sequence[Mark], offset: int) -> Mark | None:
    """Return the mark in whose reach an offset lies: the last that begins at or before it."""
    after = bisect_right(marks, offset, key=_start)
    return marks[after - 1] if after else None


def marks_within(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks that matter between two offsets: the one in force, those that follow."""
    first = max(0, bisect_right(marks, start, key=_start) - 1)
    return tuple(marks[first : bisect_left(marks, end, key=_start)])


def _start(mark: Mark) -> int:
    return mark.start
