"""Our library: papers in, questions asked, opened again; also its encoder alone."""

from __future__ import annotations

import time
from contextlib import closing
from copy import copy
from functools import partial
from pathlib import Path

from benchmarks.encoders import StandIn, Watched
from benchmarks.measuring import memory, spread
from benchmarks.texts import documents, questions

from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.encoder import Encoder, SentenceTransformerEncoder
from assistant.knowledge.library import Library
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.sources import Source
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.records import Document

ASKED = 101
_TOP = 6


def real_encoder(folder: Path) -> SentenceTransformerEncoder:
    """Return the bundled model, loaded."""
    encoder = SentenceTransformerEncoder("bundled", folder / "models")
    encoder.load()
    return encoder


def encoder_for(size: int, most_real: int, folder: Path) -> Encoder:
    """Return the real encoder for few passages, the stand-in for many."""
    real = real_encoder(folder)
    return real if size <= most_real else StandIn(real)


def write_documents(size: int, folder: Path) -> list[Path]:
    """Write the papers to files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in documents(size):
        paths.append(folder / name)
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def open_library(home: Path, encoder: Encoder) -> tuple[Database, Library]:
    """Return the library of a folder, ready to search."""
    home.mkdir(parents=True, exist_ok=True)
    database = Database(f"sqlite:///{home}/assistant.db")
    index = VectorIndex(open_client(home / "chroma", ""), encoder.fingerprint, encoder.dimension)
    files = SegmentFiles(home / "keywords")
    library = Library(DocumentStore(database), encoder, index, Splitter(), files=files)
    library.synchronise(lambda _: None)
    return database, library


def measure(size: int, most_real: int, folder: Path) -> dict[str, float]:
    """Take papers in and ask questions."""
    encoder = Watched(encoder_for(size, most_real, folder))
    paths = write_documents(size, folder / "papers")
    before = memory()
    database, library = open_library(folder / "home", encoder)
    with closing(database):
        started = time.perf_counter()
        report = library.ingest([Source(path, path.name) for path in paths])
        ingest = time.perf_counter() - started
        reranking, plain = library.retriever, copy(library.retriever)
        plain._tokens = None  # which leaves the order that fusion gives
        asked = questions(ASKED)
        found = spread(partial(plain.retrieve, question, _TOP) for question in asked)
        reranked = spread(partial(reranking.retrieve, question, _TOP) for question in asked[::-1])
        started = time.perf_counter()
        library.remove(library.documents()[0].id)
        removal = time.perf_counter() - started
    return {
        "passages": report.passages,
        "per_second": report.passages / ingest,
        "beside_encoder_ms": 1000 * (ingest - encoder.seconds) / report.passages,
        "search_p50": found[0],
        "search_p95": found[1],
        "reranked_p50": reranked[0],
        "reranked_p95": reranked[1],
        "removal_ms": removal * 1000,
        "memory": memory() - before,
    }


def measure_start(size: int, most_real: int, folder: Path) -> dict[str, float]:
    """Open a library that is there, and ask."""
    encoder = encoder_for(size, most_real, folder)
    encoder.encode_query("预热")
    before = memory()
    started = time.perf_counter()
    database, library = open_library(folder / "home", encoder)
    opened = time.perf_counter() - started
    with closing(database):
        library.retriever.retrieve("预算怎么分", _TOP)
    return {"start_s": opened, "memory": memory() - before}


def measure_encoder(size: int, most_real: int, folder: Path) -> dict[str, float]:
    """Let the real encoder do nothing but encode, as fast as it can."""
    encoder, splitter = real_encoder(folder), Splitter()
    texts = [
        indexed_text(passage)
        for name, text in documents(size)
        for passage in splitter.split(Document(name, name, "zh-Hans", text))
    ]
    encoder.read_passages(texts[:32])
    started = time.perf_counter()
    encoder.read_passages(texts)
    seconds = time.perf_counter() - started
    asked = spread(partial(encoder.encode_query, question) for question in questions(ASKED))
    return {"per_second": len(texts) / seconds, "query_p50": asked[0], "query_p95": asked[1]}
