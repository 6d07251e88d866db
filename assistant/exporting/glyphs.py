"""Glyphs: which characters the font of printed plans can show, and what stands for the others."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from functools import cache

from pylopdf_fonts_zh_cn import sans_path

from assistant.exporting.characters import printable
from assistant.exporting.marks import MARKS

_SEGMENTED = 12  # the format of a character map that reaches beyond the first 65,536 characters
_JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
_LETTER, _SIGN = "？", "•"


def drawable(text: str) -> str:
    """Return the text on one line with a sign in place of every character the font lacks.

    An unknown letter becomes "？", an emoji or another picture "•", several in a row one of them.
    """
    shown: list[str] = []
    for letter in printable(text):
        if letter in _JOINERS or unicodedata.category(letter) == "Mn":
            continue
        if has_glyph(letter) or letter in MARKS:
            shown.append(letter)
        elif unicodedata.category(letter)[0] in "LN":
            shown.append(_LETTER)
        elif shown[-1:] != [_SIGN]:
            shown.append(_SIGN)
    return "".join(shown)


def has_glyph(letter: str) -> bool:
    """Tell whether the font has a picture of a character."""
    starts, ends = _ranges()
    place = bisect_right(starts, ord(letter)) - 1
    return place >= 0 and ord(letter) <= ends[place]


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Read the first and last characters of all ranges of the font's character map."""
    with sans_path().open("rb") as file:
        head = file.read(12)
        entries = file.read(16 * struct.unpack(">4xH6x", head)[0])
        tables = {tag: (at, size) for tag, _, at, size in struct.iter_unpack(">4sIII", entries)}
        at, size = tables[b"cmap"]
        file.seek(at)
        return _segments(file.read(size))


def _segments(cmap: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    count = struct.unpack_from(">2xH", cmap)[0]
    places = (struct.unpack_from(">4xI", cmap, 4 + 8 * i)[0] for i in range(count))
    full = next(at for at in places if struct.unpack_from(">H", cmap, at)[0] == _SEGMENTED)
    groups = struct.unpack_from(">12xI", cmap, full)[0]
    body = cmap[full + 16 : full + 16 + 12 * groups]
    starts, ends, _ = zip(*struct.iter_unpack(">III", body), strict=True)
    return starts, ends
