"""Sentences: cut a text at Chinese and Latin stops, keeping every character and its offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language import reading_size

# A Latin full stop ends a sentence only before a space or the end, and not before a small letter:
# "3.5%", "v1.2" and "etc. and" stay whole. So do addresses ("site.com/?q=1") and pictures ("![a]").
_END = re.compile(
    r"[。！？；]+[”’」』）)\"']*"
    r"|[!?;]+[”’」』）)\"']*(?![A-Za-z0-9=&/#%]|\[\D)"
    r"|\.[”’\"')]*(?=\s|$)(?![ \t]+[a-z])"
    r"|\n+"
)
_ITEM_NUMBER = re.compile(r"\s*\d{1,2}\.")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|Mr|Mrs|Ms|Dr)\.\Z")
# A line this long (as reading_size counts) that breaks off amid the words was wrapped.
_WRAPPED = 20
_BREAKS_OFF = re.compile(r"[A-Za-z㐀-鿿,，、]\Z")
_GOES_ON = re.compile(r"[ \t]*(?![一二三四五六七八九十]{1,3}[、.)）])[A-Za-z㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: text[start:end] without white space at its ends."""

    start: int
    end: int


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of text[start:end] in order; offsets count from the text's beginning."""
    limit = len(text) if end is None else end
    at = start
    for stop in _END.finditer(text, start, limit):
        if _is_none(text, at, stop, limit):
            continue
        yield from trimmed(text, at, stop.end())
        at = stop.end()
    yield from trimmed(text, at, limit)


def _is_none(text: str, at: int, stop: re.Match[str], limit: int) -> bool:
    """Tell whether a stop ends nothing: after an item's number, an abbreviation, a wrapped line."""
    if stop.group() == "\n":
        line = text[max(at, text.rfind("\n", at, stop.start()) + 1) : stop.start()]
        wrapped = reading_size(line) >= _WRAPPED and _BREAKS_OFF.search(line)
        return bool(wrapped and _GOES_ON.match(text, stop.end(), limit))
    number = _ITEM_NUMBER.fullmatch(text, at, stop.end())
    return bool(number or _ABBREVIATION.search(text, at, stop.end()))


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield text[start:end] without white space at its ends, or nothing when it is blank."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
