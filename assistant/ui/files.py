"""Files: what the page needs of files - documents a visitor may see, and the text of uploads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.storage.records import Document

FindDocument = Callable[[str, str], Document | None]
ReadFile = Callable[[str, bytes], str]


@dataclass(frozen=True, slots=True)
class Files:
    """`find` returns a document by its id and who asks, None for one that visitor may not see.

    `read` returns the text of an uploaded file by its name and content; an AssistantError names
    the file and the way out when it cannot be read.
    """

    find: FindDocument
    read: ReadFile
