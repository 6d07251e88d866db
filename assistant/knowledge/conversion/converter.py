"""Converter: a file of any common kind becomes Markdown; one bad file never stops the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.knowledge.conversion.archive import Archive
from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.decoding import decode
from assistant.knowledge.conversion.failures import (
    ConversionError,
    DamagedFileError,
    EmptyFileError,
    OverfullArchiveError,
    SlowFileError,
    UnknownEncodingError,
    failure_of,
    too_large,
    too_long,
)
from assistant.knowledge.conversion.kinds import KINDS, check_kind
from assistant.knowledge.conversion.limits import Limits
from assistant.language import clean
from assistant.storage.marks import Mark

# the module that reads a kind, run as a program
_READERS = {
    "pdf": "pdf",
    "docx": "word",
    "pptx": "slides",
    "xlsx": "workbook",
    "csv": "csv_file",
    "html": "web",
    "epub": "book",
}
# the worker starts where this very package is found, and nowhere near the files of the user
_PACKAGE_PARENT = Path(__file__).parents[3]
_OUT_OF_TIME = 24  # SIGXCPU


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a file gave: one text, or those of a zip; and which files in the zip gave none."""

    files: tuple[ConvertedFile, ...]
    failures: tuple[ConversionError, ...] = ()


def convert(name: str, data: bytes, limits: Limits) -> Conversion:
    """Return the text of a file, or the texts of a zip's files, as Markdown with marks.

    `name` is the file's name, whose ending must fit its content. A ConversionError names the file
    and the way out; of files in a zip the failures are part of what is returned.
    """
    file = SourceFile(clean(name), data)
    if file.ending != ".zip" or not data:
        return Conversion((_convert_one(file, limits),))
    _check_size(file, limits)
    check_kind(file)
    found = list(_unpacked(file, limits, 1))
    if not found:
        raise EmptyFileError(file.name)
    return Conversion(
        tuple(one for one in found if isinstance(one, ConvertedFile)),
        tuple(one for one in found if isinstance(one, ConversionError)),
    )


def _unpacked(
    file: SourceFile, limits: Limits, depth: int
) -> Iterator[ConvertedFile | ConversionError]:
    """Yield the text or the failure of each file in a zip; other kinds of files are left out."""
    if depth > limits.depth:
        raise OverfullArchiveError(file.name)
    members = Archive(file, limits).files()
    for member in (member for member in members if member.ending in KINDS):
        try:
            if member.ending == ".zip":
                check_kind(member)
                for found in _unpacked(member, limits, depth + 1):
                    yield _within(member.name, found)
            else:
                yield _convert_one(member, limits)
        except ConversionError as failure:
            yield failure


def _within(folder: str, found: ConvertedFile | ConversionError) -> ConvertedFile | ConversionError:
    """Return what was found in an inner zip under its path in the outer one."""
    if isinstance(found, ConvertedFile):
        return replace(found, name=f"{folder}/{found.name}")
    return type(found)(f"{folder}/{found.name}", **found.values)


def _convert_one(file: SourceFile, limits: Limits) -> ConvertedFile:
    if not file.data:
        raise EmptyFileError(file.name)
    _check_size(file, limits)
    kind = check_kind(file)
    return _read_text(file, limits) if kind == "text" else _read_apart(file, kind, limits)


def _check_size(file: SourceFile, limits: Limits) -> None:
    if len(file.data) > limits.megabytes * 1_000_000:
        raise too_large(file.name, len(file.data), limits.megabytes)


def _read_text(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Decode Markdown or plain text; that is safe to do here."""
    text = decode(file.data)
    if text is None:
        raise UnknownEncodingError(file.name)
    if not text.strip():
        raise EmptyFileError(file.name)
    if len(text) > limits.characters:
        raise too_long(file.name, limits.characters, "字", "characters")
    return ConvertedFile(file.name, text)


def _read_apart(file: SourceFile, kind: str, limits: Limits) -> ConvertedFile:
    """Have a process of its own read a file; it is killed when its time is up.

    A fresh interpreter and not multiprocessing, which imports the whole program again; it answers
    in JSON, so that nothing a hostile file does there reaches this process.
    """
    request = json.dumps({"name": file.name, "limits": asdict(limits)})
    reader = f"assistant.knowledge.conversion.{_READERS[kind]}"
    try:
        done = subprocess.run(
            [sys.executable, "-m", reader, request],
            input=file.data,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
            # Ctrl-C in the terminal is for the parent, which lets the file at hand be finished
            start_new_session=os.name == "posix",
            cwd=_PACKAGE_PARENT,
        )
    except subprocess.TimeoutExpired as error:
        raise SlowFileError(file.name, limit=f"{limits.seconds:g}") from error
    if done.returncode != 0:
        raise _ended(file, done.returncode, limits)
    return _answer(file, json.loads(done.stdout))


def _ended(file: SourceFile, code: int, limits: Limits) -> ConversionError:
    """Return why a worker ended without an answer: out of processor time, or what it read."""
    if code == -_OUT_OF_TIME:
        return SlowFileError(file.name, limit=f"{limits.seconds:g}")
    return DamagedFileError(file.name)


def _answer(file: SourceFile, answer: dict[str, Any]) -> ConvertedFile:
    if "failure" in answer:
        raise failure_of(answer["failure"], file.name, answer["values"])
    marks = tuple(Mark(**mark) for mark in answer["marks"])
    return ConvertedFile(file.name, answer["text"], answer["title"], marks)
