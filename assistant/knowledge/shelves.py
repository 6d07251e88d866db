"""Shelves: what everybody may search at this moment, kept up to date passage by passage."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.knowledge.segment import Segment, joined
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.snapshot import Snapshot
from assistant.storage.records import Passage
from assistant.storage.shelf import visible_owners


@dataclass(frozen=True, slots=True)
class Growth:
    """How segments grow: small ones are joined, so that a search visits few of them.

    The first of two neighbours takes in the second while it is less than twice as large, up to
    `full` passages: so the longest merge takes a fraction of a second. A segment with more than the
    share `waste` struck out is written anew; one of `kept` passages or more is kept in a file.
    """

    full: int = 16_384
    waste: float = 0.5
    kept: int = 8_192


_GROWTH = Growth()


class Shelves:
    """The segments of every owner; one call changes them, and searches see all of it or nothing.

    A change costs in proportion to what is changed: new passages become a small segment, removed
    ones are struck out.
    """

    def __init__(
        self,
        passages: Iterable[Passage] = (),
        files: SegmentFiles | None = None,
        growth: Growth = _GROWTH,
    ) -> None:
        """Start with these passages, in their order; files are read by `fill`."""
        self._files = files
        self._growth = growth
        self._changing = threading.Lock()
        self._segments: dict[str, tuple[Segment, ...]] = {}
        self.change((), tuple(passages))

    def of(self, viewer: str) -> Snapshot:
        """Return what a viewer may see: what is shared and what is his own."""
        segments = self._segments  # replaced whole by a change, never altered
        owners = [owner for owner in visible_owners(viewer) if owner in segments]
        return Snapshot(owners, [part for owner in owners for part in segments[owner]])

    def fill(self, passages: Sequence[Passage]) -> None:
        """Hold exactly these passages, with as many segments from files as fit them."""
        with self._changing:
            segments: dict[str, list[Segment]] = {}
            found, rest = self._files.load(passages) if self._files else ([], passages)
            for segment in found:
                segments.setdefault(segment.passages[0].owner, []).append(segment)
            self._add(segments, rest)
            self._segments = {owner: tuple(parts) for owner, parts in segments.items()}

    def change(self, gone: Collection[str], come: Sequence[Passage]) -> None:
        """Take away the passages with these ids and add others, in one step."""
        with self._changing:
            segments = {
                owner: self._without(parts, gone) for owner, parts in self._segments.items()
            }
            self._add(segments, come)
            self._segments = {owner: tuple(parts) for owner, parts in segments.items() if parts}

    def _add(self, segments: dict[str, list[Segment]], come: Sequence[Passage]) -> None:
        by_owner: dict[str, list[Passage]] = {}
        for passage in come:
            by_owner.setdefault(passage.owner, []).append(passage)
        full = self._growth.full
        for owner, passages in by_owner.items():
            parts = segments.setdefault(owner, [])
            for start in range(0, len(passages), full):
                self._append(parts, Segment.of(passages[start : start + full]))

    def _append(self, parts: list[Segment], segment: Segment) -> None:
        """Put a segment behind the others, joined with those that are not much larger."""
        size, first = segment.postings.live, len(parts)
        while first > 0:
            neighbour = parts[first - 1].postings.live
            if neighbour >= 2 * size or neighbour + size > self._growth.full:
                break
            size += neighbour
            first -= 1
        if first < len(parts):
            segment = joined([*parts[first:], segment])
        parts[first:] = [segment]
        if self._files and size >= self._growth.kept:
            self._files.keep(segment)

    def _without(self, parts: Sequence[Segment], gone: Collection[str]) -> list[Segment]:
        kept = []
        for part in parts:
            left = part.without(gone)
            if left is not part and left.postings.live < self._growth.waste * len(left.passages):
                left = joined([left])
            if left.passages:
                kept.append(left)
        return kept
