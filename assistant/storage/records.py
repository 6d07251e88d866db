"""Records the database keeps and the layers above pass around; all frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.storage.marks import Mark, mark_at
from assistant.storage.shelf import COMPANY, NOBODY, Shelf

# parts the owner from the path in keys; no path holds it, see `Document.key`
_KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `text` is the whole file; offsets everywhere count its characters.

    `path` is the identity on its shelf (a file path, or a name in the corpus); `id` changes with
    the content. `body_start` is where the text proper begins, after front matter. `year` is "" when
    undated. `marks` tell where pages, slides or sheets begin; `digest` is that of the file it was
    made from, "" when unknown.
    """

    path: str
    title: str
    language: str
    text: str
    source: str = ""
    year: str = ""
    body_start: int = 0
    marks: tuple[Mark, ...] = ()
    shelf: Shelf = COMPANY
    digest: str = ""

    @property
    def key(self) -> str:
        """Identity over all shelves: two persons may each keep a file of the same path."""
        return key_of(self.shelf, self.path)

    @property
    def id(self) -> str:
        """Identity plus content, as 32 hexadecimal digits."""
        return hashlib.sha256(f"{self.key}\0{self.text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded, retrieved and cited: `text` equals document.text[start:end].

    `marks` are those of the document that matter here; `owner` is "" for what everybody may see.
    """

    document_id: str
    document_title: str
    heading: str
    text: str
    start: int
    end: int
    language: str
    marks: tuple[Mark, ...] = ()
    owner: str = NOBODY

    @property
    def id(self) -> str:
        """Document and position, as 32 hexadecimal digits: the same on every run."""
        return hashlib.sha256(f"{self.document_id}\0{self.start}".encode()).hexdigest()[:32]

    @property
    def context(self) -> str:
        """Title and heading path, as they are prepended for embedding and keyword search."""
        return " / ".join(part for part in (self.document_title, self.heading) if part)

    def place(self, start: int, end: int, language: str) -> str:
        """Return the page, slide or sheet of the document's text[start:end], "" without marks.

        What runs over several pages has the first and the last: 第 1–2 页.
        """
        first, last = mark_at(self.marks, start), mark_at(self.marks, max(start, end - 1))
        if first is None or last is None:
            return ""
        same = first == last or first.place != last.place
        name = first.name if same else f"{first.name}–{last.name}"
        return replace(first, name=name).label(language)


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
    """One turn of a plan's conversation; `outcome` is None until the turn is done.

    `again` tells whether the turn can be taken again; `feedback` is what its reader thought of it.
    """

    number: int
    message: str
    kind: str
    outcome: Mapping[str, Any] | None
    at: str
    again: bool = False
    feedback: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The last turn that the writer of a message has seen, 0 when there was none.

    With `replaces` the new turn is taken instead of that one.
    """

    number: int
    replaces: bool = False


def key_of(shelf: Shelf, path: str) -> str:
    """Return the identity of a path over all shelves; the shared ones have one name space."""
    return f"{shelf.owner}{_KEY_SEPARATOR}{path}" if shelf.owner else path


def path_of(shelf: Shelf, key: str) -> str:
    """Return the path a key was made from."""
    return key.removeprefix(f"{shelf.owner}{_KEY_SEPARATOR}") if shelf.owner else key
