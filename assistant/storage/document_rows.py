"""Document rows: between the records of documents and passages and the rows that store them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from assistant.storage.database import DocumentRow
from assistant.storage.marks import Mark, marks_within
from assistant.storage.records import Document, Passage, path_of
from assistant.storage.shelf import LibraryName, Shelf


def shelf_of(row: DocumentRow) -> Shelf:
    """Return where a stored document stands."""
    return Shelf(cast("LibraryName", row.library), row.owner)


def to_row(document: Document) -> DocumentRow:
    """Return a document as the row that stores it, added now."""
    return DocumentRow(
        id=document.id,
        path=document.key,
        title=document.title,
        language=document.language,
        text=document.text,
        source=document.source,
        year=document.year,
        body_start=document.body_start,
        added_at=datetime.now(UTC).isoformat(timespec="seconds"),
        library=document.shelf.library,
        owner=document.shelf.owner,
        digest=document.digest,
        marks=[[mark.start, mark.place, mark.name] for mark in document.marks] or None,
    )


def marks_of(row: DocumentRow) -> tuple[Mark, ...]:
    """Return the places (pages, sheets) of a stored document."""
    return tuple(Mark(*mark) for mark in row.marks or ())


def to_document(row: DocumentRow) -> Document:
    """Return a stored document."""
    shelf = shelf_of(row)
    return Document(
        path=path_of(shelf, row.path),
        title=row.title,
        language=row.language,
        text=row.text,
        source=row.source,
        year=row.year,
        body_start=row.body_start,
        marks=marks_of(row),
        shelf=shelf,
        digest=row.digest,
    )


def to_passage(row: Any, document: Document) -> Passage:
    """Return a stored passage; its text is cut from its document."""
    return Passage(
        document_id=row.document_id,
        document_title=document.title,
        heading=row.heading,
        text=document.text[row.start : row.end],
        start=row.start,
        end=row.end,
        language=row.language,
        marks=marks_within(document.marks, row.start, row.end),
        owner=document.shelf.owner,
    )
