"""Library: documents come in and go out; database, vectors and keywords stay in step."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence

from assistant.errors import NotFoundError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.ingest_report import UNWATCHED, IngestReport, IngestWatch
from assistant.knowledge.ingestion import Ingestion
from assistant.knowledge.retrieval import Retriever
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.shelves import Shelves
from assistant.knowledge.sources import Source
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.stock import Progress, Stock
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.document_store import DocumentStore, DocumentSummary
from assistant.storage.records import Document
from assistant.storage.shelf import COMPANY, NOBODY, Shelf

_DEFAULT_LIMITS = Limits()


class Library:
    """The documents of one data directory; one ingest at a time.

    A `viewer` sees the built-in and the company's documents and his own.
    """

    def __init__(
        self,
        store: DocumentStore,
        encoder: Encoder,
        index: VectorIndex,
        splitter: Splitter,
        limits: Limits = _DEFAULT_LIMITS,
        files: SegmentFiles | None = None,
    ) -> None:
        """Take finished parts; call `synchronise` before the first search."""
        shelves = Shelves(files=files)
        self._store = store
        self._stock = Stock(store, encoder, index, shelves, splitter)
        self._limits = limits
        self._lock = threading.Lock()
        self.retriever = Retriever(encoder, index, shelves, self._stock.tokens)

    def synchronise(self, progress: Progress) -> None:
        """Make vectors and keywords agree with the database: re-embed, rebuild, or do nothing."""
        with self._lock:
            self._stock.synchronise(progress)

    def complete_tokens(self, progress: Progress) -> None:
        """Make the token vectors that are missing; searches and changes go on meanwhile."""
        self._stock.complete_tokens(progress)

    def ingest(
        self,
        sources: Iterable[Source],
        *,
        shelf: Shelf = COMPANY,
        within: Sequence[str] = (),
        watch: IngestWatch = UNWATCHED,
    ) -> IngestReport:
        """Add or update documents of a shelf; unchanged ones cost nothing, a bad one stops nothing.

        With `within`, documents of the shelf known under these path prefixes that are not among the
        sources are removed.
        """
        started = time.perf_counter()
        with self._lock:
            run = Ingestion(self._stock, shelf, self._limits, watch)
            run.run(sources, within)
        run.report.seconds = round(time.perf_counter() - started, 3)
        return run.report

    def documents(self, viewer: str = NOBODY) -> list[DocumentSummary]:
        """List the documents a viewer may see."""
        return self._store.summaries(viewer)

    def document(self, document_id: str, viewer: str = NOBODY) -> Document:
        """Return a document; NotFoundError when there is none, or none for this viewer."""
        document = self._store.document(document_id, viewer)
        if document is None:
            raise NotFoundError(
                f"资料库里没有 {document_id}。", f"The library has no document {document_id}."
            )
        return document

    def remove(self, document_id: str, viewer: str = NOBODY) -> None:
        """Delete a document everywhere; NotFoundError when there is none for this viewer.

        It does not wait for an ingest that goes on.
        """
        document = self.document(document_id, viewer)
        self._stock.drop([document.id], document.shelf.owner)
