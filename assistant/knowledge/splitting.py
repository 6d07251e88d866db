"""Splitting: documents become passages along headings, paragraphs and sentences, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.knowledge.sentences import Span, split_sentences
from assistant.language import reading_size
from assistant.storage.records import Document, Passage

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_FENCE = re.compile(r"\s*(```|~~~)")


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
        for heading, span in self._packed(document):
            text = document.text[span.start : span.end]
            passages.append(
                Passage(
                    document_id=document.id,
                    document_title=document.title,
                    heading=heading,
                    text=text,
                    start=span.start,
                    end=span.end,
                    language=document.language,
                )
            )
        return passages

    def _packed(self, document: Document) -> Iterator[tuple[str, Span]]:
        """Join the pieces under one heading up to the size limit."""
        heading, start, end = "", -1, -1
        for block in _blocks(document.text, document.body_start):
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
            yield Span(start, end)
            start = end


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """Yield paragraphs with their heading path; headings themselves are not blocks."""
    path: list[tuple[int, str]] = []
    fenced = False
    open_at = end = -1
    at = start
    for line in text[start:].splitlines(keepends=True):
        bare = line.strip()
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(bare)
        if (heading or not bare) and open_at >= 0:
            yield _Block(_join(path), open_at, end)
            open_at = -1
        if heading:
            level = len(heading.group(1))
            path = [entry for entry in path if entry[0] < level]
            path.append((level, heading.group(2)))
        elif bare:
            open_at = at + line.index(bare) if open_at < 0 else open_at
            end = at + line.index(bare) + len(bare)
        at += len(line)
    if open_at >= 0:
        yield _Block(_join(path), open_at, end)


def _join(path: list[tuple[int, str]]) -> str:
    """Join the heading path without the document's own title."""
    return " / ".join(title for level, title in path if level > 1)
