"""Traditional markup: our own HTML in traditional characters, the owner's words left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.language import to_traditional
from assistant.ui.routes import TAIWAN

# our templates escape every < and > of a value, so a tag ends at the first >
_PIECE = re.compile(r"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>|[^<]+", re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_SPOKEN = re.compile(
    r"(\b(?:alt|title|aria-label|placeholder|data-(?:copied|done|label|open|close|stop|tip|until"
    r'|words))=")([^"]*)'
)
_LINK = re.compile(r'(\b(?:href|action|data-here|data-outcome)=")(/[^"]*)')
_KEPT = 'translate="no"'
_OWN = re.compile(r'\bdata-own="([^"]*)"')
_SHORTEST_OWN = 2
_VOID = ("br", "hr", "input", "meta")
# the link from the simplified page to this one, by which this one leads back
_SWITCH = re.compile(rf'(<a [^>]*id="script" href="){TAIWAN}(/[^"]*" lang=")zh-Hant("[^>]*>)繁')
# what is below /tw as well; the page itself ("/") is
_MIRRORED = re.compile(
    r"/(?:(?:calendar|documents|export|knowledge|plans|sample|settings|shared|signin|signout|tools)"
    r"(?=[/?#]|$).*|(?:[?#].*)?$)"
)


def is_mirrored(address: str) -> bool:
    """Tell whether a path of this server, with or without its query, exists below /tw as well."""
    return _MIRRORED.fullmatch(address) is not None


def mirrored(address: str) -> str:
    """Return an address of the Chinese pages as the one below /tw; others stay as they are."""
    return f"{TAIWAN}{address}" if is_mirrored(address) else address


def traditional_markup(markup: str, own: Iterable[str] = ()) -> str:
    """Return HTML of our templates in traditional characters with Taiwan wording.

    What stands in an element with translate="no" stays as it is, and so does every text of `own`
    or of an attribute data-own ("one|two"; each two characters or more), wherever it stands. Of
    attributes those are converted that people read or hear, and links lead to the pages below /tw;
    the link to the other language stays, and that to these characters becomes the way back.
    """
    told = "|".join(_OWN.findall(markup)).split("|")
    kept = _kept((*own, *told))
    return _SWITCH.sub(r"\1\2zh-CN\3简", "".join(_pieces(markup, kept)))


def traditional_text(text: str, own: Iterable[str]) -> str:
    """Return a plain text of ours in traditional characters, the words of `own` as they are."""
    return _around(text, _kept(own))


def _kept(own: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the words that stay, the longest first; None without any."""
    words = sorted({word for word in own if len(word) >= _SHORTEST_OWN}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))) if words else None


def _pieces(markup: str, kept: re.Pattern[str] | None) -> Iterator[str]:
    """Yield tags and texts in order; `inside` names the element whose content stays."""
    inside, depth = "", 0
    for piece in _PIECE.findall(markup):
        tag = _TAG.match(piece)
        if tag is None or tag[2] in ("script", "style"):
            yield piece if inside else _around(piece, kept)
            continue
        closing, name = tag.groups()
        if inside:
            depth += (-1 if closing else 1) * (name == inside)
            inside = inside if depth else ""
        elif _KEPT in piece and name not in _VOID:
            inside, depth = name, 1
        yield _tag(piece, kept)


def _tag(tag: str, kept: re.Pattern[str] | None) -> str:
    tag = _SPOKEN.sub(lambda match: match[1] + _around(match[2], kept), tag)
    if 'lang="zh-CN"' in tag and 'id="script"' not in tag:
        tag = tag.replace('lang="zh-CN"', 'lang="zh-Hant"')
    if 'id="language"' in tag:
        return tag
    return _LINK.sub(lambda match: match[1] + mirrored(match[2]), tag)


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
