"""Stock: documents with their passages, in step in database, vector index and keyword index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import compress

from assistant.knowledge.encoder import EncodedPassages, Encoder, Vectors
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.shelves import Shelves
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.token_vectors import TokenVectors
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.document_store import DocumentStore, StoredPassages, StoredVersion
from assistant.storage.records import Document, Passage
from assistant.storage.shelf import NOBODY

Progress = Callable[[str], None]
Embedded = Callable[[int, int], None]
_TOLD_EVERY = 5  # per cent


class Stock:
    """Adds and drops whole documents; the database decides what counts, the indexes follow.

    Every document is found as soon as it is added, and not any more as soon as it is dropped.
    """

    def __init__(
        self,
        store: DocumentStore,
        encoder: Encoder,
        index: VectorIndex,
        shelves: Shelves,
        splitter: Splitter,
    ) -> None:
        """Take finished parts."""
        self._store = store
        self._encoder = encoder
        self._index = index
        self._shelves = shelves
        self._splitter = splitter
        self.tokens = TokenVectors(store.tokens, encoder)
        self._writing = threading.Lock()

    def versions(self, owner: str) -> dict[str, StoredVersion]:
        """Map path to stored version for an owner's documents."""
        return self._store.versions(owner)

    def add(self, document: Document, former: StoredVersion | None, embedded: Embedded) -> int:
        """Put a document in the place of its former version; return how many passages it has.

        A process that dies on the way leaves the former version; what the index has got by then
        is put right at the next start.
        """
        passages = self._splitter.split(document)
        encoded = self._embed(passages, embedded)
        ids = [passage.id for passage in passages]
        with self._writing:
            # the new version is in the index before the old one goes
            self._index.upsert(ids, encoded.vectors, document.shelf.owner)
            stale = self._store.passage_ids(former.id) if former else []
            tokens = self.tokens.packed(passages, encoded.tokens)
            fingerprint = self._encoder.fingerprint
            self._store.replace(document, passages, encoded.vectors, fingerprint, tokens)
            self._shelves.change(stale, passages)
            gone = set(stale) - set(ids)
            if gone:
                self._index.delete(sorted(gone), document.shelf.owner)
        return len(passages)

    def note_digest(self, document: Document) -> None:
        """Remember that a file with this digest gives the text that is stored."""
        self._store.note_digest(document.id, document.digest)

    def drop(self, document_ids: Sequence[str], owner: str) -> None:
        """Delete an owner's documents everywhere; does not wait for one that is being embedded."""
        with self._writing:
            stale = [
                id_ for document_id in document_ids for id_ in self._store.passage_ids(document_id)
            ]
            self._store.remove(document_ids)
            self._shelves.change(stale, ())
            self._index.delete(stale, owner)

    def synchronise(self, progress: Progress) -> None:
        """Make the indexes agree with the database.

        After a change of model everything is embedded again, into collections beside the former
        ones, which serve the former model until the database has the new vectors.
        """
        stored = self._store.load()
        former = stored.fingerprints - {self._encoder.fingerprint}
        vectors = self._fitting_vectors(stored, progress)
        owners = {NOBODY, *(passage.owner for passage in stored.passages)}
        for owner in sorted(owners):
            mine = [passage.owner == owner for passage in stored.passages]
            ids = [passage.id for passage in compress(stored.passages, mine)]
            self._fill(owner, ids, vectors[mine] if ids else vectors[:0], progress)
        self._index.keep_only(owners)
        for fingerprint in former:
            self._index.drop_model(fingerprint)
        self._shelves.fill(stored.passages)

    def complete_tokens(self, progress: Progress) -> None:
        """Make the token vectors that are missing: of an older database, or of another packing."""
        missing = self.tokens.missing()
        if not missing:
            return
        passages = [p for p in self._store.load().passages if p.id in missing]
        told = 0
        for done in self.tokens.fill(passages):
            percent = 100 * done // len(passages)
            if percent >= told + _TOLD_EVERY or done == len(passages):
                progress(f"精排向量 {done}/{len(passages)}")
                told = percent

    def _fitting_vectors(self, stored: StoredPassages, progress: Progress) -> Vectors:
        """Return a vector of this model for every passage, embedding all if one is missing."""
        passages, vectors = stored.passages, stored.vectors
        known = stored.fingerprints <= {self._encoder.fingerprint}
        if not passages or (known and vectors.shape == (len(passages), self._encoder.dimension)):
            return vectors
        progress(f"语义模型换了：重新计算 {len(passages)} 段的向量")
        encoded = self._embed(passages, lambda done, total: progress(f"{done}/{total}"))
        self._store.update_vectors(passages, encoded.vectors, self._encoder.fingerprint)
        self.tokens.keep(self.tokens.packed(passages, encoded.tokens))
        return encoded.vectors

    def _fill(self, owner: str, ids: Sequence[str], vectors: Vectors, progress: Progress) -> None:
        if not self._index.holds(ids, vectors, owner):
            progress(f"正在重建索引（{len(ids)} 段）")
            self._index.rebuild(ids, vectors, owner)
        self._index.remember(ids, vectors, owner)

    def _embed(self, passages: Sequence[Passage], embedded: Embedded) -> EncodedPassages:
        total = len(passages)
        texts = [indexed_text(passage) for passage in passages]
        return self._encoder.read_passages(texts, lambda done: embedded(done, total))
