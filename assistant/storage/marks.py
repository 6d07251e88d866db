"""Mark: where in a document's text a page, slide or sheet begins, for citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def mark_at(marks: Iterable[Mark], offset: int) -> Mark | None:
    """Return the mark in whose reach an offset lies: the last that begins at or before it."""
    last = None
    for mark in marks:
        if mark.start > offset:
            break
        last = mark
    return last


def marks_within(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks that matter between two offsets: the one in force, those that follow."""
    first = mark_at(marks, start)
    inside = tuple(mark for mark in marks if start < mark.start < end)
    return (first, *inside) if first else inside
