"""FieldReader: read a set of fields - of a question or of one record - out of a scanned reply."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.interview.choices import read_choice, read_choices
from assistant.interview.claims import (
    announced_rest,
    claimed_spans,
    without_acting_persons,
    without_enums,
)
from assistant.interview.clauses import Span
from assistant.interview.cues import Cue, find_cues
from assistant.interview.days import read_ages, read_days
from assistant.interview.field import Field
from assistant.interview.figures import read_figures, read_scores, read_zeros, with_bare_price
from assistant.interview.frequency import read_frequency
from assistant.interview.journeys import read_journey
from assistant.interview.names import read_bare_product, read_name, read_product
from assistant.interview.people_fields import read_persons
from assistant.interview.phrases import (
    read_first_segment,
    read_items,
    read_phrase,
    read_rest,
    remainder,
)
from assistant.interview.reading import Reading, Readings
from assistant.interview.records import RecordReader
from assistant.interview.scan import Scan
from assistant.interview.scanner import Scanner
from assistant.interview.venue_fields import read_venue

MAX_WHOLE = 200  # characters of a reply kept as a one-line description


class FieldReader:
    """Reads fields in a fixed order: the surest kinds first, free words from what is left."""

    def __init__(self, scanner: Scanner) -> None:
        """Keep the finder of places."""
        self._places = scanner.places
        self._records = RecordReader(self.read_record)

    def read_question(self, scan: Scan, fields: Sequence[Field]) -> Readings:
        """Return the readings of the fields of the question that a reply answers."""
        cues = find_cues(scan, fields)
        readings = self._certain(scan, fields, cues, by_kind=False)
        readings |= self._named(scan, fields, cues, readings, whole=True)
        readings |= self._phrases(scan, fields, cues, ("after_cue",), ())
        readings |= self._phrases(scan, fields, cues, ("clause",), ())
        readings |= self._read_records(scan, fields, cues, readings)
        left = scan.without(claimed_spans(readings, fields))
        open_fields = [field for field in fields if field.key not in readings]
        readings |= read_figures(left, open_fields, cues)
        return readings | self._free(scan, fields, cues, readings)

    def read_announced(self, scan: Scan, fields: Sequence[Field], cues: Sequence[Cue]) -> Readings:
        """Return the products and choices of other questions, each from the clause of its cue."""
        readings: Readings = {}
        by_key = {field.key: field for field in fields}
        for cue in cues:
            field = by_key[cue.key]
            clause = scan.clause_at(cue.start)
            part = scan.part(*clause)
            found = None
            if field.read == "product":
                found = read_product(part, [cue])
            elif field.type == "enum":
                found = read_choice(part, field)
            if found:
                readings.setdefault(cue.key, found)
        return readings

    def read_record(self, scan: Scan, parts: Sequence[Field]) -> Readings:
        """Return the readings of the parts of one record."""
        cues = find_cues(scan, parts)
        scan = with_bare_price(scan, parts, cues)
        readings = read_journey(scan, parts) or self._certain(scan, parts, cues, by_kind=True)
        readings |= self._named(scan, parts, cues, readings, whole=False)
        readings |= self._phrases(scan, parts, cues, ("after_cue",), ())
        readings |= self._free(scan, parts, cues, readings, only=("first_segment", "items"))
        claimed = [
            span
            for field in parts
            if field.read == "first_segment" and field.key in readings
            for span in readings[field.key].spans
        ]
        readings |= self._phrases(scan, parts, cues, ("clause",), claimed)
        return readings | self._free(scan, parts, cues, readings, only=("rest",))

    def _certain(
        self, scan: Scan, fields: Sequence[Field], cues: Sequence[Cue], by_kind: bool
    ) -> Readings:
        """Read figures, dates and choices."""
        readings = read_figures(scan, fields, cues, by_kind)
        readings = read_zeros(scan, fields) | readings
        readings |= read_days(scan, fields, cues) | read_ages(scan, fields, cues)
        for field in fields:
            if field.type in ("enum", "bool"):
                choice = read_choice(scan, field)
            elif field.options:
                choice = read_choices(scan, field)
            else:
                continue
            if choice:
                readings[field.key] = choice
        return readings

    def _named(
        self, scan: Scan, fields: Sequence[Field], cues: Sequence[Cue], known: Readings, whole: bool
    ) -> Readings:
        """Read persons, places, platforms, names and products."""
        asked = [field for field in fields if field.read == "person"]
        readings = read_persons(scan, asked, cues, whole) if asked else {}
        for field in fields:
            own = [cue for cue in cues if cue.key == field.key]
            claimed = [span for r in (known | readings).values() for span in r.spans]
            found = self._named_thing(scan, field, own, claimed)
            if found:
                readings[field.key] = found
        return readings

    def _named_thing(
        self, scan: Scan, field: Field, own: Sequence[Cue], claimed: Sequence[Span]
    ) -> Reading | None:
        match field.read:
            case "place":
                return self._place(scan, field)
            case "name":
                return read_name(scan, self._places.towns(scan.utterance, *scan.span))
            case "product":
                towns = self._places.towns(scan.utterance, *scan.span)
                return read_product(scan, own) or read_bare_product(scan, claimed, towns)
            case "node" if scan.occasions:
                first = scan.occasions[0]
                return Reading(first.occasion.name, (Span(first.start, first.end),))
        return _plain_thing(scan, field, own) or read_venue(scan, field, own)

    def _place(self, scan: Scan, field: Field) -> Reading | None:
        """Return a town for a firm's seat, and any area for where customers are."""
        if field.key.startswith("company"):
            towns = self._places.towns(scan.utterance, scan.start, scan.end)
            span = towns[0] if towns else None
        else:
            span = self._places.areas(scan.utterance, scan.start, scan.end)
        return Reading(scan.words(*span), (span,)) if span else None

    def _phrases(
        self,
        scan: Scan,
        fields: Sequence[Field],
        cues: Sequence[Cue],
        kinds: tuple[str, ...],
        claimed: Sequence[Span],
    ) -> Readings:
        readings: Readings = {}
        for field in fields:
            if field.read in kinds and field.type in ("text", "list") and not field.options:
                found = read_phrase(scan, field, cues, claimed)
                if found:
                    readings[field.key] = found
        return readings

    def _read_records(
        self, scan: Scan, fields: Sequence[Field], cues: Sequence[Cue], known: Readings
    ) -> Readings:
        readings: Readings = {}
        chosen = {field.key for field in fields if field.options}  # may stand within a record
        claimed = claimed_spans({k: r for k, r in known.items() if k not in chosen}, fields)
        for field in reversed([f for f in fields if f.type == "records"]):
            # the main list of a question comes first in the book and takes what the others leave
            found = self._records.read(scan, field, remainder(scan, claimed))
            if found:
                readings[field.key] = found
                claimed += found.spans
        return readings

    def _free(
        self,
        scan: Scan,
        fields: Sequence[Field],
        cues: Sequence[Cue],
        known: Readings,
        only: tuple[str, ...] = ("first_segment", "items", "rest", "whole"),
    ) -> Readings:
        """Read the fields that take the owner's words from what nothing else has claimed."""
        readings: Readings = {}
        for field in fields:
            if field.read not in only or field.key in known:
                continue
            claimed = claimed_spans(known | readings, fields)
            if field.read == "first_segment":
                claimed = claimed_spans(without_enums(known, fields), fields)
                claimed += announced_rest(scan, fields, cues)
            if field.read == "rest":
                claimed = without_acting_persons(scan, claimed, known, fields)
            found = _free_words(scan, field, cues, claimed)
            if found:
                readings[field.key] = found
        return readings


def _free_words(
    scan: Scan, field: Field, cues: Sequence[Cue], claimed: Sequence[Span]
) -> Reading | None:
    match field.read:
        case "first_segment":
            return read_first_segment(scan, field, cues, claimed)
        case "items":
            return read_items(scan, field, cues, claimed)
        case "rest":
            return read_rest(scan, field, cues, claimed)
        case "whole":
            words = scan.words(*scan.span)
            return Reading(words) if 0 < len(words) <= MAX_WHOLE else None
    return None


def _plain_thing(scan: Scan, field: Field, own: Sequence[Cue]) -> Reading | None:
    match field.read:
        case "word" if own:
            first = own[0]
            return Reading(scan.words(first.start, first.end), (Span(first.start, first.end),))
        case "scores":
            return read_scores(scan)
        case "frequency":
            return read_frequency(scan)
    return None
