"""Ranking: which quotable pieces of the retrieved passages answer the question best."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.evidence import Evidence, quotable
from assistant.knowledge.encoder import Encoder, Vectors
from assistant.knowledge.keywords import tokenize, tokenize_query
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.language import to_mainland
from assistant.storage.records import Passage
from assistant.tracing import span

_CACHED_PASSAGES = 512
# how much the place of the passage counts beside the piece's own likeness to the question
_PASSAGE_WEIGHT = 0.06
_OVERLAP_WEIGHT = 0.12


@dataclass(frozen=True, slots=True)
class RankedEvidence:
    """A piece with its score, the cosine to the question and the share of its words it holds."""

    evidence: Evidence
    score: float
    cosine: float
    overlap: float


def piece_texts(passages: Iterable[Passage]) -> list[str]:
    """Return what is embedded of the pieces of passages, each text once."""
    pieces = (piece for passage in passages for piece in quotable(passage))
    return list(dict.fromkeys(_embedded(piece) for piece in pieces))


class EvidenceRanker:
    """Scores pieces by meaning, shared words and their passage's rank; caches piece vectors."""

    def __init__(self, encoder: Encoder, passages: int = 6) -> None:
        """Look at the pieces of this many best passages."""
        self._encoder = encoder
        self._passages = passages
        self._cache: OrderedDict[Passage, tuple[list[Evidence], Vectors]] = OrderedDict()
        self._lock = threading.Lock()

    @span("rerank")
    def rank(self, query: str, hits: Sequence[RetrievedPassage]) -> list[RankedEvidence]:
        """Return the pieces of the best passages, best first."""
        vector = self._encoder.encode_query(to_mainland(query))
        wanted = set(tokenize_query(query))
        ranked = []
        for hit, pieces, vectors in self._pieces(hits[: self._passages]):
            for piece, cosine in zip(pieces, vectors @ vector, strict=True):
                held = wanted & set(tokenize(f"{hit.passage.heading} {piece.text}"))
                overlap = len(held) / len(wanted) if wanted else 0.0
                score = float(cosine) + _OVERLAP_WEIGHT * overlap + _PASSAGE_WEIGHT * hit.score
                ranked.append(RankedEvidence(piece, score, float(cosine), overlap))
        return sorted(ranked, key=lambda item: -item.score)

    def _pieces(
        self, hits: Sequence[RetrievedPassage]
    ) -> list[tuple[RetrievedPassage, list[Evidence], Vectors]]:
        """Return pieces and vectors per passage; encodes all new pieces in one batch."""
        with self._lock:
            known = {hit.passage: self._cache.get(hit.passage) for hit in hits}
        new = {passage: quotable(passage) for passage, entry in known.items() if entry is None}
        texts = [_embedded(piece) for pieces in new.values() for piece in pieces]
        none = np.zeros((0, self._encoder.dimension), np.float32)
        vectors = self._encoder.encode_passages(texts) if texts else none
        at = 0
        for passage, pieces in new.items():
            known[passage] = (pieces, vectors[at : at + len(pieces)])
            at += len(pieces)
        with self._lock:
            for passage, entry in known.items():
                if entry is not None:
                    self._cache[passage] = entry
                    self._cache.move_to_end(passage)
            while len(self._cache) > _CACHED_PASSAGES:
                self._cache.popitem(last=False)
        return [(hit, *entry) for hit in hits if (entry := known[hit.passage])]


def _embedded(piece: Evidence) -> str:
    """A sentence is compared together with its heading: alone it may not name its subject."""
    return to_mainland(_with_heading(piece.passage, piece.text))


def _with_heading(passage: Passage, text: str) -> str:
    return f"{passage.heading}\n{text}" if passage.heading else text
