"""PDF: pages become paragraphs; wrapped lines are joined, running heads and page numbers go."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.failures import (
    EmptyFileError,
    EncryptedFileError,
    ScannedFileError,
    too_long,
)
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import PARAGRAPH, MarkedText
from assistant.knowledge.conversion.worker import serve
from assistant.knowledge.conversion.wrapped_lines import join_lines

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*"
)

_ENOUGH_PAGES = 3  # to tell a running head from a line that happens to come twice
_EDGE = 2  # lines at the top and at the bottom among which running heads are looked for


def read_pdf(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the text of a PDF with a mark for each page.

    EncryptedFileError when a password is needed, ScannedFileError when there are only pictures.
    """
    reader = PdfReader(io.BytesIO(file.data))
    if reader.is_encrypted:
        _unlock(reader, file)
    if len(reader.pages) > limits.pages:
        raise too_long(file.name, limits.pages, "页", "pages")
    pages = [_lines(page.extract_text()) for page in reader.pages]
    if not any(pages):
        raise ScannedFileError(file.name) if _has_pictures(reader) else EmptyFileError(file.name)
    text = MarkedText(file, limits)
    link = PARAGRAPH
    for number, paragraphs in enumerate(join_lines(_without_running_heads(pages)), start=1):
        text.mark("page", str(number))
        for paragraph in paragraphs:
            text.add(paragraph.text, link)
            # the last paragraph of a page may run on over its end
            link = PARAGRAPH if paragraph.joint is None else paragraph.joint
    return text.done(_title(reader, pages))


def _unlock(reader: PdfReader, file: SourceFile) -> None:
    """Open a PDF that only forbids printing or copying; its password for reading is empty."""
    try:
        if reader.decrypt(""):
            return
    except (DependencyError, FileNotDecryptedError, WrongPasswordError, NotImplementedError):
        pass  # a scheme that is not known is as closed as one whose password is not
    raise EncryptedFileError(file.name)


def _lines(text: str) -> list[str]:
    """Return the lines that hold something, each with single spaces."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _without_running_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """Drop page numbers, and what stands at the edge of more than half of the pages."""
    edges = Counter(line for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    often = max(_ENOUGH_PAGES, len(pages) // 2 + 1)
    running = {line for line, count in edges.items() if count >= often}
    return [
        [
            line
            for place, line in enumerate(page)
            if not (_is_edge(place, page) and (line in running or _PAGE_NUMBER.fullmatch(line)))
        ]
        for page in pages
    ]


def _is_edge(place: int, page: list[str]) -> bool:
    return place < _EDGE or place >= len(page) - _EDGE


def _title(reader: PdfReader, pages: Sequence[list[str]]) -> str:
    """Return the title in the file's data if its first page bears it; programs fill in anything."""
    title = (reader.metadata.title if reader.metadata else None) or ""
    first = "".join(next((page for page in pages if page), []))
    told = "".join(title.split())
    return title if told and told in "".join(first.split()) else ""


def _has_pictures(reader: PdfReader) -> bool:
    return any("/XObject" in (page.get("/Resources") or {}) for page in reader.pages)


if __name__ == "__main__":
    serve(read_pdf)
