"""Bookcase: a library in a folder with everything a test looks at."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from fakes import WordEncoder

from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.ingest_report import IngestReport
from assistant.knowledge.library import Library
from assistant.knowledge.sources import find_sources
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore


class Bookcase:
    """A library in a folder with everything a test looks at."""

    def __init__(self, home: Path, encoder: WordEncoder | None = None) -> None:
        self.encoder = encoder or WordEncoder()
        self.files = home / "files"
        self.files.mkdir(exist_ok=True)
        self.database = Database(f"sqlite:///{home}/assistant.db")
        self.store = DocumentStore(self.database)
        self.client = open_client(home / "chroma", "")
        self.index = VectorIndex(self.client, self.encoder.fingerprint, self.encoder.dimension)
        self.library = Library(self.store, self.encoder, self.index, Splitter())
        self.told: list[str] = []
        self.library.synchronise(self.told.append)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def ingest(self, *, prune: bool = False) -> IngestReport:
        within = [str(self.files)] if prune else []
        report = self.library.ingest(find_sources(self.files), within=within)
        self.check()
        return dataclasses.replace(report, seconds=0.0, files=[])

    def headings(self, query: str) -> list[str]:
        return [hit.passage.heading for hit in self.library.retriever.retrieve(query, 50).hits]

    def check(self) -> None:
        """The three places that know passages know the same ones."""
        stored = self.store.load()
        for owner in {"", *(passage.owner for passage in stored.passages)}:
            rows = [i for i, passage in enumerate(stored.passages) if passage.owner == owner]
            ids = [stored.passages[i].id for i in rows]
            assert self.index.ids(owner) == set(ids)
            assert self.index.holds(ids, stored.vectors[rows] if ids else stored.vectors, owner)
            found = self.library.retriever.retrieve("先定目标 直播", 1000, owner).hits
            visible = {p.id for p in stored.passages if p.owner in ("", owner)}
            assert {hit.passage.id for hit in found} == visible
