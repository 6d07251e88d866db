"""Files: what the web needs of files - documents, the text of uploads, and the library's desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.storage.records import Document
from assistant.ui.shelf.desk import KnowledgeDesk

FindDocument = Callable[[str, str], Document | None]
ReadFile = Callable[[str, bytes], str]


@dataclass(frozen=True, slots=True)
class Files:
    """`find` returns a document by its id and who asks, None for one that visitor may not see.

    `read` returns the text of an uploaded file by its name and content; an AssistantError names
    the file and the way out when it cannot be read. `shelf` is what the knowledge page works with.
    """

    find: FindDocument
    read: ReadFile
    shelf: KnowledgeDesk
