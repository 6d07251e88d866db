"""Snapshot: the passages of one moment that somebody may see, with their keyword index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import overload

from assistant.knowledge.keyword_index import KeywordIndex
from assistant.knowledge.segment import Segment
from assistant.storage.records import Passage


class Snapshot:
    """The passages of some segments; it never changes, and making it copies nothing.

    A row counts through the segments. `owners` are those whose passages these are.
    """

    def __init__(self, owners: Sequence[str], segments: Sequence[Segment]) -> None:
        """Look at these segments."""
        self.owners = tuple(owners)
        self.passages = PassagesByRow(segments)
        self.rows = RowsById(segments)
        self._segments = segments

    @cached_property
    def keywords(self) -> KeywordIndex:
        """The keyword index over all of them."""
        return KeywordIndex([segment.postings for segment in self._segments])


class PassagesByRow(Sequence[Passage]):
    """Row number to passage; rows of passages that were struck out are among them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Look at these segments."""
        self._segments = segments
        sizes = (len(segment.passages) for segment in segments)
        self._offsets = list(accumulate(sizes, initial=0))

    def __len__(self) -> int:
        """Count the rows."""
        return self._offsets[-1]

    @overload
    def __getitem__(self, row: int) -> Passage: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Passage]: ...

    def __getitem__(self, row: int | slice) -> Passage | Sequence[Passage]:
        """Return the passage of a row, or those of a slice of rows."""
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        place = bisect_right(self._offsets, row) - 1
        return self._segments[place].passages[row - self._offsets[place]]


class RowsById(Mapping[str, int]):
    """Id of a passage to its row; what was struck out is not here."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Look at these segments."""
        self._segments = segments

    def __getitem__(self, id_: str) -> int:
        """Return the row; KeyError for a passage that is not here."""
        offset = 0
        for segment in self._segments:
            if segment.holds(id_):
                return offset + segment.numbers[id_]
            offset += len(segment.passages)
        raise KeyError(id_)

    def __iter__(self) -> Iterator[str]:
        """Go through the ids by row."""
        for segment in self._segments:
            yield from (id_ for id_ in segment.numbers if segment.holds(id_))

    def __len__(self) -> int:
        """Count the passages."""
        return sum(segment.postings.live for segment in self._segments)
