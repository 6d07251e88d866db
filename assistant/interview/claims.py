"""Claims: which words of a reply are taken by one field and closed to the others."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.reading import Readings
from assistant.interview.scan import Scan

# Fields read from words that other fields may need as well.
SHARED = ("place", "name", "product", "platform", "channel", "scene", "whole")


def claimed_spans(readings: Readings, fields: Sequence[Field]) -> list[Span]:
    """Return the spans taken by readings; a place or clause does not take its words from others."""
    shared = {f.key for f in fields if f.read in SHARED}
    return [span for key, r in readings.items() if key not in shared for span in r.spans]


def without_enums(readings: Readings, fields: Sequence[Field]) -> Readings:
    """Leave out choices: in "学老大做直播" the words of a choice are part of the name."""
    enums = {field.key for field in fields if field.type == "enum"}
    return {key: reading for key, reading in readings.items() if key not in enums}


def announced_rest(scan: Scan, fields: Sequence[Field], cues: Sequence[Cue]) -> list[Span]:
    """Return the cues that begin the rest ("面料成分在详情页"), where a heading must end."""
    keys = {field.key for field in fields if field.read == "rest"}
    return [Span(c.start, c.end) for c in cues if c.key in keys and c.start > scan.start + 1]


def without_acting_persons(
    scan: Scan, claimed: Sequence[Span], known: Readings, fields: Sequence[Field]
) -> list[Span]:
    """Leave a person in the rest when the clause says what he does ("王强接手")."""
    keys = {field.key for field in fields if field.read == "person"}
    persons = {span for key in keys & known.keys() for span in known[key].spans}
    acting = {
        span
        for clause in scan.clauses
        for span in persons
        if span.overlaps(*clause) and (clause.end - clause.start) > 2 * (span.end - span.start)
    }
    return [span for span in claimed if span not in acting]
