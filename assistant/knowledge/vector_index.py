"""VectorIndex: the Chroma collection, a cache that can be rebuilt from the database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.errors import ChromaError

from assistant.knowledge.encoder import Vectors
from assistant.knowledge.turnstile import Turnstile
from assistant.knowledge.vector_table import VectorTable
from assistant.storage.shelf import NOBODY

# 384 MB of vectors with 384 dimensions
MOST_EXACT = 250_000

_VERSION = 1
_BATCH = 1000
_PAGE = 50_000  # Chroma reads past all that comes before a page
_PROBES = 20
_ITSELF = 0.999
# how many candidates Chroma keeps: the default of 100 loses some of the nearest hundred
_SEARCH_EF = 200


class VectorIndex:
    """Nearest vectors by cosine; a collection for what is shared and one for each owner.

    Apart, no search can meet what belongs to somebody else, nor is crowded out by it. Collections
    are stamped with model, dimension and version. `owner` is "" for what is shared.

    Chroma keeps the vectors; searches are exact, in a copy in memory, as long as an owner has no
    more than `most_exact` of them (see docs/performance.md for what was measured). Chroma's graph
    found 90 of the 100 nearest of 10 000, and 99 with settings that halve the speed of taking in.
    An owner with more, or whose vectors were not handed over by `remember`, is served by Chroma.
    Chroma is asked one thing at a time, and nothing once the index is closed: a process that ends
    during a call crashes.
    """

    def __init__(
        self,
        client: ClientAPI,
        fingerprint: str,
        dimension: int,
        most_exact: int = MOST_EXACT,
    ) -> None:
        """Open or create the collections of this model."""
        self._client = client
        self._calls = Turnstile()
        self._dimension = dimension
        self._most_exact = most_exact
        self._tables: dict[str, VectorTable] = {}
        self._name = _collection_name(fingerprint, dimension)
        self._metadata = {
            "hnsw:space": "cosine",
            "hnsw:search_ef": _SEARCH_EF,
            "model": fingerprint,
            "dimension": dimension,
            "version": _VERSION,
        }
        self._collections: dict[str, Collection] = {}
        self._of(NOBODY)

    def close(self) -> None:
        """Wait for the call under way; later ones, but for searches in memory, raise BusyError."""
        self._calls.close()

    def ids(self, owner: str = NOBODY) -> set[str]:
        """Return the ids of everything of an owner."""
        found: set[str] = set()
        while True:
            with self._calls:
                page = self._of(owner).get(include=[], limit=_PAGE, offset=len(found))["ids"]
            if not page:
                return found
            found.update(page)

    def holds(self, ids: Sequence[str], vectors: Vectors, owner: str = NOBODY) -> bool:
        """Tell whether an owner's collection holds exactly these, each id with its vector.

        A damaged index may list ids whose vectors it has lost, so that some are searched for.
        """
        if self.ids(owner) != set(ids):
            return False
        probes = vectors[:: 1 + len(ids) // _PROBES]
        try:
            found = [self._ask(vector, 1, owner) for vector in probes]
        except ChromaError:
            return False
        return all(hits and hits[0][1] > _ITSELF for hits in found)

    def remember(self, ids: Sequence[str], vectors: Vectors, owner: str = NOBODY) -> None:
        """Search these, which are all that an owner's collection holds, in memory from now on."""
        self._tables[owner] = VectorTable(self._dimension)
        self._note(ids, vectors, owner)

    def upsert(self, ids: Sequence[str], vectors: Vectors, owner: str = NOBODY) -> None:
        """Add vectors or replace those with the same id."""
        for start in range(0, len(ids), _BATCH):
            batch = slice(start, start + _BATCH)
            with self._calls:
                self._of(owner).upsert(
                    ids=list(ids[batch]), embeddings=np.asarray(vectors[batch], np.float32)
                )
        self._note(ids, vectors, owner)

    def delete(self, ids: Sequence[str], owner: str = NOBODY) -> None:
        """Remove vectors by id."""
        for start in range(0, len(ids), _BATCH):
            with self._calls:
                self._of(owner).delete(ids=list(ids[start : start + _BATCH]))
        with self._calls:
            if owner in self._tables:
                self._tables[owner].delete(ids)

    def rebuild(self, ids: Sequence[str], vectors: Vectors, owner: str = NOBODY) -> None:
        """Throw an owner's collection away and fill a new one."""
        with self._calls:
            self._client.delete_collection(self._of(owner).name)
            self._forget(owner)
        self.upsert(ids, vectors, owner)

    def nearest(self, vector: Vectors, count: int, owner: str = NOBODY) -> list[tuple[str, float]]:
        """Return up to `count` (id, cosine similarity) pairs of an owner, best first."""
        self._of(owner)
        table = self._tables.get(owner)
        return self._ask(vector, count, owner) if table is None else table.nearest(vector, count)

    def _ask(self, vector: Vectors, count: int, owner: str) -> list[tuple[str, float]]:
        """Return what Chroma finds."""
        with self._calls:
            collection = self._of(owner)
            size = collection.count()
            if size == 0:
                return []
            found = collection.query(
                query_embeddings=np.asarray([vector], np.float32),
                n_results=min(count, size),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        # distance is one minus cosine
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], distances, strict=True)]

    def keep_only(self, owners: Iterable[str]) -> None:
        """Drop the collections of owners that are not among these: their last document is gone."""
        kept = {self._name_for(owner) for owner in owners}
        self._drop(lambda c: c.name.startswith(f"{self._name}-of-") and c.name not in kept)

    def drop_model(self, fingerprint: str) -> None:
        """Drop the collections of a model that is used no more."""
        self._drop(
            lambda c: (
                c.name.startswith("passages-") and (c.metadata or {}).get("model") == fingerprint
            )
        )

    def _drop(self, is_dropped: Callable[[Collection], bool]) -> None:
        with self._calls:
            for collection in self._client.list_collections():
                if is_dropped(collection):
                    self._client.delete_collection(collection.name)
            for owner in [o for o, c in self._collections.items() if is_dropped(c)]:
                self._forget(owner)

    def _forget(self, owner: str) -> None:
        del self._collections[owner]
        self._tables.pop(owner, None)

    def _note(self, ids: Sequence[str], vectors: Vectors, owner: str) -> None:
        with self._calls:
            table = self._tables.get(owner)
            if table is None:
                return
            if len(table) + len(ids) > self._most_exact:
                del self._tables[owner]
            else:
                table.upsert(ids, vectors)

    def _of(self, owner: str) -> Collection:
        if owner not in self._collections:
            with self._calls:
                collection = self._client.get_or_create_collection(
                    self._name_for(owner), metadata=self._metadata, embedding_function=None
                )
                self._collections[owner] = collection
                if collection.count() == 0:
                    self._tables.setdefault(owner, VectorTable(self._dimension))
        return self._collections[owner]

    def _name_for(self, owner: str) -> str:
        """Return a collection's name; names of people may hold what names here may not."""
        digest = hashlib.sha256(owner.encode()).hexdigest()[:32]
        return f"{self._name}-of-{digest}" if owner else self._name


def _collection_name(fingerprint: str, dimension: int) -> str:
    # the end of a fingerprint tells models apart whose names begin alike
    slug = re.sub(r"[^a-z0-9]+", "-", fingerprint.lower())[-40:].strip("-")
    return f"passages-{slug}-{dimension}-v{_VERSION}"
