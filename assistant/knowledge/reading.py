"""Reading: a file of any kind becomes documents, with what its front matter or headings tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import yaml

from assistant.errors import InputError
from assistant.knowledge.conversion.converted_file import ConvertedFile
from assistant.knowledge.conversion.converter import convert
from assistant.knowledge.conversion.failures import EmptyFileError, too_large
from assistant.knowledge.conversion.kinds import check_ending
from assistant.knowledge.conversion.limits import Limits
from assistant.language import clean, detect_language
from assistant.storage.records import Document
from assistant.storage.shelf import Shelf

# part of every digest: raise it when conversion gets better, so that files are read anew
_VERSION = 1
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file's bytes and where they belong; `documents` makes the texts, which may take long."""

    path: str
    data: bytes
    shelf: Shelf
    limits: Limits

    @property
    def digest(self) -> str:
        """What tells one content from another, as 32 hexadecimal digits."""
        return hashlib.sha256(b"%d\0" % _VERSION + self.data).hexdigest()[:32]

    @property
    def name(self) -> str:
        """What the file is called, whatever it is stored as."""
        return PurePath(self.path).name

    @property
    def is_archive(self) -> bool:
        """Whether the file gives several documents, known under its path and their names in it."""
        return PurePath(self.path).suffix.lower() == ".zip"

    def documents(self) -> tuple[list[Document], list[tuple[str, InputError]]]:
        """Return the documents, and of a zip the paths that gave none with the reasons.

        ConversionError or InputError when the file as a whole cannot be read.
        """
        conversion = convert(self.name, self.data, self.limits)
        if not self.is_archive:
            return [self._document(conversion.files[0], self.path)], []
        failures: list[tuple[str, InputError]] = [
            (self._inner_path(failure.name), failure) for failure in conversion.failures
        ]
        return list(self._readable(conversion.files, failures)), failures

    def _readable(
        self, files: tuple[ConvertedFile, ...], failures: list[tuple[str, InputError]]
    ) -> Iterator[Document]:
        for file in files:
            path = self._inner_path(file.name)
            try:
                yield self._document(file, path)
            except InputError as error:
                failures.append((path, error))

    def _inner_path(self, name: str) -> str:
        return _plain(f"{self.path}/{name}")

    def _document(self, file: ConvertedFile, path: str) -> Document:
        name = PurePosixPath(file.name)
        is_markdown = name.suffix.lower() in (".md", ".markdown", ".txt")
        fields, body_start = _front_matter(file) if is_markdown else ({}, 0)
        body = file.text[body_start:]
        if not body.strip():
            raise EmptyFileError(file.name)
        heading = _TITLE.search(body)
        own_title = file.title or (heading.group(1) if heading else name.stem)
        return Document(
            path=path,
            title=_line(fields.get("title")) or own_title,
            language=_line(fields.get("language")) or detect_language(body),
            text=file.text,
            source=_source(fields.get("source")),
            year=_year(fields.get("year")),
            body_start=body_start,
            marks=file.marks,
            shelf=self.shelf,
            digest=self.digest,
        )


def read_file(file: Path, path: str, shelf: Shelf, limits: Limits) -> FileReading:
    """Read the bytes of a file that is to be known under `path` on a shelf, which ends in its name.

    InputError, naming the file and the way out, when it is missing, of an unknown kind or too
    large.
    """
    name = PurePath(path).name
    check_ending(name)
    try:
        size = file.stat().st_size
        if size > limits.megabytes * 1_000_000:
            raise too_large(name, size, limits.megabytes)
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file} 打不开：{error.strerror}。", f"{file} cannot be opened: {error.strerror}."
        ) from error
    return FileReading(_plain(path), data, shelf, limits)


def _plain(path: str) -> str:
    """Return a path without control characters, which names on disk may hold."""
    return _CONTROL.sub("\ufffd", clean(path))


def _front_matter(file: ConvertedFile) -> tuple[dict[str, Any], int]:
    match = _FRONT_MATTER.match(file.text)
    if match is None:
        return {}, 0
    try:
        fields = yaml.safe_load(match.group(1))
    # ValueError: a day like 02-30; RecursionError: brackets within brackets without end
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(
            f"{file.name} 开头 --- 之间的说明读不懂，请检查缩进和冒号。",
            f"The front matter of {file.name} cannot be read; check indentation and colons.",
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
