"""Keywords: BM25 over character bigrams of Chinese and whole Latin words, script-independent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.language import normalise

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[a-z]+|[0-9]+(?:\.[0-9]+)?")

# What a question is made of besides its subject. Cut out of queries before bigrams are taken, so
# that "怎么分配比较好" searches for 分配 and not for texts that happen to say 比较.
_ASKING = re.compile(
    "请问|想问一下|请教|麻烦|告诉我|介绍一下|说明一下|为什么|为何|怎么样|怎么办|怎么|怎样|如何|"
    "是什么|什么样|什么时候|什么|哪一个|哪几个|哪几种|哪些|哪个|哪种|哪里|多少钱|多少|几个|几种|"
    "是不是|有没有|能不能|可不可以|要不要|可以|应该|需要|才能|比较好|比较|一下|我们|你们|您|"
    "[吗呢吧啊呀么的了]"
)
_ENGLISH_ASKING = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on for and or is are was were be been do does did how what which who "
        "whom when where why should would could can may i we you our your it its this that these "
        "those there with by from at as many much most have has had will not me my us",
    )
)


def tokenize(text: str) -> list[str]:
    """Return bigrams of Chinese runs (a lone character stays), Latin words, numbers; in order."""
    tokens: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if run[0].isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tokens


def tokenize_query(query: str) -> list[str]:
    """Return the tokens of a question's subject; all its tokens when nothing else is left."""
    tokens = tokenize(_ASKING.sub(" ", normalise(query)))
    subject = [token for token in tokens if token not in _ENGLISH_ASKING]
    return subject or tokenize(query)


@dataclass(frozen=True, slots=True)
class KeywordHits:
    """The best passages by BM25: row numbers with scores, best first."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


class KeywordIndex:
    """BM25 (k1 1.5, b 0.75) over the texts given, in their order."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index the texts."""
        tokens = [tokenize(text) for text in texts]
        self._vocabulary: dict[str, int] = {}
        for token in (token for row in tokens for token in row):
            self._vocabulary.setdefault(token, len(self._vocabulary))
        self._rows = [{self._vocabulary[token] for token in row} for row in tokens]
        self._idf = self._inverse_frequencies()
        self._unseen_idf = float(np.log(1 + len(tokens) + 0.5)) if tokens else 0.0
        self._bm25: bm25s.BM25 | None = None
        if self._vocabulary:
            self._bm25 = bm25s.BM25(k1=1.5, b=0.75)
            ids = [[self._vocabulary[token] for token in row] for row in tokens]
            self._bm25.index((ids, self._vocabulary), show_progress=False)

    def search(self, query: str, count: int) -> KeywordHits:
        """Return up to `count` rows that share a token with the query."""
        known = [self._vocabulary[t] for t in tokenize_query(query) if t in self._vocabulary]
        if self._bm25 is None or not known:
            return KeywordHits(np.zeros(0, np.int64), np.zeros(0, np.float32))
        scores = np.asarray(self._bm25.get_scores_from_ids(known), np.float32)
        best = np.argsort(-scores, kind="stable")[:count]
        best = best[scores[best] > 0]
        return KeywordHits(best.astype(np.int64), scores[best])

    def coverage(self, query: str, rows: Sequence[int]) -> float:
        """Return the share (0..1) of the query's idf mass that these rows contain together.

        Words the index has never seen count as rarest: 0.02-0.1 across languages, 0.5-0.8 within.
        """
        tokens = dict.fromkeys(tokenize_query(query))
        seen = set().union(*(self._rows[row] for row in rows)) if rows else set()
        mass = found = 0.0
        for token in tokens:
            number = self._vocabulary.get(token)
            idf = self.idf(token)
            mass += idf
            found += idf if number in seen else 0.0
        return found / mass if mass else 0.0

    def idf(self, token: str) -> float:
        """Return how rare a token is; one the index has never seen is the rarest."""
        number = self._vocabulary.get(token)
        return self._unseen_idf if number is None else float(self._idf[number])

    def _inverse_frequencies(self) -> NDArray[np.float64]:
        counts = np.zeros(len(self._vocabulary))
        for row in self._rows:
            counts[list(row)] += 1
        total = len(self._rows)
        return np.asarray(np.log(1 + (total - counts + 0.5) / (counts + 0.5)))
