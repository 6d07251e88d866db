"""Decoding: bytes of unknown encoding become text: UTF-8, UTF-16, GB18030, Big5, Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from assistant.knowledge.conversion.legibility import legibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LEGIBLE = -5.6
_LATIN_SHARE = 0.25  # of the bytes of a Western text, those beyond ASCII


def decode(data: bytes, declared: str = "") -> str | None:
    """Return the text with line feeds as line ends, or None when no encoding makes it legible.

    A byte order mark decides, then valid UTF-8, then the `declared` encoding of a web page, then
    which encoding gives the more common characters.
    """
    text = _decode_marked(data)
    if text is None:
        text = _decode_unmarked(data, declared)
    if text is None or "\0" in text:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    return None


def _decode_unmarked(data: bytes, declared: str) -> str | None:
    text = _try(data, "utf-8")
    # UTF-16 without its mark can be valid UTF-8, with control characters nobody writes
    if text is not None and not _CONTROL.search(text):
        return text
    told = _try(data, declared) if _is_known(declared) else None
    if told is not None and legibility(told) >= _LEGIBLE:
        return told
    best = _most_legible(data)
    if best is not None:
        return best
    foreign = sum(byte > 127 for byte in data)
    return _try(data, "cp1252") if foreign <= _LATIN_SHARE * len(data) else None


def _most_legible(data: bytes) -> str | None:
    """Return the most legible of the possible readings; the first of two equals."""
    readings: Iterable[str] = filter(None, (_try(data, name) for name in _CANDIDATES))
    scored = [(legibility(text), text) for text in readings if "\0" not in text]
    score, text = max(scored, key=lambda pair: pair[0], default=(_LEGIBLE - 1, None))
    return text if score >= _LEGIBLE else None


def _try(data: bytes, encoding: str) -> str | None:
    """Decode strictly, but for a last character that was cut off."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _is_known(encoding: str) -> bool:
    try:
        return bool(encoding) and codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False
