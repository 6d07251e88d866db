"""MarkedText: grows Markdown block by block and keeps where each page, slide or sheet begins."""

from __future__ import annotations

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.failures import EmptyFileError, too_long
from assistant.knowledge.conversion.limits import Limits
from assistant.language import clean
from assistant.storage.marks import Mark, Place

PARAGRAPH = "\n\n"
LINE = "\n"


class MarkedText:
    """Collects the blocks of one file; refuses to grow beyond the limit of characters."""

    def __init__(self, file: SourceFile, limits: Limits) -> None:
        """Start with nothing."""
        self._file = file
        self._limit = limits.characters
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._pending: tuple[Place, str] | None = None
        self._size = 0

    def mark(self, place: Place, name: str) -> None:
        """Say that what is added next stands on this page, slide or sheet."""
        self._pending = place, clean(name)

    def add(self, block: str, link: str = PARAGRAPH) -> None:
        """Add a paragraph, heading or row; blank ones are left out.

        `link` joins it to the block before: a blank line, or less.
        """
        block = clean(block).strip()
        if not block:
            return
        if self._parts:
            block = link + block
        if self._pending:
            self._marks.append(Mark(self._size + len(link) * bool(self._parts), *self._pending))
            self._pending = None
        self._parts.append(block)
        self._size += len(block)
        if self._size > self._limit:
            raise too_long(self._file.name, self._limit, "字", "characters")

    def done(self, title: str = "") -> ConvertedFile:
        """Return the file; EmptyFileError when nothing was added."""
        if not self._parts:
            raise EmptyFileError(self._file.name)
        title = " ".join(clean(title).split())
        return ConvertedFile(self._file.name, "".join(self._parts), title, tuple(self._marks))


def heading(level: int, text: str) -> str:
    """Return a Markdown heading of level 1 to 6 on one line."""
    return f"{'#' * min(max(level, 1), 6)} {' '.join(text.split())}"
