"""Traditional markup: our own HTML in traditional characters, the owner's words left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.language import to_traditional

# our templates escape every < and > of a value, so a tag ends at the first >
_PIECE = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_SPOKEN = re.compile(r'(\b(?:title|aria-label|placeholder|data-tip|data-open|data-close)=")([^"]*)')
_KEPT = 'translate="no"'
_SHORTEST_OWN = 2


def traditional_markup(markup: str, own: Iterable[str] = ()) -> str:
    """Return HTML of our templates in traditional characters with Taiwan wording.

    What stands in an element with translate="no" stays as it is, and so does every text of `own`
    (two characters or more), wherever it stands. Of attributes those are converted that people
    read or hear; identifiers and links stay.
    """
    words = sorted({word for word in own if len(word) >= _SHORTEST_OWN}, key=len, reverse=True)
    kept = re.compile("|".join(map(re.escape, words))) if words else None
    return "".join(_pieces(markup, kept))


def _pieces(markup: str, kept: re.Pattern[str] | None) -> Iterator[str]:
    """Yield tags and texts in order; `inside` names the element whose content stays."""
    inside, depth = "", 0
    for piece in _PIECE.findall(markup):
        tag = _TAG.match(piece)
        if tag is None:
            yield piece if inside else _around(piece, kept)
            continue
        closing, name = tag.groups()
        if inside:
            depth += (-1 if closing else 1) * (name == inside)
            inside = inside if depth else ""
        elif _KEPT in piece:
            inside, depth = name, 1
        yield _SPOKEN.sub(lambda match: match[1] + _converted(match[2]), piece)


def _around(text: str, kept: re.Pattern[str] | None) -> str:
    if kept is None:
        return _converted(text)
    parts, last = [], 0
    for match in kept.finditer(text):
        parts += [_converted(text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*parts, _converted(text[last:])])


# Words of the page and advice come again with every turn.
@lru_cache(maxsize=8192)
def _converted(text: str) -> str:
    return text if text.isascii() else to_traditional(text)
