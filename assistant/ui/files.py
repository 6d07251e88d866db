"""Files: what the web needs of files - documents, the text of uploads, and the library's desk."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from assistant.storage.records import Document
from assistant.ui.shelf.desk import KnowledgeDesk

ReadFile = Callable[[str, bytes], str]


class Documents(Protocol):
    """Documents by their ids; an id stands for one text and never for another."""

    def document(self, document_id: str, viewer: str) -> Document | None:
        """Return a document; None also for one the viewer may not see."""

    def present(self, document_ids: Collection[str], viewer: str) -> frozenset[str]:
        """Return those of the ids that `document` would return something for."""


@dataclass(frozen=True, slots=True)
class Files:
    """What reads an uploaded file, and what the knowledge page works with.

    `read` returns the text of a file by its name and content; an AssistantError names the file and
    the way out when it cannot be read.
    """

    read: ReadFile
    shelf: KnowledgeDesk
