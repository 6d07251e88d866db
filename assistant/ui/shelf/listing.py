"""Listing: the documents of one page of the list, filtered and sorted as asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlencode

from assistant.knowledge.intake import UPLOADS
from assistant.language import normalise
from assistant.storage.document_store import DocumentSummary

_ON_A_PAGE = 50
LIBRARIES = ("builtin", "company", "private")
Sort = Literal[
    "added", "-added", "title", "-title", "library", "-library", "language", "-language",
    "passages", "-passages",
]  # fmt: skip

_KEYS: Mapping[str, Callable[[DocumentSummary], Any]] = MappingProxyType(
    {
        "added": lambda document: document.added_at,
        "title": lambda document: normalise(document.title),
        "library": lambda document: document.library,
        "language": lambda document: document.language,
        "passages": lambda document: document.passages,
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are wanted: of a library ("" for all), with words in title or file name."""

    library: Literal["", "builtin", "company", "private"] = ""
    words: str = ""
    sort: Sort = "-added"
    page: int = 1

    def query(self, **changed: object) -> str:
        """Return the address's query for this list with something changed; "" for the plain one."""
        values: dict[str, object] = {
            "library": self.library,
            "words": self.words,
            "sort": self.sort,
            "page": self.page,
        }
        plain = {"library": "", "words": "", "sort": "-added", "page": 1}
        told = {k: v for k, v in (values | changed).items() if v != plain[k]}
        return f"?{urlencode(told)}" if told else "?"

    def sorted_by(self, column: str) -> str:
        """Return how a column is sorted: "ascending", "descending" or "none"."""
        if self.sort.removeprefix("-") != column:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"

    def turned(self, column: str) -> str:
        """Return the sort that the head of a column asks for: the other way round, if it is on."""
        return f"-{column}" if self.sorted_by(column) == "ascending" else column


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; `counts` has the documents of each library and of "" for all.

    `passages` counts those of all documents that may be seen.
    """

    wanted: Wanted
    rows: tuple[DocumentSummary, ...]
    page: int
    pages: int
    counts: Mapping[str, int]
    passages: int


def list_documents(documents: Sequence[DocumentSummary], wanted: Wanted) -> Listing:
    """Return the page of the list that is wanted, the last one when there are fewer."""
    words = normalise(wanted.words).split()
    fitting = [
        document
        for document in documents
        if wanted.library in ("", document.library) and _holds(document, words)
    ]
    fitting.sort(key=_KEYS[wanted.sort.removeprefix("-")], reverse=wanted.sort.startswith("-"))
    pages = max(1, -(-len(fitting) // _ON_A_PAGE))
    page = min(max(1, wanted.page), pages)
    counts = Counter(document.library for document in documents)
    return Listing(
        wanted=wanted,
        rows=tuple(fitting[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]),
        page=page,
        pages=pages,
        counts={"": len(documents)} | {library: counts[library] for library in LIBRARIES},
        passages=sum(document.passages for document in documents),
    )


def file_name(document: DocumentSummary) -> str:
    """Return what the file is called, with its zip if it lies in one; "" for a built-in article.

    Folders of the server's disk stay unsaid.
    """
    if document.library == "builtin":
        return ""
    uploaded = document.path.removeprefix(f"{UPLOADS}/")
    return uploaded if uploaded != document.path else PurePath(document.path).name


def _holds(document: DocumentSummary, words: Sequence[str]) -> bool:
    text = normalise(f"{document.title} {file_name(document)}")
    return all(word in text for word in words)
