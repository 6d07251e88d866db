"""Snippet: the part of a passage that a query's words are densest in, with those words marked."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

from assistant.knowledge.keywords import tokenize_query
from assistant.language import count_cjk, to_simplified

_WIDTH = 180  # of Chinese; other scripts say less in a character and get twice as many
_LEAD = 30
# what Markdown draws tables and headings with
_DRAWN = re.compile(r"\||:?-{3,}:?|^#+ |\*\*", re.MULTILINE)
_BROKEN_WORD = re.compile(r"[A-Za-z0-9]{1,20}[^A-Za-z0-9]+")


def snippet(text: str, query: str) -> Markup:
    """Return a line or two of a text as HTML, the words of a query in <mark>."""
    text = " ".join(_DRAWN.sub(" ", text).split())
    width = _WIDTH if count_cjk(text) * 3 > len(text) else 2 * _WIDTH
    spans = _spans(text, query)
    start, end = _window(text, spans, width)
    pieces = [Markup("…") if start else Markup("")]
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        pieces += [escape(text[at:first]), Markup("<mark>{}</mark>").format(text[first:last])]
        at = last
    pieces.append(escape(text[at:end]))
    return Markup("").join([*pieces, Markup("…") if end < len(text) else Markup("")])


def _spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return where the query's words stand, in order; those that touch are one."""
    folded = _folded(text)
    found = sorted(
        match.span()
        for token in set(tokenize_query(query))
        for match in re.finditer(_pattern(token), folded)
    )
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _pattern(token: str) -> str:
    whole_word = token.isascii()
    return rf"(?<![a-z0-9]){re.escape(token)}(?![a-z0-9])" if whole_word else re.escape(token)


def _folded(text: str) -> str:
    """Return the text as it is searched, every character still in its place."""
    return "".join(_one(old, new) for old, new in zip(text, to_simplified(text), strict=True))


def _one(old: str, new: str) -> str:
    folded = unicodedata.normalize("NFKC", new).lower()
    return folded if len(folded) == 1 else old


def _window(text: str, spans: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """Return where the window begins and ends that holds most of what is marked.

    It begins with a whole word, and is the beginning of the text when nothing is marked.
    """

    def held(start: int) -> int:
        return sum(last - first for first, last in spans if start <= first < start + width)

    starts = [max(0, first - _LEAD) for first, _ in spans] or [0]
    start = max(0, min(max(starts, key=held), len(text) - width))  # the first of equals
    end = min(len(text), start + width)
    broken = _BROKEN_WORD.match(text, start) if start and text[start - 1].isalnum() else None
    return broken.end() if broken else start, end
