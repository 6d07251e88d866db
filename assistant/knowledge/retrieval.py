"""Retrieval: a query becomes ranked passages, by meaning and by words, from one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.encoder import Encoder
from assistant.knowledge.fusion import fuse, rerank
from assistant.knowledge.keyword_index import KeywordIndex
from assistant.knowledge.late_interaction import QuestionTokens, TokenMatch, similarity
from assistant.knowledge.shelves import Shelves
from assistant.knowledge.snapshot import Snapshot
from assistant.knowledge.token_vectors import TokenSource
from assistant.knowledge.vector_index import VectorIndex
from assistant.language import to_mainland
from assistant.storage.records import Passage
from assistant.storage.shelf import NOBODY
from assistant.tracing import span

_POOL = 100
# how many of the best are compared token by token
_RERANKED = 20
# how many passages an answer looks at
_BEST = 4


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage with its place in the ranking; a rank of 0 means the leg did not find it.

    `score` (0..1) is what it is ranked by; `fused` what dense and keyword search made of it,
    `cosine` and `keyword` (BM25) what each of them said. `matches` tell for each token of the
    question how near the passage's nearest token is, and `similarity` is their mean by weight
    (MaxSim). Both are empty (0.0) below the passages that were reranked, for a model that gives no
    vectors of tokens, and for passages of another retriever.
    """

    passage: Passage
    rank: int
    score: float
    cosine: float
    dense_rank: int
    keyword_rank: int
    keyword: float = 0.0
    fused: float = 0.0
    similarity: float = 0.0
    matches: tuple[TokenMatch, ...] = ()

    @property
    def weakest(self) -> TokenMatch | None:
        """The token of the question that the passage says least about, by weight and cosine."""
        return max(self.matches, key=lambda match: match.lack, default=None)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a query found: passages best first, and how much of its wording the best hold (0..1).

    The best by words alone are not asked: they hold bits of any question, and say nothing about
    the passages that the answer is taken from.
    """

    query: str
    hits: tuple[RetrievedPassage, ...]
    coverage: float


class Retriever:
    """Finds passages: dense and keyword candidates, fused; safe to use from several threads.

    A viewer finds what is shared and what is his own; nobody ("") finds what is shared.
    """

    def __init__(
        self,
        encoder: Encoder,
        index: VectorIndex,
        shelves: Shelves,
        tokens: TokenSource | None = None,
    ) -> None:
        """Search `index` for vectors and `shelves`, which others keep up to date, for words.

        The best are compared again by `tokens`, when given.
        """
        self._encoder = encoder
        self._index = index
        self._shelves = shelves
        self._tokens = tokens

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index of what is shared (idf of words, coverage)."""
        return self._shelves.of(NOBODY).keywords

    @span("retrieve")
    def retrieve(self, query: str, count: int, viewer: str = NOBODY) -> Retrieval:
        """Return the `count` best passages a viewer may see, for a query in any language."""
        snapshot = self._shelves.of(viewer)
        if not query.strip() or not snapshot.passages:
            return Retrieval(query, (), 0.0)
        dense = self._dense(query, snapshot)
        hits = snapshot.keywords.search(query, _POOL)
        keyword = {
            snapshot.passages[row].id: float(score)
            for row, score in zip(hits.rows, hits.scores, strict=True)
        }
        worded = snapshot.keywords.coverage(query, [int(row) for row in hits.rows[:3]])
        fused = fuse(dense, keyword, worded)
        matches = self._matches(query, [id_ for id_, _ in fused[:_RERANKED]], snapshot)
        similarities = {id_: similarity(found) for id_, found in matches.items()}
        ranked = rerank(fused, similarities, worded)[:count]
        fused_scores = dict(fused)
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
                    keyword=keyword.get(id_, 0.0),
                    fused=fused_scores[id_],
                    similarity=similarities.get(id_, 0.0),
                    matches=matches.get(id_, ()),
                )
                for rank, (id_, score) in enumerate(ranked, start=1)
            ),
            snapshot.keywords.coverage(query, best),
        )

    def _matches(
        self, query: str, ids: Sequence[str], snapshot: Snapshot
    ) -> dict[str, tuple[TokenMatch, ...]]:
        """Compare passages with the question token by token; those without tokens are left out."""
        if self._tokens is None:
            return {}
        text = to_mainland(query)
        question = QuestionTokens.of(text, self._encoder.read_query(text), snapshot.keywords.idf)
        packed = self._tokens.of([snapshot.passages[snapshot.rows[id_]] for id_ in ids])
        code = self._encoder.token_code
        found = {id_: question.matches(data, code) for id_, data in packed.items()}
        return {id_: matches for id_, matches in found.items() if matches}

    def _dense(self, query: str, snapshot: Snapshot) -> dict[str, float]:
        """Return the cosines of the nearest passages of a snapshot, best first."""
        vector = self._encoder.encode_query(to_mainland(query))
        found = [
            hit for owner in snapshot.owners for hit in self._index.nearest(vector, _POOL, owner)
        ]
        best = sorted(found, key=lambda hit: -hit[1])[:_POOL]
        # the index may be a step ahead of the snapshot
        return {id_: cosine for id_, cosine in best if id_ in snapshot.rows}
