"""Prices per piece: "128一盒", "一套240", "39元/箱", "12 each"."""

from __future__ import annotations

import re

_PIECE = (
    r"(?:套|件|盒|斤|公斤|个(?!月)|台|只|瓶|包|箱|张|双|米|吨|份|杯|条|把|支|位|间|晚|节课?|颗|枚|碗|壶|串|课时|学期|门课?|袋|罐|桶"
    r"|片|块|平方?|桌)"
)
_PER_PIECE = re.compile(
    rf"[ ]?(?:一|每|/)[ ]?{_PIECE}"
    r"|(?:[ ]?/[ ]?| (?:per|a|an) )(?:set|piece|pc|box|bottle|pair|unit|bag|kg|kilo|jar|pack|cup"
    r"|night|seat|head|person|lesson|session|item)(?![a-z])|(?: each| apiece)(?![a-z])"
)
# "一套240" is one as well
_PIECE_BEFORE = re.compile(rf"(?:一|每)[ ]?{_PIECE}(?:大概|大约|卖价?|售价|要|是|才|就|[:： ])*$")
_REACH = 10  # characters before a figure in which the piece is named


def end_of_piece(plain: str, end: int) -> int:
    """Return where the piece named right behind a figure ends, or `end` when there is none."""
    piece = _PER_PIECE.match(plain, end)
    return piece.end() if piece else end


def start_of_piece(plain: str, start: int) -> int:
    """Return where the piece named right before a figure begins, or `start` without one."""
    offset = max(0, start - _REACH)
    piece = _PIECE_BEFORE.search(plain[offset:start])
    return offset + piece.start() if piece else start
