"""Scanner: one look over a message for everything it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from assistant.interview.clauses import Taken, clauses, sentences
from assistant.interview.dates import DateSpan, find_dates
from assistant.interview.lexicon import Lexicon
from assistant.interview.numbers import tidy
from assistant.interview.persons import PersonFinder
from assistant.interview.places import PlaceFinder
from assistant.interview.quantities import find_quantities
from assistant.interview.quantity import Quantity
from assistant.interview.scan import Scan
from assistant.interview.utterance import Utterance
from assistant.interview.venues import OccasionMention, VenueFinder

_WITHIN = re.compile(r"[之以]?内")
_NUMBERING = re.compile(r"(?:^|(?<=\n))[ \t]*\(?\d{1,2}[.、)](?!\d)")


class Scanner:
    """Scans messages with the words of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the finders."""
        self._lexicon = lexicon
        self.places = PlaceFinder(lexicon)
        self._persons = PersonFinder(lexicon)

    @cached_property
    def _venues(self) -> VenueFinder:
        return VenueFinder(self._lexicon)

    def scan(self, message: str, today: date) -> Scan:
        """Return everything a message names; dates are counted from `today`."""
        utterance = Utterance.of(message)
        plain = utterance.plain
        dates = find_dates(plain, today, self._lexicon.occasions)
        calendar = Taken(len(plain), (day.span for day in dates if not day.occasion))
        venues = [v for v in self._venues.venues(plain) if not calendar.touches(v.start, v.end)]
        occasions = [
            o
            for o in self._venues.occasions(plain)
            if not calendar.touches(o.start, o.end) or _holds_a_date(o, dates)
        ]
        taken = Taken(
            len(plain),
            [
                *(day.span for day in dates),
                *((venue.start, venue.end) for venue in venues),
                *((named.start, named.end) for named in occasions),
                *(match.span() for match in _NUMBERING.finditer(plain)),
            ],
        )
        quantities = [
            in_yuan(q, self._lexicon.currencies)
            for q in find_quantities(plain)
            if _counts(q, taken, plain)
        ]
        return Scan(
            utterance=utterance,
            today=today,
            start=0,
            end=len(plain),
            sentences=tuple(sentences(plain)),
            clauses=tuple(clauses(plain)),
            quantities=tuple(quantities),
            dates=tuple(dates),
            venues=tuple(venues),
            occasions=tuple(occasions),
            persons=tuple(self._persons.persons(utterance)),
        )


def _holds_a_date(named: OccasionMention, dates: Sequence[DateSpan]) -> bool:
    """Tell whether a month is part of the name ("三月采购节")."""
    return any(
        named.start <= day.first and day.last < named.end for day in dates if not day.occasion
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


def _counts(quantity: Quantity, named: Taken, plain: str) -> bool:
    """Tell whether a figure is one, rather than part of a date, a name or a numbering.

    "两天内" is a date when something is due and a duration when somebody answers: it stays both.
    """
    if quantity.kind == "duration" and _WITHIN.match(plain, quantity.end):
        return True
    return not named.touches(*quantity.span)
