"""Scan: everything a reply names - figures, dates, platforms, persons - with its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from assistant.interview.clauses import Span, Taken
from assistant.interview.dates import DateSpan
from assistant.interview.quantity import Quantity
from assistant.interview.utterance import Utterance
from assistant.interview.venues import OccasionMention, VenueMention

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found between `start` and `end` of an utterance; all places count from its begin.

    Everything is listed from left to right. `sentences` end at full stops, semicolons and lines,
    `clauses` at commas as well.
    """

    utterance: Utterance
    today: date
    start: int
    end: int
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    venues: tuple[VenueMention, ...]
    occasions: tuple[OccasionMention, ...]
    persons: tuple[Span, ...]

    @property
    def plain(self) -> str:
        """The whole plain text, also beyond `start` and `end`."""
        return self.utterance.plain

    @property
    def span(self) -> Span:
        """The stretch that was scanned."""
        return Span(self.start, self.end)

    def words(self, start: int, end: int) -> str:
        """Return the owner's words of a span."""
        return self.utterance.words(start, end)

    def clause_at(self, position: int) -> Span:
        """Return the clause that holds a place, or the whole stretch when none does."""
        index = bisect_left(self.clauses, position + 1, key=lambda clause: clause.start) - 1
        if index >= 0 and position < self.clauses[index].end:
            return self.clauses[index]
        return self.span

    def clauses_in(self, span: Span) -> tuple[Span, ...]:
        """Return the clauses of a stretch, cut at its ends."""
        return _cut(self.clauses, span)

    def persons_in(self, span: Span) -> tuple[Span, ...]:
        """Return the persons named within a stretch."""
        return _within(self.persons, span, lambda person: person)

    def quantities_in(self, span: Span) -> tuple[Quantity, ...]:
        """Return the figures within a stretch."""
        return _within(self.quantities, span, lambda quantity: quantity.span)

    def part(self, start: int, end: int) -> Scan:
        """Return what lies within a narrower span."""
        span = Span(start, end)
        return replace(
            self,
            start=start,
            end=end,
            sentences=_cut(self.sentences, span),
            clauses=_cut(self.clauses, span),
            quantities=self.quantities_in(span),
            dates=_within(self.dates, span, lambda day: day.span),
            venues=_within(self.venues, span, lambda venue: (venue.start, venue.end)),
            occasions=_within(self.occasions, span, lambda named: (named.start, named.end)),
            persons=self.persons_in(span),
        )

    def without(self, claimed: Iterable[Span]) -> Scan:
        """Return the scan without the figures and dates that overlap claimed spans."""
        taken = Taken(self.end, claimed)
        return replace(
            self,
            quantities=tuple(q for q in self.quantities if not taken.touches(*q.span)),
            dates=tuple(day for day in self.dates if not taken.touches(*day.span)),
        )


def _within(
    entries: Sequence[T], span: Span, place: Callable[[T], tuple[int, int]]
) -> tuple[T, ...]:
    """Return the entries that lie within a stretch; `entries` stand from left to right."""
    first = bisect_left(entries, span.start, key=lambda entry: place(entry)[0])
    last = bisect_left(entries, span.end, key=lambda entry: place(entry)[0])
    return tuple(entry for entry in entries[first:last] if place(entry)[1] <= span.end)


def _cut(parts: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Return the parts of a stretch, the outer ones cut at its ends."""
    first = max(0, bisect_left(parts, span.start, key=lambda part: part.end))
    last = bisect_left(parts, span.end, key=lambda part: part.start)
    cut = (Span(max(p.start, span.start), min(p.end, span.end)) for p in parts[first:last])
    return tuple(part for part in cut if part.start < part.end)
