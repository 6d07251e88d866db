"""Splitting: documents become passages along headings, paragraphs and sentences, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.knowledge.sentences import Span, split_sentences, trimmed
from assistant.language import reading_size
from assistant.storage.marks import marks_within
from assistant.storage.records import Document, Passage

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*$")
_FENCE = re.compile(r"\s*(?:[-*+]\s+)?(`{3,}(?=[^`]*$)|~{3,})")


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, list or table: consecutive lines under one heading path."""

    heading: str
    start: int
    end: int


class Splitter:
    """Cuts a document into passages no longer than the encoder can read."""

    def __init__(self, max_size: int = 600) -> None:
        """`max_size` counts Chinese characters; other characters count a third (as in tokens)."""
        self._max_size = max_size

    def split(self, document: Document) -> list[Passage]:
        """Return the passages in order; each is a literal piece of the document's text."""
        passages = []
        document_id = document.id  # a digest of the whole text
        for heading, span in self._packed(document):
            text = document.text[span.start : span.end]
            passages.append(
                Passage(
                    document_id=document_id,
                    document_title=document.title,
                    heading=heading,
                    text=text,
                    start=span.start,
                    end=span.end,
                    language=document.language,
                    marks=marks_within(document.marks, span.start, span.end),
                    owner=document.shelf.owner,
                )
            )
        return passages

    def _packed(self, document: Document) -> Iterator[tuple[str, Span]]:
        """Join the pieces under one heading up to the size limit."""
        heading, start, end = "", -1, -1
        for block in _blocks(document):
            for piece in self._pieces(document.text, block):
                fits = reading_size(document.text[start : piece.end]) <= self._max_size
                if start >= 0 and block.heading == heading and fits:
                    end = piece.end
                    continue
                if start >= 0:
                    yield heading, Span(start, end)
                heading, start, end = block.heading, piece.start, piece.end
        if start >= 0:
            yield heading, Span(start, end)

    def _pieces(self, text: str, block: _Block) -> Iterator[Span]:
        """Yield the block whole when it fits, else its sentences, else slices of a sentence."""
        if reading_size(text[block.start : block.end]) <= self._max_size:
            yield Span(block.start, block.end)
            return
        for sentence in split_sentences(text, block.start, block.end):
            yield from self._slices(text, sentence)

    def _slices(self, text: str, span: Span) -> Iterator[Span]:
        start = span.start
        while start < span.end:
            end = min(span.end, start + self._max_size)
            # grow a slice of Latin text, which counts less, up to the limit
            while end < span.end and reading_size(text[start : end + 40]) <= self._max_size:
                end = min(span.end, end + 40)
            if end < span.end:  # between words where there are any
                end = text.rfind(" ", start + 1, end) + 1 or end
            yield from trimmed(text, start, end)
            start = end


def _blocks(document: Document) -> Iterator[_Block]:
    """Yield paragraphs with their heading path; headings themselves are not blocks."""
    path: list[tuple[int, str]] = []
    open_at = end = -1
    for start, line, heading in _lines(document.text, document.body_start):
        bare = line.strip()
        if (heading or not bare) and open_at >= 0:
            yield _Block(_join(path, document.title), open_at, end)
            open_at = -1
        if heading:
            level = len(heading.group(1))
            path = [entry for entry in path if entry[0] < level]
            path.append((level, heading.group(2)))
        elif bare:
            first = start + line.index(bare)
            open_at = first if open_at < 0 else open_at
            end = first + len(bare)
    if open_at >= 0:
        yield _Block(_join(path, document.title), open_at, end)


def _lines(text: str, start: int) -> Iterator[tuple[int, str, re.Match[str] | None]]:
    """Yield every line with its offset, and its heading when it is one outside fenced code."""
    fence = ""
    for line in text[start:].splitlines(keepends=True):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark.group(1)
        elif fence and line.strip().startswith(fence) and not line.strip(f"{fence[0]} \t\r\n"):
            fence = ""
        yield start, line, None if fence else _HEADING.match(line)
        start += len(line)


def _join(path: list[tuple[int, str]], title: str) -> str:
    """Join the heading path without the document's own title."""
    return " / ".join(heading for level, heading in path if (level, heading) != (1, title))
