"""Late interaction: a question's tokens are each compared with every token of a passage (MaxSim).

One vector blurs a passage into its topic. Token by token, the passage that says what was asked
stands out from its neighbours, also when it says so in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.knowledge.keywords import tokenize_query
from assistant.knowledge.token_code import TokenCode
from assistant.knowledge.token_reading import Span, TokenReading, Vectors
from assistant.language import normalise


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """How well a passage matches one token of the question.

    `similarity` is the cosine (-1..1) to the passage's nearest token, both centred on the model's
    mean. `weight` is the token's share (0..1) of the question's idf mass, 0 for words like 怎么;
    those of a question sum to 1.
    """

    text: str
    weight: float
    similarity: float

    @property
    def lack(self) -> float:
        """What the token takes from a full match: its weight times what its cosine is short of 1.

        The token of a question with the highest lack is the one that the passage says least about.
        """
        return self.weight * (1.0 - self.similarity)


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """The tokens of a question with their vectors and weights."""

    texts: tuple[str, ...]
    vectors: Vectors
    weights: Vectors

    @classmethod
    def of(cls, text: str, reading: TokenReading, idf: Callable[[str], float]) -> QuestionTokens:
        """Take the tokens of a question's reading; `idf` is asked for words of the library."""
        texts = tuple(text[start:end] for start, end in reading.spans)
        return cls(texts, reading.tokens, _weights(text, reading.spans, idf))

    def matches(self, packed: bytes, code: TokenCode) -> tuple[TokenMatch, ...]:
        """Return how a passage's packed tokens match each token, in the question's order.

        Nothing is returned when question or passage has no tokens.
        """
        passage = code.unpack(packed)
        if not len(passage) or not self.texts:
            return ()
        best = (self.vectors @ passage.T).max(axis=1)
        rows = zip(self.texts, self.weights, best, strict=True)
        return tuple(TokenMatch(text, float(w), float(s)) for text, w, s in rows)


def _weights(text: str, spans: Sequence[Span], idf: Callable[[str], float]) -> Vectors:
    """Return each token's share of the idf mass; equal shares when nothing has any."""
    words = {word: idf(word) for word in dict.fromkeys(tokenize_query(text))}
    masses = np.zeros(len(spans), np.float32)
    for row, (start, end) in enumerate(spans):
        piece = normalise(_whole_word(text, start, end)).strip()
        # the model's tokens and the index's words are cut differently: one is within the other
        masses[row] = max((words[word] for word in words if _overlap(piece, word)), default=0.0)
    total = masses.sum()
    return masses / total if total else np.full(len(spans), 1 / max(1, len(spans)), np.float32)


def _whole_word(text: str, start: int, end: int) -> str:
    """Return the span, made longer to the ends of a Latin word or a number that it is a part of."""
    while start and _same_word(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _same_word(text[end - 1 : end + 1]):
        end += 1
    return text[start:end]


def _same_word(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def _overlap(piece: str, word: str) -> bool:
    return bool(piece) and (piece in word or word in piece)


def similarity(matches: Sequence[TokenMatch]) -> float:
    """Return the mean cosine of the matches by their weights (MaxSim), 0 for none."""
    return sum(match.weight * match.similarity for match in matches)
