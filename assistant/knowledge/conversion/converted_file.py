"""SourceFile and ConvertedFile: what goes into a conversion and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.storage.marks import Mark


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's name, perhaps with the folders it lies in, and its bytes."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """The ending of the name in small letters, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without folders and ending; stands in where a document has no title."""
        return PurePosixPath(self.name).stem


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """Markdown text with the marks of its pages, slides or sheets, in the order of the text.

    `name` is that of the file; of a file in a zip, its path in there. `title` is "" when the file
    does not tell one.
    """

    name: str
    text: str
    title: str = ""
    marks: tuple[Mark, ...] = ()
