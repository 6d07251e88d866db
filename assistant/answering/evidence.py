"""Evidence: the quotable pieces of a passage, sentences and whole lists, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.manipulation import addresses_a_model
from assistant.knowledge.sentences import Span, split_sentences
from assistant.language import reading_size
from assistant.storage.records import Passage

# "-5%", "**bold**" and "3.5%" open no item; "三、四线城市" cannot be told from one
_ITEM = re.compile(
    r"\s*(?:[-*+]\s+|•\s*|\d{1,2}(?:[.](?!\d)|[、)）])\s*|[（(]?[一二三四五六七八九十]{1,2}[)）、]\s*)\S"
)
_MAX_LIST = 420


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of a passage that can be quoted: document text [start:end].

    `left_out` counts the items that a list was cut by, at its end.
    """

    passage: Passage
    text: str
    start: int
    end: int
    is_list: bool = False
    left_out: int = 0

    def cut_to(self, size: int) -> Evidence:
        """Return a list without the last items that do not fit in a size; its first item stays.

        What is no list, and a list that fits, comes back as it is.
        """
        if not self.is_list or reading_size(self.text) <= size:
            return self
        starts = [span.start for span in _item_starts(self.text)]
        fitting = [at for at in starts[1:] if reading_size(self.text[:at]) <= size]
        end = max(fitting, default=starts[1] if starts[1:] else len(self.text))
        text = self.text[:end].rstrip()
        left_out = sum(at >= end for at in starts)
        return replace(self, text=text, end=self.start + len(text), left_out=left_out)


def quotable(passage: Passage) -> list[Evidence]:
    """Return the pieces in order: sentences, and lists together with the line that opens them.

    What a document tells a chat model to do is no evidence of anything and left out.
    """
    return [piece for piece in _pieces(passage) if not addresses_a_model(piece.text)]


def _pieces(passage: Passage) -> list[Evidence]:
    pieces: list[Evidence] = []
    for is_list, span in _blocks(passage.text):
        if not is_list:
            pieces.extend(_piece(passage, s) for s in split_sentences(passage.text, *_ends(span)))
            continue
        opener = pieces[-1] if pieces and pieces[-1].text.endswith(("：", ":")) else None
        start = opener.start - passage.start if opener else span.start
        if reading_size(passage.text[start : span.end]) <= _MAX_LIST:
            if opener:
                pieces.pop()
            pieces.append(_piece(passage, Span(start, span.end), is_list=True))
        else:
            pieces.extend(_piece(passage, line) for line in _lines(passage.text, span))
    return pieces


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _piece(passage: Passage, span: Span, *, is_list: bool = False) -> Evidence:
    return Evidence(
        passage=passage,
        text=passage.text[span.start : span.end],
        start=passage.start + span.start,
        end=passage.start + span.end,
        is_list=is_list,
    )


def _blocks(text: str) -> Iterator[tuple[bool, Span]]:
    """Yield runs of list (or table) lines and runs of other lines; an opener ends its run."""
    start, end, current = -1, -1, False
    for line in _lines(text, Span(0, len(text))):
        content = text[line.start : line.end]
        indented = text[line.start - 1 : line.start] in (" ", "\t")
        is_list = bool(_ITEM.match(content)) or content.startswith("|") or (current and indented)
        if start >= 0 and is_list != current:
            yield current, Span(start, end)
            start = -1
        if start < 0:
            start, current = line.start, is_list
        end = line.end
    if start >= 0:
        yield current, Span(start, end)


def _item_starts(text: str) -> list[Span]:
    """Return the lines of a list that begin an item."""
    lines = list(_lines(text, Span(0, len(text))))
    return [line for line in lines if _ITEM.match(text[line.start : line.end])]


def _lines(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = at + line.index(bare)
            yield Span(first, first + len(bare))
        at += len(line)
