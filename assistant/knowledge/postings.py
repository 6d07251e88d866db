"""Postings: which passages hold a term and how often, in arrays that never change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.keywords import tokenize

# row numbers are kept in two bytes
MOST_ROWS = 1 << 16
_WORD = 1 << 62
_MOST_COUNTED = (1 << 16) - 1


@dataclass(frozen=True, slots=True)
class Postings:
    """An inverted index of some texts; texts are never changed in it, only struck out.

    `terms` are codes in rising order; the texts with `terms[i]` are `rows[starts[i]:starts[i + 1]]`
    in rising order, each as often as `counts` says. `lengths` are tokens of a text, `alive` is
    False for a text that was struck out. About 4 bytes per term of a text.
    """

    terms: NDArray[np.int64]
    starts: NDArray[np.int64]
    rows: NDArray[np.uint16]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    alive: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Postings:
        """Index up to MOST_ROWS texts, in their order."""
        if len(texts) > MOST_ROWS:
            raise ValueError(f"{len(texts)} texts are too many for one set of postings")
        known: dict[str, int] = {}
        codes: list[int] = []
        lengths = np.zeros(len(texts), np.int32)
        for row, text in enumerate(texts):
            tokens = tokenize(text)
            lengths[row] = len(tokens)
            codes += [known[token] if token in known else _noted(known, token) for token in tokens]
        rows = np.repeat(np.arange(len(texts)), lengths)
        return _sorted(np.array(codes, np.int64), rows, lengths)

    @property
    def live(self) -> int:
        """How many texts are not struck out."""
        return int(np.count_nonzero(self.alive))

    @property
    def live_length(self) -> int:
        """How many tokens those have together."""
        return int(self.lengths.sum(where=self.alive))

    def holding(self, term: int) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
        """Return the rows that hold a term and how often; none when no text does."""
        place = int(self.terms.searchsorted(term))
        if place == len(self.terms) or self.terms[place] != term:
            return self.rows[:0], self.counts[:0]
        part = slice(self.starts[place], self.starts[place + 1])
        return self.rows[part], self.counts[part]

    def without(self, rows: Iterable[int]) -> Postings:
        """Return the same postings with these rows struck out."""
        alive = self.alive.copy()
        alive[list(rows)] = False
        return replace(self, alive=alive)


def merged(parts: Sequence[Postings]) -> Postings:
    """Return one set of postings of all texts that are alive, part after part."""
    terms, rows, counts, offset = [], [], [], 0
    for part in parts:
        numbers = np.cumsum(part.alive) - 1 + offset
        kept = part.alive[part.rows]
        terms.append(np.repeat(part.terms, np.diff(part.starts))[kept])
        rows.append(numbers[part.rows[kept]])
        counts.append(part.counts[kept])
        offset += part.live
    if offset > MOST_ROWS:
        raise ValueError(f"{offset} texts are too many for one set of postings")
    all_terms = np.concatenate(terms)
    order = np.argsort(all_terms, kind="stable")  # the rows of a term stay in rising order
    first, starts = _runs(all_terms[order])
    lengths = np.concatenate([part.lengths[part.alive] for part in parts])
    return Postings(
        terms=first,
        starts=starts,
        rows=np.concatenate(rows)[order].astype(np.uint16),
        counts=np.concatenate(counts)[order],
        lengths=lengths,
        alive=np.ones(len(lengths), np.bool_),
    )


def code_of(token: str) -> int:
    """Return the number a token is known by, the same in every process.

    Chinese tokens are spelled out in it; others are hashed to 62 bits.
    """
    if token[0].isascii():
        digest = hashlib.blake2b(token.encode(), digest_size=8).digest()
        return _WORD | (int.from_bytes(digest) % _WORD)
    return ord(token[0]) << 32 | (ord(token[1]) if len(token) > 1 else 0)


def _noted(known: dict[str, int], token: str) -> int:
    known[token] = code = code_of(token)
    return code


def _sorted(
    codes: NDArray[np.int64], rows: NDArray[np.int64], lengths: NDArray[np.int32]
) -> Postings:
    """Return the postings of tokens that come text by text."""
    order = np.argsort(codes, kind="stable")
    codes, rows = codes[order], rows[order]
    fresh = np.ones(len(codes), np.bool_)
    fresh[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1])
    places = np.flatnonzero(fresh)
    counts = np.diff(places, append=len(codes))
    terms, starts = _runs(codes[places])
    return Postings(
        terms=terms,
        starts=starts,
        rows=rows[places].astype(np.uint16),
        counts=np.minimum(counts, _MOST_COUNTED).astype(np.uint16),
        lengths=lengths,
        alive=np.ones(len(lengths), np.bool_),
    )


def _runs(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different values of a sorted array, and where each begins, then its length."""
    terms, first = np.unique(codes, return_index=True)
    return terms, np.append(first, len(codes)).astype(np.int64)
