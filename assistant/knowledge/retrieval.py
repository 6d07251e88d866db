"""Retrieval: a query becomes ranked passages, by meaning and by words, from one snapshot."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.knowledge.encoder import Encoder
from assistant.knowledge.fusion import fuse
from assistant.knowledge.keywords import KeywordIndex
from assistant.knowledge.vector_index import VectorIndex
from assistant.language import to_mainland
from assistant.storage.records import Passage

_POOL = 100
# how many passages an answer looks at
_BEST = 4


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage with its place in the ranking; a rank of 0 means the leg did not find it."""

    passage: Passage
    rank: int
    score: float
    cosine: float
    dense_rank: int
    keyword_rank: int


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a query found: passages best first, and how much of its wording the best hold (0..1).

    The best by words alone are not asked: they hold bits of any question, and say nothing about
    the passages that the answer is taken from.
    """

    query: str
    hits: tuple[RetrievedPassage, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The passages of one moment with their keyword index; replaced whole after a change."""

    passages: tuple[Passage, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    keywords: KeywordIndex = field(default_factory=lambda: KeywordIndex([]))

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Snapshot:
        """Build the snapshot of these passages."""
        return cls(
            passages=tuple(passages),
            rows={passage.id: row for row, passage in enumerate(passages)},
            keywords=KeywordIndex(indexed_text(passage) for passage in passages),
        )


def indexed_text(passage: Passage) -> str:
    """Return what is embedded and searched: title and heading path, then the passage."""
    text = f"{passage.context}\n{passage.text}" if passage.context else passage.text
    return to_mainland(text)


class Retriever:
    """Finds passages: dense and keyword candidates, fused; safe to use from several threads."""

    def __init__(self, encoder: Encoder, index: VectorIndex, passages: Sequence[Passage]) -> None:
        """Search `index` for vectors and `passages` for words."""
        self._encoder = encoder
        self._index = index
        self._snapshot = Snapshot.of(passages)
        self._lock = threading.Lock()

    def replace(self, passages: Sequence[Passage]) -> None:
        """Search these passages from now on (the index has been brought up to date already)."""
        snapshot = Snapshot.of(passages)
        with self._lock:
            self._snapshot = snapshot

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index of the current snapshot (idf of words, coverage)."""
        with self._lock:
            return self._snapshot.keywords

    def retrieve(self, query: str, count: int) -> Retrieval:
        """Return the `count` best passages for a query in any of the languages."""
        with self._lock:
            snapshot = self._snapshot
        if not query.strip() or not snapshot.passages:
            return Retrieval(query, (), 0.0)
        vector = self._encoder.encode_query(to_mainland(query))
        dense = {
            id_: cosine
            for id_, cosine in self._index.nearest(vector, _POOL)
            if id_ in snapshot.rows
        }
        hits = snapshot.keywords.search(query, _POOL)
        keyword = {
            snapshot.passages[row].id: float(score)
            for row, score in zip(hits.rows, hits.scores, strict=True)
        }
        worded = snapshot.keywords.coverage(query, [int(row) for row in hits.rows[:3]])
        ranked = fuse(dense, keyword, worded)[:count]
        best = [snapshot.rows[id_] for id_, _ in ranked[:_BEST]]
        dense_ranks = {id_: rank for rank, id_ in enumerate(dense, start=1)}
        keyword_ranks = {id_: rank for rank, id_ in enumerate(keyword, start=1)}
        return Retrieval(
            query,
            tuple(
                RetrievedPassage(
                    passage=snapshot.passages[snapshot.rows[id_]],
                    rank=rank,
                    score=score,
                    cosine=dense.get(id_, 0.0),
                    dense_rank=dense_ranks.get(id_, 0),
                    keyword_rank=keyword_ranks.get(id_, 0),
                )
                for rank, (id_, score) in enumerate(ranked, start=1)
            ),
            snapshot.keywords.coverage(query, best),
        )
