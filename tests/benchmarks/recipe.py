"""The plain LangChain recipe: splitter, Chroma, dense top k, then BM25Retriever beside it."""

from __future__ import annotations

import time
import warnings
from functools import partial
from pathlib import Path

from benchmarks.encoders import AsEmbeddings
from benchmarks.library import ASKED, encoder_for, write_documents
from benchmarks.measuring import memory, spread
from benchmarks.texts import questions
from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.documents import Document
from langchain_text_splitters import RecursiveCharacterTextSplitter

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # the package says it will be retired
    from langchain_community.retrievers import BM25Retriever

_TOP = 6
# as large as our passages, with the overlap that tutorials use
_CHUNK, _OVERLAP = 300, 30
# Chroma takes no more at a time
_BATCH = 5000


def measure(size: int, most_real: int, folder: Path) -> dict[str, float]:
    """Take papers in and ask questions, by meaning and then by meaning and words."""
    embeddings = AsEmbeddings(encoder_for(size, most_real, folder))
    paths = write_documents(size, folder / "papers")
    before = memory()
    store = _store(folder, embeddings)
    started = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    chunks = splitter.split_documents(
        [Document(path.read_text(encoding="utf-8"), metadata={"path": path.name}) for path in paths]
    )
    for start in range(0, len(chunks), _BATCH):
        store.add_documents(chunks[start : start + _BATCH])
    ingest = time.perf_counter() - started
    dense = store.as_retriever(search_kwargs={"k": _TOP})
    asked = questions(ASKED)
    by_meaning = spread(partial(dense.invoke, question) for question in asked)
    started = time.perf_counter()
    words = BM25Retriever.from_documents(chunks, k=_TOP)
    indexing = time.perf_counter() - started
    both = EnsembleRetriever(retrievers=[dense, words], weights=[0.5, 0.5])
    by_both = spread(partial(both.invoke, question) for question in asked)
    return {
        "passages": len(chunks),
        "per_second": len(chunks) / ingest,
        "search_p50": by_meaning[0],
        "search_p95": by_meaning[1],
        "both_p50": by_both[0],
        "both_p95": by_both[1],
        "words_s": indexing,
        "memory": memory() - before,
    }


def measure_start(size: int, most_real: int, folder: Path) -> dict[str, float]:
    """Open what is there; BM25Retriever keeps nothing and indexes the texts again."""
    encoder = encoder_for(size, most_real, folder)
    encoder.encode_query("预热")
    before = memory()
    started = time.perf_counter()
    store = _store(folder, AsEmbeddings(encoder))
    texts: list[str] = []
    while page := store.get(limit=_BATCH, offset=len(texts), include=["documents"])["documents"]:
        texts += page
    words = BM25Retriever.from_texts(texts, k=_TOP)
    opened = time.perf_counter() - started
    store.similarity_search("预算怎么分", _TOP)
    words.invoke("预算怎么分")
    return {"start_s": opened, "memory": memory() - before}


def _store(folder: Path, embeddings: AsEmbeddings) -> Chroma:
    return Chroma("recipe", embeddings, persist_directory=str(folder / "recipe"))
