"""Records the database keeps and the layers above pass around; all frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `text` is the whole file; offsets everywhere count its characters.

    `path` is the identity (a file path, or a name in the corpus); `id` changes with the content.
    `body_start` is where the text proper begins, after front matter. `year` is "" when undated.
    """

    path: str
    title: str
    language: str
    text: str
    source: str = ""
    year: str = ""
    body_start: int = 0

    @property
    def id(self) -> str:
        """Identity plus content, as 32 hexadecimal digits."""
        return hashlib.sha256(f"{self.path}\0{self.text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded, retrieved and cited: `text` equals document.text[start:end]."""

    document_id: str
    document_title: str
    heading: str
    text: str
    start: int
    end: int
    language: str

    @property
    def id(self) -> str:
        """Document and position, as 32 hexadecimal digits: the same on every run."""
        return hashlib.sha256(f"{self.document_id}\0{self.start}".encode()).hexdigest()[:32]

    @property
    def context(self) -> str:
        """Title and heading path, as they are prepended for embedding and keyword search."""
        return " / ".join(part for part in (self.document_title, self.heading) if part)


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as stored: what is known (profile), where the interview stands (state)."""

    id: str
    owner: str
    title: str
    profile: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0
    created_at: str = ""
    updated_at: str = ""


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One turn of a plan's conversation; `outcome` is None until the turn is done."""

    number: int
    message: str
    kind: str
    outcome: Mapping[str, Any] | None
    at: str
