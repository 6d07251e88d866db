"""Evaluation: measure retrieval on a labelled set with the product's own parts."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.retrieval import Retriever
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.shelves import Shelves
from assistant.knowledge.splitting import Splitter
from assistant.knowledge.token_vectors import HeldTokens
from assistant.knowledge.vector_index import VectorIndex
from assistant.language import detect_language
from assistant.storage.records import Document, Passage

_DEPTH = 30


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Documents by id, questions by id, and the documents that answer each question."""

    corpus: dict[str, str]
    queries: dict[str, str]
    relevant: dict[str, set[str]]


def load_labelled_set(folder: Path) -> LabelledSet:
    """Read corpus.jsonl, queries.jsonl (id, text) and qrels.jsonl (qid, docid) of a folder."""
    corpus = {str(row["id"]): row["text"] for row in _rows(folder / "corpus.jsonl", "id", "text")}
    queries = {str(row["id"]): row["text"] for row in _rows(folder / "queries.jsonl", "id", "text")}
    relevant: dict[str, set[str]] = {}
    for row in _rows(folder / "qrels.jsonl", "qid", "docid"):
        relevant.setdefault(str(row["qid"]), set()).add(str(row["docid"]))
    return LabelledSet(corpus, {q: t for q, t in queries.items() if q in relevant}, relevant)


def evaluate(
    labelled: LabelledSet, encoder: Encoder, splitter: Splitter, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Index the set in a temporary place, ask every question, and score the ranking of documents.

    Returns queries, R@1, R@5, MRR@10 (per cent), search_ms_p50, search_ms_p95, passages_per_s.
    """
    passages, owners = _passages(labelled, splitter)
    texts = [indexed_text(passage) for passage in passages]
    started = time.perf_counter()
    encoded = encoder.read_passages(texts, lambda done: progress(f"{done}/{len(texts)}"))
    encoding = time.perf_counter() - started
    ranks, times = [], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = VectorIndex(open_client(Path(folder), ""), encoder.fingerprint, encoder.dimension)
        ids = [passage.id for passage in passages]
        index.upsert(ids, encoded.vectors)
        tokens = HeldTokens(dict(zip(ids, encoded.tokens, strict=True)))
        retriever = Retriever(encoder, index, Shelves(passages), tokens)
        for number, (query_id, query) in enumerate(labelled.queries.items(), start=1):
            started = time.perf_counter()
            hits = retriever.retrieve(query, _DEPTH).hits
            times.append(1000 * (time.perf_counter() - started))
            found = list(dict.fromkeys(owners[hit.passage.document_id] for hit in hits))
            ranks.append(_rank(found, labelled.relevant[query_id]))
            if number % 100 == 0:
                progress(f"{number}/{len(labelled.queries)}")
    return _scores(ranks, times) | {"passages_per_s": round(len(texts) / max(encoding, 1e-9), 1)}


def _passages(labelled: LabelledSet, splitter: Splitter) -> tuple[list[Passage], dict[str, str]]:
    passages: list[Passage] = []
    owners: dict[str, str] = {}
    for document_id, text in labelled.corpus.items():
        document = Document(document_id, "", detect_language(text), text)
        owners[document.id] = document_id
        passages.extend(splitter.split(document))
    return passages, owners


def _rank(found: list[str], relevant: set[str]) -> int:
    """Return the 1-based rank of the first relevant document, or 0."""
    return next((rank for rank, id_ in enumerate(found, start=1) if id_ in relevant), 0)


def _scores(ranks: list[int], times: list[float]) -> dict[str, Any]:
    if not ranks:
        raise InputError("这个集合里没有带答案的问题。", "The set has no labelled questions.")
    quantiles = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    total = len(ranks)
    return {
        "queries": total,
        "R@1": round(100 * sum(rank == 1 for rank in ranks) / total, 1),
        "R@5": round(100 * sum(0 < rank <= 5 for rank in ranks) / total, 1),
        "MRR@10": round(100 * sum(1 / r for r in ranks if 0 < r <= 10) / total, 1),
        "search_ms_p50": round(statistics.median(times), 1),
        "search_ms_p95": round(quantiles[18], 1),
    }


def _rows(path: Path, *keys: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path.name} 第 {number} 行不是 JSON。", f"{path.name}:{number} is not JSON."
            ) from error
        if not isinstance(row, dict) or not all(key in row for key in keys):
            raise InputError(
                f"{path.name} 第 {number} 行缺少 {'、'.join(keys)}。",
                f"{path.name}:{number} lacks {', '.join(keys)}.",
            )
        if not isinstance(row.get("text", ""), str):
            raise InputError(
                f"{path.name} 第 {number} 行的 text 不是文字。",
                f"{path.name}:{number}: text is not a string.",
            )
        yield row


def _lines(path: Path) -> list[str]:
    try:
        # only line feeds end a line of JSON: texts may hold other separators
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"缺少文件 {path}。", f"The file {path} is missing.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} 不是 UTF-8。", f"{path.name} is not UTF-8.") from error
