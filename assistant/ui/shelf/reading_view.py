"""Reading view: a document's Markdown becomes HTML, its pages named and the cited part marked.

Where a quote and the pages begin and end is told by signs put into the text before it is parsed,
at places where they cannot change what it means; in the HTML they become marks and labels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.storage.records import Document
from assistant.ui.markup import highlighted

_PART = 30_000  # characters that are rendered in one go; tables of this size take half a second
_START, _END, _PLACE = "\ue000", "\ue001", "\ue002"
_SIGNS = str.maketrans(dict.fromkeys((_START, _END, _PLACE), "\ufffd"))
_NUMBERED_PLACE = re.compile(f"{_PLACE}(\\d+){_PLACE}")
_TAG = re.compile(r"(<[^>]*>)")
# what stands before the words of a line and makes it a heading, an item, a quotation or a row
_PREFIX = re.compile(r"[ \t]*(?:(?:#{1,6}|[-*+>]|\d{1,9}[.)])[ \t]+)*\|?[ \t]*")
# a line of signs alone: a rule, or what parts the head of a table from its rows
_RULE = re.compile(r"[ \t]*[-*_=:|][-*_=:| \t]*$")
_BREAK = re.compile(r"\n\s*\n")
_FIRST_HEADING = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)")
_UNREAD = (
    "image", "link", "autolink", "reference", "html_block", "html_inline",
    "code", "fence", "lheading",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A part of a document as HTML; `part` counts from 1 to `parts`.

    `has_title` tells that the text begins with its title as a heading.
    """

    text: Markup
    part: int
    parts: int
    has_title: bool
    has_quote: bool


def reading_view(document: Document, start: int, end: int, part: int, language: str) -> ReadingView:
    """Return a part of a document with its characters from `start` to `end` marked.

    Offsets count the document's characters; ones that make no sense mark nothing. A `part` of 0
    is the one that the quote begins in.
    """
    cuts = _cuts(document)
    parts = len(cuts) - 1
    number = min(part or max(1, min(parts, bisect_right(cuts, start))), parts)
    first, last = cuts[number - 1 : number + 1]
    places = [(mark.start, mark.label(language)) for mark in document.marks]
    shown = [(max(at, first) - first, label) for at, label in places if first <= at < last]
    marked = _marked(document.text[first:last], max(start, first) - first, end - first, shown)
    heading = _FIRST_HEADING.match(document.text, document.body_start)
    return ReadingView(
        text=marked,
        part=number,
        parts=parts,
        has_title=heading is not None and heading.group(1) == document.title,
        has_quote="<mark" in marked,
    )


def _cuts(document: Document) -> list[int]:
    """Return where the parts of a document begin, and where it ends; between paragraphs."""
    cuts, length = [document.body_start], len(document.text)
    while length - cuts[-1] > _PART:
        gap = _BREAK.search(document.text, cuts[-1] + _PART)
        if gap is None or gap.end() >= length:
            break
        cuts.append(gap.end())
    return [*cuts, length]


def _marked(text: str, start: int, end: int, places: list[tuple[int, str]]) -> Markup:
    plain = text.translate(_SIGNS)
    signs = [(_forward(plain, at), f"{_PLACE}{i}{_PLACE}") for i, (at, _) in enumerate(places)]
    first, last = _forward(plain, start), _backward(plain, end)
    if start < end and first < last:
        signs += [(first, _START), (last, _END)]
    html = str(_reader().render(_with_signs(plain, signs)))
    if _is_lost(html, quoted=start < end and first < last):
        # better the bare text than a quote that is not marked
        return highlighted(text, max(0, start), max(0, start, end))
    return Markup(_with_labels(_with_marks(html), [label for _, label in places]))


def _with_signs(text: str, signs: list[tuple[int, str]]) -> str:
    ordered = sorted(signs, key=lambda sign: sign[0])
    bounds = [0, *(at for at, _ in ordered), len(text)]
    pieces = [text[first:last] for first, last in pairwise(bounds)]
    return pieces[0] + "".join(
        sign + piece for (_, sign), piece in zip(ordered, pieces[1:], strict=True)
    )


@cache
def _reader() -> MarkdownIt:
    """Read headings, lists, tables and emphasis; images, links and HTML stay visible text."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    return reader.disable(list(_UNREAD))


def _is_lost(html: str, *, quoted: bool) -> bool:
    start, end = html.find(_START), html.find(_END)
    once = html.count(_START) == html.count(_END) == 1
    return not (once and start < end) if quoted else start != end


def _with_marks(html: str) -> str:
    """Mark all words between the signs, tag by tag, so that a quote may span several blocks."""
    if _START not in html:
        return html
    before, _, rest = html.partition(_START)
    quote, _, after = rest.partition(_END)
    pieces = [
        piece if piece.startswith("<") or not piece.strip() else f"<mark>{piece}</mark>"
        for piece in _TAG.split(quote)
    ]
    return before + "".join(pieces).replace("<mark>", '<mark id="quote">', 1) + after


def _with_labels(html: str, labels: list[str]) -> str:
    def label(match: re.Match[str]) -> str:
        return str(Markup('<span class="place">{}</span>').format(labels[int(match.group(1))]))

    return _NUMBERED_PLACE.sub(label, html)


def _forward(text: str, at: int) -> int:
    """Return the first place from `at` on where a sign stands among words."""
    at = max(0, min(at, len(text)))
    while at < len(text):
        begin, end = _line(text, at)
        prefix = _PREFIX.match(text, begin, end)
        words = prefix.end() if prefix else begin
        if words < end and not _RULE.match(text[begin:end]) and at < end:
            return max(at, words)
        at = end + 1
    return at


def _backward(text: str, at: int) -> int:
    """Return the last place up to `at` where a sign stands among words."""
    at = max(0, min(at, len(text)))
    while at > 0:
        begin, end = _line(text, at - 1)
        prefix = _PREFIX.match(text, begin, end)
        words = prefix.end() if prefix else begin
        last = begin + len(text[begin:at].rstrip(" \t\n|"))
        if last > words and not _RULE.match(text[begin:end]):
            return last
        at = begin
    return 0


def _line(text: str, at: int) -> tuple[int, int]:
    """Return where the line of a character begins and ends, its line end left out."""
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return begin, len(text) if end < 0 else end
