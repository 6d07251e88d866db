"""Recognition: an answer to another question than the one that was asked ("李梅挂帅，专职")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.interview.choices import choice_spans
from assistant.interview.clauses import Span
from assistant.interview.cues import find_cues
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.profile import Profile
from assistant.interview.question import Question
from assistant.interview.reading import Reading, Readings
from assistant.interview.scan import Scan
from assistant.interview.venues import OccasionMention

_ASKS = re.compile(r"[?？]|怎么|如何|什么|为何|是不是|(?<![a-z])(?:how|what|which|should)(?![a-z])")
SURE = 2  # points of a value announced by a word that can mean nothing else
_BEFORE_OR_AFTER = re.compile(r"[ ]?(?:大促|那天)?(?:之|以)?[前后]")
_BATTLE = re.compile(
    r"(?!.{0,3}[前后])[^,，。;；\n]{0,6}(?:目标|冲到?|卖到?|做到|备货|备|goal|target|stock)[^,，。;；\n]{0,6}"
)


def without_battles(scan: Scan) -> Scan:
    """Return the scan without goal, stock and day of single occasions ("双11目标100万")."""
    spans = [
        Span(*q.span)
        for q in scan.quantities
        for named in scan.occasions
        if named.end <= q.start and _BATTLE.fullmatch(scan.plain, named.end, q.start)
    ]
    named_days = [Span(*day.span) for day in scan.dates if day.occasion] if spans else []
    return scan.without([*spans, *named_days])


class Recogniser:
    """Tells which question a reply answers when it is not the one on the table.

    Only questions with `told_by` are recognised, and only by words that announce a value: a
    figure or person without a cue counts for nothing, but for a leader named with his post.
    """

    def __init__(self, questions: Iterable[Question], fields: FieldReader) -> None:
        """Keep the questions that may be recognised."""
        self._questions = [question for question in questions if question.told_by]
        self._fields = fields

    def read(
        self, scan: Scan, asked: Question | None, claimed: Sequence[Span], profile: Profile
    ) -> Readings:
        """Return the readings of the questions that the clauses not yet claimed answer.

        Args:
            scan: the reply.
            asked: the question on the table, which is not looked at again.
            claimed: the words its fields have taken.
            profile: what is known; campaigns and colleagues named before are kept.
        """
        readings: Readings = {}
        for region in free_regions(scan, claimed):
            if _ASKS.search(scan.plain, *region):
                continue
            part = scan.part(*region)
            weighed = [
                (points, found)
                for question in self._questions
                if asked is None or question.id != asked.id
                for found, points in [self._weighed(part, question, profile)]
            ]
            taken: list[Span] = []
            for _, found in sorted(weighed, key=lambda pair: -pair[0]):
                spans = _words_of_records(found)
                if not any(span.overlaps(*other) for span in spans for other in taken):
                    told = {key: _joined(reading, key, profile) for key, reading in found.items()}
                    readings |= {k: r for k, r in told.items() if k not in readings}
                    taken += spans
        return readings

    def is_of_another(self, scan: Scan, asked: Question, own: Readings, profile: Profile) -> bool:
        """Tell whether a reply as a whole answers another question better than the one asked.

        Every clause must belong to the other question, and more must speak for it than the cues
        that announce what the question asked has read.
        """
        if _ASKS.search(scan.plain, *scan.span):
            return False
        for question in self._questions:
            if question.id == asked.id:
                continue
            found, points = self._weighed(scan, question, profile)
            taken = [span for reading in found.values() for span in reading.spans]
            if points >= SURE and not free_regions(scan, taken):
                own_points = _own_points(scan, asked, own)
                read = [span for reading in own.values() for span in reading.spans]
                # the reading that leaves nothing over is the better one, at a draw or when much
                # speaks for it
                is_partial = bool(free_regions(scan, read))
                return points > own_points or (is_partial and points >= min(own_points, SURE * 2))
        return False

    def _weighed(self, scan: Scan, question: Question, profile: Profile) -> tuple[Readings, int]:
        """Return the readings of a question and the points that speak for it."""
        told_by = question.told_by
        if told_by is None:
            return {}, 0
        scan = replace(scan, occasions=tuple(o for o in scan.occasions if not _is_date(scan, o)))
        fields = [_announced_only(f, told_by.alone) for f in question.wanted(profile)]
        found = self._fields.read_question(scan, fields)
        announced = {cue.key for cue in find_cues(scan, fields, elsewhere=True)}
        points = sum(
            len(_telling(found[key].value, question_field.item[0].key, told_by.parts))
            if question_field.type == "records"
            else 1 + (key in announced)
            for key, question_field in ((f.key, f) for f in fields)
            if key in found and (key in told_by.fields or key in announced)
        )
        return (found, points) if points >= told_by.points else ({}, 0)


def _words_of_records(found: Readings) -> list[Span]:
    """Return the words that records are read from: they cannot be records of two questions."""
    return [span for r in found.values() if _is_records(r.value) for span in r.spans]


def _is_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _own_points(scan: Scan, asked: Question, own: Readings) -> int:
    """Return two points for each cue or choice within what the question asked has read."""
    points = 0
    for field in asked.fields:
        parts = field.item or (field,)
        places = [Span(cue.start, cue.end) for cue in find_cues(scan, parts)]
        places += [span for part in field.item for span in choice_spans(scan, part)]
        spans = own[field.key].spans if field.key in own else ()
        points += sum(SURE for place in places if any(s.holds(*place) for s in spans))
    return points


def _is_date(scan: Scan, named: OccasionMention) -> bool:
    """Tell whether an occasion is only the day something is due ("双11前")."""
    return bool(_BEFORE_OR_AFTER.match(scan.plain, named.end))


def free_regions(scan: Scan, claimed: Sequence[Span]) -> list[Span]:
    """Return the runs of clauses that hold nothing claimed."""
    runs: list[Span] = []
    is_open = False
    for clause in scan.clauses:
        is_free = not any(span.overlaps(*clause) for span in claimed)
        if is_free and is_open:
            runs[-1] = Span(runs[-1].start, clause.end)
        elif is_free:
            runs.append(clause)
        is_open = is_free
    return runs


def _announced_only(field: Field, alone: Sequence[str]) -> Field:
    """Return the field as it is read elsewhere: nothing without a cue, no free words."""
    item = tuple(part.model_copy(update={"alone": part.read == "person"}) for part in field.item)
    read = "" if field.read in ("items", "whole", "first_segment", "rest") else field.read
    update = {"alone": field.key in alone, "item": item, "read": read}
    return field.model_copy(update=update)


def _telling(records: Sequence[Mapping[str, object]], name: str, parts: Sequence[str]) -> list[str]:
    """Return the parts that tell what the records are: a single one over all records.

    Where several parts can tell, one record must have them: "客单价240，每月500" is no product.
    """
    told = [[part for part in parts if part in record] for record in records if name in record]
    if len(parts) == 1:
        return [part for found in told for part in found]
    return max(told, key=len, default=[])


def _joined(reading: Reading, key: str, profile: Profile) -> Reading:
    """Add what was known of a list of records: what is said in passing replaces nothing else."""
    if not isinstance(reading.value, list) or not profile.items_of(key):
        return reading
    records = {
        next(iter(r.values())): r for r in profile.items_of(key) if isinstance(r, dict) and r
    }
    for record in reading.value:
        if isinstance(record, dict) and record:
            name = next(iter(record.values()))
            records[name] = {**records.get(name, {}), **record}
    value = list(records.values()) if records else reading.value
    return Reading(value, reading.spans, note=reading.note, origin=reading.origin)
