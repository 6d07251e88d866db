"""Fitting: how much room a text takes, and what is left of it where there is too little."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from assistant.exporting.characters import width

# A narrow letter is about half as wide as the font is high; a Chinese one counts two.
_LETTER, _LINE = 0.54, 1.3
_BREAKS = "。；，、 ;,.)"
_ELLIPSIS = "…"


def lines_of(text: str, size: float, room: float) -> int:
    """Return how many lines a text takes.

    Args:
        text: one paragraph.
        size: of the font, in points.
        room: width of the place, in points.
    """
    return max(1, ceil(width(text) * size * _LETTER / room))


def height_of(texts: Sequence[str], size: float, room: float, gap: float = 0) -> float:
    """Return the height of paragraphs in points, `gap` points between them."""
    lines = sum(lines_of(text, size, room) for text in texts)
    return lines * size * _LINE + gap * max(0, len(texts) - 1)


def fitting_size(
    texts: Sequence[str], sizes: Sequence[float], room: tuple[float, float], gap: float = 0
) -> float:
    """Return the largest of the sizes at which the paragraphs fit; else the smallest.

    Args:
        texts: the paragraphs.
        sizes: in points, the largest first.
        room: width and height in points.
        gap: between paragraphs, in points.
    """
    fitting = (size for size in sizes if height_of(texts, size, room[0], gap) <= room[1])
    return next(fitting, sizes[-1])


def shortened(text: str, size: float, room: float, lines: int) -> str:
    """Return a text on at most so many lines, cut behind a pause and with an ellipsis."""
    most = max(4, floor(lines * room / (size * _LETTER)))
    if width(text) <= most:
        return text
    kept, used = [], 0
    for character in text:
        used += width(character)
        if used > most - 2:
            break
        kept.append(character)
    cut = "".join(kept)
    pause = max(cut.rfind(sign) for sign in _BREAKS)
    if pause > len(cut) * 2 // 3:
        cut = cut[:pause]
    return cut.rstrip(_BREAKS) + _ELLIPSIS
