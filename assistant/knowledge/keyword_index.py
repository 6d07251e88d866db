"""KeywordIndex: BM25 over several sets of postings, as if they were one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.keywords import tokenize_query
from assistant.knowledge.postings import MOST_ROWS, Postings, code_of

_K1, _B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class KeywordHits:
    """The best passages by BM25: row numbers with scores, best first."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Held:
    """The rows of a part that hold a token, and how often; rows count from `offset`."""

    part: Postings
    offset: int
    rows: NDArray[np.uint16]
    counts: NDArray[np.uint16]

    @property
    def frequency(self) -> int:
        """How many texts that are not struck out hold the token."""
        return int(np.count_nonzero(self.part.alive[self.rows]))

    def has(self, row: int) -> bool:
        """Tell whether a row, counted through all parts, holds it."""
        local = row - self.offset
        if not 0 <= local < len(self.part.alive):
            return False
        place = int(self.rows.searchsorted(local))
        return place < len(self.rows) and int(self.rows[place]) == local


class KeywordIndex:
    """BM25 (k1 1.5, b 0.75, idf as in Lucene) over the texts of all parts that are alive.

    Rows are counted through the parts, those struck out included. How many texts hold a term, and
    their mean length, are counted when asked: so parts can be put together at no cost, and the
    scores are those of an index made anew of the same texts.
    """

    def __init__(self, parts: Sequence[Postings]) -> None:
        """Search these postings."""
        self._parts = tuple(parts)
        sizes = [len(part.alive) for part in parts]
        self._rows = sum(sizes)
        self._offsets = np.cumsum([0, *sizes])[:-1]
        self._size = sum(part.live for part in parts)
        self._length = sum(part.live_length for part in parts)
        self._known: dict[str, tuple[_Held, ...]] = {}

    @classmethod
    def of(cls, texts: Sequence[str]) -> KeywordIndex:
        """Index the texts, in their order."""
        starts = range(0, len(texts), MOST_ROWS)
        return cls([Postings.of(texts[start : start + MOST_ROWS]) for start in starts])

    def search(self, query: str, count: int) -> KeywordHits:
        """Return up to `count` rows that share a token with the query."""
        scores = np.zeros(self._rows, np.float32)
        for token, times in Counter(tokenize_query(query)).items():
            self._add(scores, token, times)
        for part, offset in zip(self._parts, self._offsets, strict=True):
            scores[offset : offset + len(part.alive)] *= part.alive
        found = np.flatnonzero(scores)
        if len(found) > count:  # those as good as the last one stay, and the first of them win
            least = np.partition(scores[found], -count)[-count]
            found = found[scores[found] >= least]
        best = found[np.argsort(-scores[found], kind="stable")][:count]
        return KeywordHits(best, scores[best])

    def coverage(self, query: str, rows: Sequence[int]) -> float:
        """Return the share (0..1) of the query's idf mass that these rows contain together.

        Words the index has never seen count as rarest: 0.02-0.1 across languages, 0.5-0.8 within.
        """
        mass = found = 0.0
        for token in dict.fromkeys(tokenize_query(query)):
            idf = self.idf(token)
            mass += idf
            found += idf if self._any_holds(rows, token) else 0.0
        return found / mass if mass else 0.0

    def idf(self, token: str) -> float:
        """Return how rare a token is: the natural logarithm of Lucene's BM25, 0 in an empty index.

        A token that no text holds is rarer than any.
        """
        if not self._size:
            return 0.0
        frequency = sum(held.frequency for held in self._holders(token))
        if not frequency:
            return math.log(1 + self._size + 0.5)
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))

    def _holders(self, token: str) -> tuple[_Held, ...]:
        """Return where a token is; looked up once, for a search asks several times."""
        if token not in self._known:
            term = code_of(token)
            pairs = zip(self._parts, self._offsets, strict=True)
            self._known[token] = tuple(
                _Held(part, int(offset), *part.holding(term)) for part, offset in pairs
            )
        return self._known[token]

    def _add(self, scores: NDArray[np.float32], token: str, times: int) -> None:
        """Add what a token of the query is worth to the scores of the texts that hold it."""
        if not self._length:
            return
        weight = np.float32(times * self.idf(token))
        slope = np.float32(_K1 * _B * self._size / self._length)
        for held in self._holders(token):
            counts = held.counts.astype(np.float32)
            lengths = held.part.lengths[held.rows].astype(np.float32)
            mine = scores[held.offset : held.offset + len(held.part.alive)]
            mine[held.rows] += weight * counts / (counts + _K1 * (1 - _B) + slope * lengths)

    def _any_holds(self, rows: Sequence[int], token: str) -> bool:
        return any(held.has(row) for held in self._holders(token) for row in rows)
