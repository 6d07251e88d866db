"""Snapshot: the passages of one moment that somebody may see, with their keyword index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.knowledge.keywords import KeywordIndex
from assistant.language import to_mainland
from assistant.storage.records import Passage
from assistant.storage.shelf import NOBODY, visible_owners

_KEPT = 16  # keyword indexes of people with documents of their own, those asked for last


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The passages of one moment with their keyword index; replaced whole after a change.

    `owners` are those whose passages these are.
    """

    passages: tuple[Passage, ...] = ()
    owners: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    keywords: KeywordIndex = field(default_factory=lambda: KeywordIndex([]))

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Snapshot:
        """Build the snapshot of these passages."""
        return cls(
            passages=tuple(passages),
            owners=tuple(dict.fromkeys(passage.owner for passage in passages)),
            rows={passage.id: row for row, passage in enumerate(passages)},
            keywords=KeywordIndex(indexed_text(passage) for passage in passages),
        )


def indexed_text(passage: Passage) -> str:
    """Return what is embedded and searched: title and heading path, then the passage."""
    text = f"{passage.context}\n{passage.text}" if passage.context else passage.text
    return to_mainland(text)


class VisibleSnapshots:
    """For every viewer the snapshot of what he may see; made when he first asks.

    Whoever has no documents of his own shares one snapshot with all the others like him.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Sort the passages by owner, keeping their order."""
        self._passages = tuple(passages)
        self._owners = {passage.owner for passage in passages} - {NOBODY}
        self._shared = self._build(NOBODY)
        self._own: dict[str, Snapshot] = {}

    def of(self, viewer: str) -> Snapshot:
        """Return what a viewer may see."""
        if viewer not in self._owners:
            return self._shared
        snapshot = self._own.pop(viewer, None) or self._build(viewer)
        self._own[viewer] = snapshot  # now the last one asked for
        if len(self._own) > _KEPT:
            del self._own[next(iter(self._own))]
        return snapshot

    def _build(self, viewer: str) -> Snapshot:
        owners = visible_owners(viewer)
        return Snapshot.of([passage for passage in self._passages if passage.owner in owners])
