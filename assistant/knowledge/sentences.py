"""Sentences: cut a text at Chinese and Latin stops, keeping every character and its offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A Latin full stop ends a sentence only before a space or the end: "3.5%" and "v1.2" stay whole.
_END = re.compile(r"[。！？；!?;]+[”’」』）)\"']*|\.(?=\s|$)[\"')]*|\n+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: text[start:end] without white space at its ends."""

    start: int
    end: int


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of text[start:end] in order; offsets count from the text's beginning."""
    limit = len(text) if end is None else end
    at = start
    for match in _END.finditer(text, start, limit):
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, limit)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
