"""Clauses and sentences of a reply, as spans of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text, end exclusive."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Tell whether another stretch lies within this one."""
        return self.start <= start and end <= self.end

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether another stretch shares a character with this one."""
        return self.start < end and start < self.end


class Taken:
    """The places of a text that some spans cover."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]]) -> None:
        """Mark the places of `spans` in a text of `length` characters."""
        self._marks = bytearray(length)
        for start, end in spans:
            self._marks[start:end] = b"\1" * max(0, end - start)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a span shares a character with those covered."""
        return any(self._marks[start:end])


# A comma between digits ("600,000") and a full stop inside a figure or an address end nothing.
_COMMA = r"(?<!\d),|,(?!\d{3}(?!\d))"
_STOP = r"[。!！?？;；\n]|(?<=[a-z)%])\.(?=\s|$)|(?<=[㐀-鿿])\.(?!\d)"
_SENTENCE_END = re.compile(_STOP)
_CLAUSE_END = re.compile(rf"{_STOP}|[，\t|]|{_COMMA}")
_ITEM_END = re.compile(rf"{_STOP}|[，、/+|]|{_COMMA}")


def sentences(plain: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split at 。；！？, line ends and English full stops."""
    return list(_split(_SENTENCE_END, plain, start, end))


def clauses(plain: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split at sentence ends and commas."""
    return list(_split(_CLAUSE_END, plain, start, end))


def items(plain: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split at sentence ends, commas, 、 and slashes."""
    return list(_split(_ITEM_END, plain, start, end))


def _split(separator: re.Pattern[str], plain: str, start: int, end: int | None) -> Iterator[Span]:
    stop = len(plain) if end is None else end
    depth_start = start
    for match in separator.finditer(plain, start, stop):
        if plain[depth_start : match.start()].strip() and not _is_open(plain, depth_start, match):
            yield Span(depth_start, match.start())
            depth_start = match.end()
        elif not plain[depth_start : match.start()].strip():
            depth_start = match.end()
    if plain[depth_start:stop].strip():
        yield Span(depth_start, stop)


def _is_open(plain: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a separator stands inside brackets: (张总,当天) is one clause."""
    if match[0] in "\n。；;":
        return False
    inside = plain[start : match.start()]
    return inside.count("(") > inside.count(")")
