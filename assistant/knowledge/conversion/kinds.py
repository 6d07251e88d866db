"""Kinds: which kind of file this is, by its ending and by its content, which must agree."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from assistant.knowledge.conversion.converted_file import SourceFile
from assistant.knowledge.conversion.failures import (
    DamagedFileError,
    EncryptedFileError,
    UnsupportedKindError,
    WrongEndingError,
)

KINDS = {
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
    ".zip": "zip",
}
SUFFIXES = frozenset(KINDS)
_NAMED = ".pdf .docx .pptx .xlsx .csv .html .epub .md .txt .zip"
_ENDINGS = {kind: ending for ending, kind in reversed(KINDS.items())}

_PARTS = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
    "epub": "META-INF/container.xml",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)", re.I | re.S
)
_HEAD = 2000


def check_kind(file: SourceFile) -> str:
    """Return the kind of a file: text, pdf, docx, pptx, xlsx, csv, html, epub or zip.

    UnsupportedKindError, WrongEndingError or EncryptedFileError when it is none of them, another
    than its name says, or locked.
    """
    check_ending(file.name)
    told = KINDS[file.ending]
    found = _kind_by_content(file)
    if found == told or (told == "text" and found in ("", "html")):
        return told
    if found == "":
        if told in ("csv", "html"):
            return told
        raise DamagedFileError(file.name)
    if found == "foreign":
        raise _unsupported(file.name)
    raise WrongEndingError(file.name, ending=_ENDINGS[found])


def check_ending(name: str) -> None:
    """Do nothing for the name of a file that can be read; UnsupportedKindError for others."""
    if PurePosixPath(name).suffix.lower() not in KINDS:
        raise _unsupported(name)


def _kind_by_content(file: SourceFile) -> str:
    """Return what the first bytes (of a packed file, its parts) tell; "" for nothing."""
    head = file.data[:_HEAD]
    # before PDF, whose sign may stand a little way in: a zip may begin with an unpacked PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_packed(file)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        if _LOCKED in file.data:
            raise EncryptedFileError(file.name)
        return "foreign"  # Word, Excel or PowerPoint of before 2007
    if head.startswith(_FOREIGN):
        return "foreign"
    return "html" if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) else ""


def _kind_of_packed(file: SourceFile) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise DamagedFileError(file.name) from error
    found = [kind for kind, part in _PARTS.items() if part in names]
    return found[0] if found else "zip"


def _unsupported(name: str) -> UnsupportedKindError:
    return UnsupportedKindError(name, endings=_NAMED)
