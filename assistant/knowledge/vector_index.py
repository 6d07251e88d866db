"""VectorIndex: the Chroma collection, a cache that can be rebuilt from the database."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from assistant.errors import ModelError
from assistant.knowledge.encoder import Vectors

_VERSION = 1
_BATCH = 1000
_PAGE = 5000
_PROBES = 20
_ITSELF = 0.999
_OPENING = "opening"


class VectorIndex:
    """Nearest vectors by cosine in one collection stamped with model, dimension and version."""

    def __init__(self, client: ClientAPI, fingerprint: str, dimension: int) -> None:
        """Open or create the collection of this model."""
        self._client = client
        # the end of a fingerprint tells models apart whose names begin alike
        slug = re.sub(r"[^a-z0-9]+", "-", fingerprint.lower())[-40:].strip("-")
        self._name = f"passages-{slug}-{dimension}-v{_VERSION}"
        self._metadata = {
            "hnsw:space": "cosine",
            "model": fingerprint,
            "dimension": dimension,
            "version": _VERSION,
        }
        self._collection = self._open()

    def ids(self) -> set[str]:
        """Return the ids of everything in the collection."""
        found: set[str] = set()
        while True:
            page = self._collection.get(include=[], limit=_PAGE, offset=len(found))["ids"]
            if not page:
                return found
            found.update(page)

    def holds(self, ids: Sequence[str], vectors: Vectors) -> bool:
        """Tell whether the collection holds exactly these, each id with its vector.

        A damaged index may list ids whose vectors it has lost, so that some are searched for.
        """
        if self.ids() != set(ids):
            return False
        probes = vectors[:: 1 + len(ids) // _PROBES]
        try:
            found = [self.nearest(vector, 1) for vector in probes]
        except ChromaError:
            return False
        return all(hits and hits[0][1] > _ITSELF for hits in found)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors or replace those with the same id."""
        for start in range(0, len(ids), _BATCH):
            batch = slice(start, start + _BATCH)
            self._collection.upsert(
                ids=list(ids[batch]), embeddings=np.asarray(vectors[batch], np.float32)
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors by id."""
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def rebuild(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Throw the collection away and fill a new one."""
        self._client.delete_collection(self._name)
        self._collection = self._open()
        self.upsert(ids, vectors)

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Return up to `count` (id, cosine similarity) pairs, best first."""
        size = self._collection.count()
        if size == 0:
            return []
        found = self._collection.query(
            query_embeddings=np.asarray([vector], np.float32),
            n_results=min(count, size),
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        # distance is one minus cosine
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], distances, strict=True)]

    def _open(self) -> Collection:
        return self._client.get_or_create_collection(
            self._name, metadata=self._metadata, embedding_function=None
        )


def open_client(folder: Path, url: str) -> ClientAPI:
    """Open the embedded store in `folder`, or connect to a Chroma server at `url`.

    A folder that Chroma cannot read any more, or whose reading killed the process the last time, is
    set aside; the index is then rebuilt from the database. ModelError when no server answers.
    """
    settings = ChromaSettings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url if "//" in url else f"//{url}")
        try:
            return chromadb.HttpClient(
                host=parts.hostname or "localhost",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=settings,
            )
        except (ValueError, ChromaError) as error:
            raise ModelError(
                f"Chroma 服务 {url} 连不上：请确认它已启动。",
                f"The Chroma server {url} does not answer; check that it runs.",
            ) from error
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / _OPENING).exists():
        _set_aside(folder)
    try:
        return _open_folder(folder, settings)
    except (ChromaError, RuntimeError):
        SharedSystemClient.clear_system_cache()  # it would hand out the broken store again
        _set_aside(folder)
        return _open_folder(folder, settings)


def _open_folder(folder: Path, settings: ChromaSettings) -> ClientAPI:
    """Open a folder and read its index files; the mark stays behind when that ends the process."""
    mark = folder / _OPENING
    mark.touch()
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    for collection in client.list_collections():
        collection.count()
    mark.unlink()
    return client


def _set_aside(folder: Path) -> None:
    """Keep the damaged folder under another name, in place of an earlier one; make a new one."""
    aside = folder.with_name(f"{folder.name}.damaged")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    folder.mkdir()
