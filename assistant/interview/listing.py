"""Split enumerations into their items, in the owner's words."""

from __future__ import annotations

import re

from assistant.interview.clauses import Span
from assistant.interview.scan import Scan

_WORD_BEFORE, _WORD_AFTER = r"(?<=[㐀-鿿0-9a-z”」』）)])", r"(?=[㐀-鿿0-9a-z“「『（(])"
_SEPARATOR = re.compile(
    r"[、,，;；\n/|+＋。]|(?<!\d):(?!\d)|(?<!\d)[.](?!\d)|[ ](?:and|or|plus|&)[ ]"
    rf"|{_WORD_BEFORE}(?:和|与|及|以及|还有|跟|加上|或者|或){_WORD_AFTER}"
)
_KEPT_TOGETHER = (
    *("温和", "和气", "和谐", "暖和", "柔和", "随和", "亲和", "和面", "和田", "和服"),
    *("参与", "与众", "给与", "及时", "涉及", "普及", "跟进", "跟单", "跟踪", "跟拍"),
)
_REACH = 40  # longer than any figure
_QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’\n]{1,40})[”\"」』’]")
_NUMBERING = re.compile(
    r"^(?:\(?[0-9一二三四五六七八九十]{1,2}[.、)）:：]|第[一二三四五六](?:个|类|种|点|是)*[、,，:：]?"
    r"|[①②③④⑤⑥⑦⑧⑨]|[-*•·]|首先|其次|然后|最后|还有就是|还有|另外|以及|和|再就是|再|and |also )[ ]?"
)
_EMPTY = re.compile(
    r"^(?:就|都|也|吧|呢|啊|了|的|等|等等|之类|之类的|这些|主要|一般|目前|我们|有|是|其他|其它|别的|全部|etc|more)+$"
)
_TAIL = re.compile(r"(?:等等|等|之类的?|这些|这几个|吧|了吧|呢|啊|啦|嘛|etc\.?)+$")


def split_items(scan: Scan, span: Span) -> list[str]:
    """Return the listed items of a span, trimmed; quoted items are taken as they are.

    Separators are 、 commas, slashes, 和 and line ends; numbering in front of an item goes.
    """
    quoted = [match[1] for match in _QUOTED.finditer(scan.utterance.typed, *span)]
    if len(quoted) > 1:
        return quoted
    pieces = _pieces(scan, span)
    words = [clean_item(scan.words(piece.start, piece.end)) for piece in pieces]
    return [word for word in words if word and not _EMPTY.match(word)]


def clean_item(words: str) -> str:
    """Return an item without numbering, "等等" and quotes around it."""
    words = _NUMBERING.sub("", words.strip())
    return _TAIL.sub("", words.strip()).strip(' \t“”"「」『』‘’,，、。.;；:：!！')


def _pieces(scan: Scan, span: Span) -> list[Span]:
    pieces: list[Span] = []
    start = span.start
    for match in _SEPARATOR.finditer(scan.plain, *span):
        around = scan.plain[max(0, match.start() - 1) : match.end() + 1]
        inside_word = any(word in around for word in _KEPT_TOGETHER)
        if inside_word or _in_brackets(scan.plain, start, match.start()) or _in_figure(scan, match):
            continue
        pieces.append(Span(start, match.start()))
        start = match.end()
    return [*pieces, Span(start, span.end)]


def _in_brackets(plain: str, start: int, end: int) -> bool:
    piece = plain[start:end]
    return piece.count("(") > piece.count(")")


def _in_figure(scan: Scan, match: re.Match[str]) -> bool:
    near = Span(match.start() - _REACH, match.end() + _REACH)
    return any(q.start < match.start() and match.end() < q.end for q in scan.quantities_in(near))
