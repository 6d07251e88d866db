"""Library: documents come in and go out; database, vectors and keywords stay in step."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from assistant.errors import AssistantError, NotFoundError
from assistant.knowledge.encoder import Encoder, Vectors
from assistant.knowledge.reading import SUFFIXES, read_document
from assistant.knowledge.retrieval import Retriever, indexed_text
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.document_store import DocumentStore, DocumentSummary
from assistant.storage.records import Document, Passage

Progress = Callable[[str], None]


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, in documents; `passages` counts those embedded."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the path it is known under."""

    file: Path
    identity: str


class Library:
    """The documents of one data directory; ingest and removal are serialised by a lock."""

    def __init__(
        self, store: DocumentStore, encoder: Encoder, index: VectorIndex, splitter: Splitter
    ) -> None:
        """Take finished parts; call `synchronise` before the first search."""
        self._store = store
        self._encoder = encoder
        self._index = index
        self._splitter = splitter
        self._lock = threading.Lock()
        self.retriever = Retriever(encoder, index, [])

    def synchronise(self, progress: Progress) -> None:
        """Make vectors and keywords agree with the database: re-embed, rebuild, or do nothing."""
        with self._lock:
            stored = self._store.load()
            passages, vectors = stored.passages, stored.vectors
            known = stored.fingerprints == {self._encoder.fingerprint}
            fitting = vectors.shape == (len(passages), self._encoder.dimension)
            if passages and not (known and fitting):
                progress(f"语义模型换了：重新计算 {len(passages)} 段的向量")
                vectors = self._embed(passages, progress)
                self._store.update_vectors(passages, vectors, self._encoder.fingerprint)
            ids = [passage.id for passage in passages]
            if not self._index.holds(ids, vectors):
                progress(f"正在重建索引（{len(ids)} 段）")
                self._index.rebuild(ids, vectors)
            self.retriever.replace(passages)

    def ingest(
        self, sources: Iterable[Source], progress: Progress, *, within: Sequence[str] = ()
    ) -> IngestReport:
        """Add or update documents; unchanged ones cost nothing, a bad one stops nothing.

        With `within`, documents known under these path prefixes that are not among the sources
        are removed.
        """
        started = time.perf_counter()
        report = IngestReport()
        with self._lock:
            known = self._store.ids_by_path()
            seen = set()
            try:
                for source in sources:
                    seen.add(source.identity)
                    self._ingest_one(source, known, report, progress)
                if within:
                    self._prune(known, seen, within, report)
            finally:  # what came in before a failure can be found
                if report.added or report.updated or report.removed:
                    self.retriever.replace(self._store.load().passages)
        report.seconds = round(time.perf_counter() - started, 3)
        return report

    def documents(self) -> list[DocumentSummary]:
        """List the documents."""
        return self._store.summaries()

    def document(self, document_id: str) -> Document:
        """Return a document; NotFoundError when there is none with this id."""
        document = self._store.document(document_id)
        if document is None:
            raise NotFoundError(
                f"资料库里没有 {document_id}。", f"The library has no document {document_id}."
            )
        return document

    def remove(self, document_id: str) -> None:
        """Delete a document everywhere; NotFoundError when there is none with this id."""
        with self._lock:
            document = self.document(document_id)
            self._drop([document.id])
            self.retriever.replace(self._store.load().passages)

    def _ingest_one(
        self, source: Source, known: dict[str, str], report: IngestReport, progress: Progress
    ) -> None:
        try:
            document = read_document(source.file, source.identity)
        except AssistantError as error:
            report.failed.append({"path": source.identity, "error": str(error)})
            return
        old = known.get(source.identity)
        if old == document.id:
            report.unchanged += 1
            return
        passages = self._splitter.split(document)
        progress(f"{document.title}：{len(passages)} 段")
        vectors = self._embed(passages, lambda _: None)
        # the new version is in the index before the old one goes; the database decides what counts
        self._index.upsert([passage.id for passage in passages], vectors)
        stale = self._store.passage_ids(old) if old else []
        self._store.replace(document, passages, vectors, self._encoder.fingerprint)
        if stale:
            self._index.delete(stale)
        known[source.identity] = document.id
        report.passages += len(passages)
        if old:
            report.updated += 1
        else:
            report.added += 1

    def _prune(
        self, known: dict[str, str], seen: set[str], within: Sequence[str], report: IngestReport
    ) -> None:
        gone = [
            document_id
            for path, document_id in known.items()
            if path not in seen and any(PurePath(path).is_relative_to(p) for p in within)
        ]
        if gone:
            self._drop(gone)
        report.removed += len(gone)

    def _drop(self, document_ids: Sequence[str]) -> None:
        stale = [
            id_ for document_id in document_ids for id_ in self._store.passage_ids(document_id)
        ]
        self._store.remove(document_ids)
        self._index.delete(stale)

    def _embed(self, passages: Sequence[Passage], progress: Progress) -> Vectors:
        total = len(passages)
        texts = [indexed_text(passage) for passage in passages]
        return self._encoder.encode_passages(texts, lambda done: progress(f"{done}/{total}"))


def find_sources(path: Path, prefix: str = "") -> list[Source]:
    """Return the readable files of a folder, or the file itself, known under their paths.

    Hidden files and folders (a wiki's trash, a repository's inside) are left out.
    With `prefix` the identity is the prefix and the relative path (the bundled corpus); otherwise
    the absolute path. A file that is named itself is returned whatever its kind.
    """
    root = path.resolve()
    if root.is_dir():
        files = sorted(
            file
            for file in root.rglob("*")
            if file.suffix.lower() in SUFFIXES and not file.is_dir() and not _is_hidden(file, root)
        )
    else:
        files = [root]
    return [
        Source(file, f"{prefix}/{file.relative_to(root).as_posix()}" if prefix else str(file))
        for file in files
    ]


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)
