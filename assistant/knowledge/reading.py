"""Reading: a Markdown or text file, in whichever encoding, becomes a Document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import InputError
from assistant.language import detect_language, to_simplified
from assistant.storage.records import Document

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
_MAX_BYTES = 20_000_000
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_SAMPLE = 5000
# Text in the right encoding consists of common characters: above 0.9 in short notes, while the
# same bytes read as another encoding give rare ones.
_COMMON_SHARE = 0.5
_LATIN_SHARE = 0.25  # of the bytes of a Western text, those beyond ASCII


def read_document(path: Path, identity: str) -> Document:
    """Read a file as a document; `identity` is the path it is known under.

    InputError, naming the file and the way out, when the file is missing, of an unknown kind, too
    large, empty or not text.
    """
    text = _decode(_read_bytes(path), path)
    fields, body_start = _front_matter(text, path)
    body = text[body_start:]
    if not body.strip():
        raise InputError(f"{path.name} 是空的，没有可以收录的文字。", f"{path.name} is empty.")
    title = _TITLE.search(body)
    return Document(
        path=identity,
        title=_line(fields.get("title")) or (title.group(1) if title else path.stem),
        language=_line(fields.get("language")) or detect_language(body),
        text=text,
        source=_source(fields.get("source")),
        year=_year(fields.get("year")),
        body_start=body_start,
    )


def _read_bytes(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path.name}：现在能收录 .md 和 .txt，请先另存为其中一种。",
            f"{path.name}: .md and .txt can be added; save it as one of them first.",
        )
    try:
        size = path.stat().st_size
        if size > _MAX_BYTES:
            raise InputError(
                f"{path.name} 有 {size // 1_000_000} MB，超过 20 MB，请拆成几份。",
                f"{path.name} has {size // 1_000_000} MB, more than 20 MB; split it.",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} 打不开：{error.strerror}。", f"{path} cannot be opened: {error.strerror}."
        ) from error


def _decode(data: bytes, path: Path) -> str:
    """Decode UTF-8, UTF-16 with a mark, GB18030, Big5 or Windows-1252; lines end in a line feed."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = _try(data, "utf-16") if marked else _try(data, "utf-8-sig")
    if text is None and not marked:
        text = _decode_unmarked(data)
    if text is None or "\0" in text:
        raise InputError(
            f"{path.name} 不是文本文件，或者编码认不出来；请另存为 UTF-8。",
            f"{path.name} is not text or its encoding is unknown; save it as UTF-8.",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_unmarked(data: bytes) -> str | None:
    """Return the reading that consists of common Chinese characters, or Western text, or None."""
    readings = [text for name in ("gb18030", "big5") if (text := _try(data, name)) is not None]
    best = max(readings, key=_common_share, default="")
    if _common_share(best) >= _COMMON_SHARE:
        return best
    foreign = sum(byte > 127 for byte in data)
    return _try(data, "cp1252") if foreign <= _LATIN_SHARE * len(data) else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    """Return which share (0..1) of the characters beyond ASCII are among the 3,755 of GB 2312."""
    foreign = [char for char in to_simplified(text[:_SAMPLE]) if not char.isascii()]
    return sum(map(_is_common, foreign)) / max(1, len(foreign))


def _is_common(char: str) -> bool:
    code = char.encode("gb2312", "ignore")
    # rows 16 to 55 hold the common characters, rows 1 and 3 the punctuation
    return len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3))


def _front_matter(text: str, path: Path) -> tuple[dict[str, Any], int]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    try:
        fields = yaml.safe_load(match.group(1))
    # ValueError: a day like 02-30; RecursionError: brackets within brackets without end
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(
            f"{path.name} 开头 --- 之间的说明读不懂，请检查缩进和冒号。",
            f"The front matter of {path.name} cannot be read; check indentation and colons.",
        ) from error
    # two rules at the top of a text with prose between them are no front matter
    return (fields, match.end()) if isinstance(fields, dict) else ({}, 0)


def _line(value: Any) -> str:
    """Return a text or number as one line, "" for lists, yes, no and nothing."""
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return " ".join(str(value).split()) if plain else ""


def _year(value: Any) -> str:
    """Return a four-digit year, or "" for undated texts."""
    text = _line(value)
    return text if re.fullmatch(r"\d{4}", text) else ""


def _source(value: Any) -> str:
    """Flatten `source: {document: x, rows: [..]}` into one line."""
    if not isinstance(value, dict):
        return _line(value)
    rows = value.get("rows")
    names = filter(None, map(_line, rows)) if isinstance(rows, list) else ()
    return f"{_line(value.get('document'))} {', '.join(names)}".strip()
