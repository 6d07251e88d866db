"""Scan: everything a reply names - figures, dates, platforms, occasions - with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.interview.clauses import Span
from assistant.interview.dates import DateSpan, find_dates
from assistant.interview.lexicon import Lexicon
from assistant.interview.numbers import tidy
from assistant.interview.persons import PersonFinder
from assistant.interview.places import PlaceFinder
from assistant.interview.quantities import find_quantities
from assistant.interview.quantity import Quantity
from assistant.interview.utterance import Utterance
from assistant.interview.venues import OccasionMention, VenueFinder, VenueMention

_NUMBERING = re.compile(r"(?:^|(?<=\n))[ \t]*\(?\d{1,2}[.、)](?!\d)")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found between `start` and `end` of an utterance; all places count from its begin."""

    utterance: Utterance
    today: date
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    venues: tuple[VenueMention, ...]
    occasions: tuple[OccasionMention, ...]

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

    def part(self, start: int, end: int) -> Scan:
        """Return what lies within a narrower span."""
        return replace(
            self,
            start=start,
            end=end,
            quantities=tuple(q for q in self.quantities if start <= q.start and q.end <= end),
            dates=tuple(d for d in self.dates if start <= d.first and d.last <= end),
            venues=tuple(v for v in self.venues if start <= v.start and v.end <= end),
            occasions=tuple(o for o in self.occasions if start <= o.start and o.end <= end),
        )

    def without(self, claimed: Iterable[Span]) -> Scan:
        """Return the scan without the figures and dates that overlap claimed spans."""
        spans = list(claimed)
        return replace(
            self,
            quantities=tuple(
                q for q in self.quantities if not any(s.overlaps(*q.span) for s in spans)
            ),
            dates=tuple(d for d in self.dates if not any(s.overlaps(*d.span) for s in spans)),
        )


def in_yuan(quantity: Quantity, rates: Mapping[str, float]) -> Quantity:
    """Return an amount in another currency as yuan, with a note of how it was converted.

    `rates` are yuan per unit; a currency without a rate is left as it is.
    """
    rate = rates.get(quantity.currency)
    if rate is None:
        return quantity
    note = f"{quantity.value:,.10g} {quantity.currency} × {rate:g}"
    return replace(
        quantity,
        value=tidy(quantity.value * rate),
        low=tidy(quantity.low * rate),
        high=tidy(quantity.high * rate),
        note=f"{quantity.note} {note}".strip(),
        currency="CNY",
    )


def _counts(quantity: Quantity, named: Sequence[Span], plain: str) -> bool:
    """Tell whether a figure is one, rather than part of a date, a name or a numbering.

    "两天内" is a date when something is due and a duration when somebody answers: it stays both.
    """
    if quantity.kind == "duration" and plain[quantity.end : quantity.end + 1] == "内":
        return True
    return not any(span.overlaps(*quantity.span) for span in named)


class Scanner:
    """Scans messages with the words of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the finders."""
        self._lexicon = lexicon
        self.places = PlaceFinder(lexicon)
        self.persons = PersonFinder(lexicon)

    @cached_property
    def _venues(self) -> VenueFinder:
        return VenueFinder(self._lexicon)

    def scan(self, message: str, today: date) -> Scan:
        """Return everything a message names; dates are counted from `today`."""
        utterance = Utterance.of(message)
        plain = utterance.plain
        dates = find_dates(plain, today, self._lexicon.occasions)
        calendar = [Span(*d.span) for d in dates if not d.occasion]
        venues = self._venues.venues(plain, calendar)
        occasions = [
            o
            for o in self._venues.occasions(plain)
            if not any(span.overlaps(o.start, o.end) for span in calendar)
        ]
        named = [Span(*d.span) for d in dates]
        named += [Span(v.start, v.end) for v in venues] + [Span(o.start, o.end) for o in occasions]
        named += [Span(*m.span()) for m in _NUMBERING.finditer(plain)]
        quantities = [
            in_yuan(q, self._lexicon.currencies)
            for q in find_quantities(plain)
            if _counts(q, named, plain)
        ]
        return Scan(
            utterance, today, 0, len(plain), tuple(quantities), tuple(dates), tuple(venues),
            tuple(occasions),
        )  # fmt: skip
