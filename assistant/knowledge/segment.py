"""Segment: some passages of one owner with their postings; a change makes another segment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.knowledge.postings import Postings, merged
from assistant.language import to_mainland
from assistant.storage.records import Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """Passages in the order of the postings' rows; `numbers` maps a passage's id to its row."""

    passages: tuple[Passage, ...]
    postings: Postings
    numbers: dict[str, int]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Segment:
        """Index passages."""
        return cls.around(passages, Postings.of([indexed_text(passage) for passage in passages]))

    @classmethod
    def around(cls, passages: Sequence[Passage], postings: Postings) -> Segment:
        """Put passages beside the postings that were made of them."""
        numbers = {passage.id: row for row, passage in enumerate(passages)}
        return cls(tuple(passages), postings, numbers)

    def holds(self, id_: str) -> bool:
        """Tell whether a passage is here and not struck out."""
        return id_ in self.numbers and bool(self.postings.alive[self.numbers[id_]])

    def without(self, ids: Collection[str]) -> Segment:
        """Return the segment with these passages struck out; itself when it has none of them."""
        rows = [self.numbers[id_] for id_ in ids if self.holds(id_)]
        return replace(self, postings=self.postings.without(rows)) if rows else self

    def living(self) -> tuple[Passage, ...]:
        """Return the passages that are not struck out."""
        pairs = zip(self.passages, self.postings.alive, strict=True)
        return tuple(passage for passage, alive in pairs if alive)


def joined(segments: Sequence[Segment]) -> Segment:
    """Return one segment of all passages that are not struck out, in their order."""
    passages = [passage for segment in segments for passage in segment.living()]
    return Segment.around(passages, merged([segment.postings for segment in segments]))


def indexed_text(passage: Passage) -> str:
    """Return what is embedded and searched: title and heading path, then the passage."""
    text = f"{passage.context}\n{passage.text}" if passage.context else passage.text
    return to_mainland(text)
