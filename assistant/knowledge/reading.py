"""Reading: a Markdown or text file, in whichever encoding, becomes a Document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import InputError
from assistant.language import detect_language
from assistant.storage.records import Document

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
_MAX_BYTES = 20_000_000
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
# characters that fill most Chinese text: the decoding that yields more of them is the right one
_FREQUENT = frozenset("的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能")
_FREQUENT_TRADITIONAL = frozenset("這個們來為國說時會對過與產業銷後開經營網")


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
        title=str(fields.get("title") or (title.group(1) if title else path.stem)),
        language=str(fields.get("language") or detect_language(body)),
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
    """Decode UTF-8, UTF-16 with a mark, GB18030 or Big5; lines end in a line feed."""
    text = _decode_marked(data)
    if text is None:
        candidates = [c for c in (_try(data, "gb18030"), _try(data, "big5")) if c is not None]
        if not candidates or b"\0" in data:
            raise InputError(
                f"{path.name} 不是文本文件，或者编码认不出来；请另存为 UTF-8。",
                f"{path.name} is not text or its encoding is unknown; save it as UTF-8.",
            )
        text = max(candidates, key=_chinese_score)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_marked(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16")
    return _try(data, "utf-8-sig")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _chinese_score(text: str) -> int:
    return sum(char in _FREQUENT or char in _FREQUENT_TRADITIONAL for char in text[:5000])


def _front_matter(text: str, path: Path) -> tuple[dict[str, Any], int]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    try:
        fields = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        raise InputError(
            f"{path.name} 开头 --- 之间的说明读不懂，请检查缩进和冒号。",
            f"The front matter of {path.name} cannot be read; check indentation and colons.",
        ) from error
    return (fields if isinstance(fields, dict) else {}), match.end()


def _year(value: Any) -> str:
    """Return a four-digit year, or "" for undated texts."""
    text = str(value or "")
    return text if re.fullmatch(r"\d{4}", text) else ""


def _source(value: Any) -> str:
    """Flatten `source: {document: x, rows: [..]}` into one line."""
    if isinstance(value, dict):
        rows = ", ".join(str(row) for row in value.get("rows") or [])
        return f"{value.get('document', '')} {rows}".strip()
    return str(value or "")
