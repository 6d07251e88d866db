"""DocumentStore: documents, passages and vectors as rows; the truth the index is rebuilt from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select, update

from assistant.storage.database import Database, DocumentRow, PassageRow
from assistant.storage.document_rows import to_document, to_passage, to_row
from assistant.storage.records import Document, Passage, path_of
from assistant.storage.shelf import NOBODY, LibraryName, Shelf, visible_owners
from assistant.storage.token_store import NO_TOKENS, PackedTokens, TokenStore, put_tokens


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A line of the document list."""

    id: str
    title: str
    path: str
    language: str
    passages: int
    added_at: str
    library: str


@dataclass(frozen=True, slots=True)
class StoredPassages:
    """All passages with one vector row each, in a stable order."""

    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    fingerprints: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """Which version of a document is stored, and where."""

    id: str
    digest: str
    shelf: Shelf


class DocumentStore:
    """Reads and writes documents with their passages; each change is one transaction.

    What is read for somebody takes a `viewer`, who sees the shared shelves and his own.
    """

    def __init__(self, database: Database) -> None:
        """Use this database; `tokens` keeps the token vectors of the passages in it."""
        self._database = database
        self.tokens = TokenStore(database)

    def summaries(self, viewer: str = NOBODY) -> list[DocumentSummary]:
        """List the documents a viewer may see, by path."""
        count = func.count(PassageRow.id)
        # without the texts: a list of ten thousand documents must not read all of them
        columns = (
            DocumentRow.id,
            DocumentRow.title,
            DocumentRow.path,
            DocumentRow.language,
            DocumentRow.added_at,
            DocumentRow.library,
            DocumentRow.owner,
        )
        query = (
            select(*columns, count)
            .where(DocumentRow.owner.in_(visible_owners(viewer)))
            .outerjoin(PassageRow, PassageRow.document_id == DocumentRow.id)
            .group_by(DocumentRow.id)
            .order_by(DocumentRow.path)
        )
        with self._database.transaction() as session:
            return [
                DocumentSummary(
                    id=row.id,
                    title=row.title,
                    path=path_of(Shelf(cast("LibraryName", row.library), row.owner), row.path),
                    language=row.language,
                    passages=row[-1],
                    added_at=row.added_at,
                    library=row.library,
                )
                for row in session.execute(query)
            ]

    def versions(self, owner: str) -> dict[str, StoredVersion]:
        """Map path to stored version for the documents of an owner, or for all that are shared."""
        columns = (DocumentRow.path, DocumentRow.id, DocumentRow.digest, DocumentRow.library)
        query = select(*columns).where(DocumentRow.owner == owner)
        versions = {}
        with self._database.transaction() as session:
            for key, document_id, digest, library in session.execute(query):
                shelf = Shelf(cast("LibraryName", library), owner)
                versions[path_of(shelf, key)] = StoredVersion(document_id, digest, shelf)
        return versions

    def document(self, document_id: str, viewer: str = NOBODY) -> Document | None:
        """Return a document by id; None also for one the viewer may not see."""
        query = select(DocumentRow).where(
            DocumentRow.id == document_id, DocumentRow.owner.in_(visible_owners(viewer))
        )
        with self._database.transaction() as session:
            row = session.scalar(query)
            return None if row is None else to_document(row)

    def present(self, document_ids: Collection[str], viewer: str = NOBODY) -> frozenset[str]:
        """Return those of the ids that stand for a document the viewer may see."""
        query = select(DocumentRow.id).where(
            DocumentRow.id.in_(document_ids), DocumentRow.owner.in_(visible_owners(viewer))
        )
        with self._database.transaction() as session:
            return frozenset(session.scalars(query))

    def replace(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        fingerprint: str,
        tokens: PackedTokens = NO_TOKENS,
    ) -> None:
        """Store a document in place of the one with the same path, if any, and all made of it."""
        row = to_row(document)
        with self._database.transaction() as session:
            session.execute(delete(DocumentRow).where(DocumentRow.path == row.path))
            session.add(row)
            session.flush()
            session.add_all(
                PassageRow(
                    id=passage.id,
                    document_id=row.id,
                    heading=passage.heading,
                    start=passage.start,
                    end=passage.end,
                    language=passage.language,
                    fingerprint=fingerprint,
                    vector=np.asarray(vector, np.float32).tobytes(),
                )
                for passage, vector in zip(passages, vectors, strict=True)
            )
            session.flush()
            put_tokens(session, tokens)

    def note_digest(self, document_id: str, digest: str) -> None:
        """Remember which file gives the text that is stored."""
        with self._database.transaction() as session:
            session.execute(
                update(DocumentRow).where(DocumentRow.id == document_id).values(digest=digest)
            )

    def remove(self, document_ids: Sequence[str]) -> int:
        """Delete documents with all their passages; return how many there were."""
        with self._database.transaction() as session:
            found = session.scalars(
                select(DocumentRow.id).where(DocumentRow.id.in_(document_ids))
            ).all()
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(found)))
            return len(found)

    def passage_ids(self, document_id: str) -> list[str]:
        """Return the ids of a document's passages."""
        query = select(PassageRow.id).where(PassageRow.document_id == document_id)
        with self._database.transaction() as session:
            return list(session.scalars(query))

    def load(self) -> StoredPassages:
        """Return every passage with its vector, ordered by document path and position."""
        columns = (
            PassageRow.document_id,
            PassageRow.heading,
            PassageRow.start,
            PassageRow.end,
            PassageRow.language,
        )
        # a document's text is read once, not beside each of its passages
        query = (
            select(PassageRow.vector, PassageRow.fingerprint, *columns)
            .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
            .order_by(DocumentRow.path, PassageRow.start)
        )
        passages, vectors, fingerprints = [], [], set()
        with self._database.transaction() as session:
            rows = session.scalars(select(DocumentRow))
            documents = {document.id: to_document(document) for document in rows}
            for row in session.execute(query):
                passages.append(to_passage(row, documents[row.document_id]))
                vectors.append(np.frombuffer(row.vector, np.float32))
                fingerprints.add(row.fingerprint)
        same = len({len(vector) for vector in vectors}) <= 1
        matrix = np.stack(vectors) if vectors and same else np.zeros((0, 0), np.float32)
        return StoredPassages(tuple(passages), matrix, frozenset(fingerprints))

    def update_vectors(
        self, passages: Sequence[Passage], vectors: NDArray[np.float32], fingerprint: str
    ) -> None:
        """Replace the vectors of passages after a change of model."""
        with self._database.transaction() as session:
            for passage, vector in zip(passages, vectors, strict=True):
                row = session.get_one(PassageRow, passage.id)
                row.vector = np.asarray(vector, np.float32).tobytes()
                row.fingerprint = fingerprint
