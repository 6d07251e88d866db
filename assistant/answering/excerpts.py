"""Excerpts: of the retrieved passages, the sentences that a chat model is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence
from assistant.answering.manipulation import addresses_a_model
from assistant.answering.ranking import EvidenceRanker, RankedEvidence
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.language import reading_size
from assistant.storage.records import Passage

# as reading_size counts; all excerpts together
_SIZE = 480
_MOST_PIECES = 9
# a piece this far below the best one says something else
_FAR_BELOW = 0.16


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a passage: its best sentences in their order."""

    hit: RetrievedPassage
    text: str

    def numbered(self, number: int) -> str:
        """Return it as the prompt shows it: number, title, heading, text."""
        return f"[{number}] {self.context}\n{self.text}"

    @property
    def context(self) -> str:
        """Title and heading, unless these tell a model what to do."""
        context = self.hit.passage.context
        return "" if addresses_a_model(context) else context


class ExcerptSelector:
    """Chooses the pieces nearest to a question, up to a size that leaves a prompt short."""

    def __init__(self, ranker: EvidenceRanker) -> None:
        """Score the pieces with this ranker."""
        self._ranker = ranker

    def select(self, query: str, hits: Sequence[RetrievedPassage]) -> list[Excerpt]:
        """Return the excerpts in the order of their passages; the nearest piece is always in."""
        chosen = _nearest(self._ranker.rank(query, hits))
        excerpts = []
        for hit in hits:
            pieces = [c.evidence for c in chosen if c.evidence.passage == hit.passage]
            if pieces:
                excerpts.append(Excerpt(hit, _joined(hit.passage, pieces)))
        return excerpts


def _joined(passage: Passage, pieces: list[Evidence]) -> str:
    """Return pieces in their order; neighbours as the passage has them, others on a new line."""
    text, end = "", -1
    for piece in sorted(pieces, key=lambda piece: piece.start):
        between = passage.text[end - passage.start : piece.start - passage.start]
        if text:
            text += "\n" if between.strip() else between
        text += piece.text
        end = piece.end
    return text


def _nearest(ranked: Sequence[RankedEvidence]) -> list[RankedEvidence]:
    """Return the best pieces, as many as fit; all of them when they do."""
    sizes = [reading_size(item.evidence.text) for item in ranked]
    if sum(sizes) <= _SIZE:
        return list(ranked)
    chosen: list[RankedEvidence] = []
    used = 0
    for item, size in zip(ranked, sizes, strict=True):
        if chosen and (len(chosen) == _MOST_PIECES or item.score < ranked[0].score - _FAR_BELOW):
            break
        if not chosen or used + size <= _SIZE:
            chosen.append(item)
            used += size
    return chosen
