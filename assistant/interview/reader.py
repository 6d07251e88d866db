"""ReplyReader: one reply of the owner -> field values, without a model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.interview.assignment import Assignment, AssignmentReader
from assistant.interview.budget import read_budget
from assistant.interview.clauses import Span
from assistant.interview.corrections import (
    find_correction,
    is_correction,
    takes_back,
    without_opening,
)
from assistant.interview.cues import find_cues
from assistant.interview.defaults import default_value
from assistant.interview.derivation import brand_share, derive, new_split
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.figures import read_figures, read_positions
from assistant.interview.goal import read_goal
from assistant.interview.goal_scale import tells_growth, tells_sales
from assistant.interview.left_over import with_left_over
from assistant.interview.lexicon import Lexicon
from assistant.interview.material import MaterialReader
from assistant.interview.material_tables import with_bars
from assistant.interview.own_occasions import with_own_occasions
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.reading import Reading, Readings
from assistant.interview.recognition import Recogniser, without_battles
from assistant.interview.scan import Scan
from assistant.interview.scanner import Scanner
from assistant.interview.update import ReplyUpdate
from assistant.interview.vagueness import (
    asks_something,
    is_counter_question,
    is_only_buzzwords,
    lists_too_many,
    names_everyone,
    vague_detectors,
)
from assistant.interview.value import Value


class ReplyReader:
    """Reads replies with the questions of a book and the words of a lexicon.

    A wrong value is worse than a missing one: what is not announced by its words, its unit or its
    place in the reply is left out.
    """

    def __init__(self, book: QuestionBook, lexicon: Lexicon) -> None:
        """Prepare the finders; nothing is read from disk."""
        self._book = book
        self._lexicon = lexicon
        self._scanner = Scanner(lexicon)
        self._fields = FieldReader(self._scanner)
        self._recogniser = Recogniser(book, self._fields)
        self._assignments = AssignmentReader(book.fields, self._scanner, self._fields)
        self._material = MaterialReader(
            book, self._scanner, self._fields, self._assignments, self._own
        )

    def read(
        self, message: str, question: Question | None, profile: Profile, today: date
    ) -> ReplyUpdate:
        """Return what a reply says.

        Args:
            message: the reply as typed.
            question: the question it answers; None reads only fields announced by their cues.
            profile: what is known, for relations ("翻一番") and corrections ("不对，是46人").
            today: the day dates are counted from.

        Returns:
            Values of origin "answer" (or "calculated") with the reply as `raw`, also for other
            questions; the detectors that fired when the question got nothing usable; the fields
            of the question that are still missing.
        """
        assigned = self._assignments.find(message, today, profile)
        if assigned:
            return self._assigned(assigned, message)
        scan = self._scanner.scan(with_bars(message), today)
        readings: Readings = {}
        if not self._says_nothing(message):
            readings = self._read(scan, question, profile)
        values = {key: self._value(key, r, message) for key, r in readings.items()}
        return with_left_over(self._update(scan, question, profile, values), scan, readings)

    def read_material(self, text: str, profile: Profile, today: date) -> dict[str, Value]:
        """Return what a company introduction, price list or old plan says, to be confirmed."""
        return self._material.read(text, profile, today)

    def _assigned(self, assigned: Assignment, message: str) -> ReplyUpdate:
        key = assigned.field.key
        if assigned.reading is None:
            return ReplyUpdate(unread=key)
        return ReplyUpdate({key: self._value(key, assigned.reading, message)})

    def _says_nothing(self, message: str) -> bool:
        words = self._lexicon
        unknown = words.is_unknown(message) and not words.is_agreement(message)
        return unknown or words.is_skip(message) or words.is_chatter(message)

    def _read(self, scan: Scan, question: Question | None, profile: Profile) -> Readings:
        found = find_correction(scan, profile, self._book, self._lexicon)
        if found:
            before, corrected = found
            return (self._read(before, question, profile) if before else {}) | corrected
        if question and is_correction(scan, self._lexicon):
            changed = self._read(scan, None, profile)
            if takes_back(changed, profile, question.keys):
                return changed
            scan = without_opening(scan, self._lexicon)
        own = self._own(scan, question, profile) if question else {}
        if question and self._recogniser.is_of_another(scan, question, own, profile):
            own = {}
        claimed = [span for reading in own.values() for span in reading.spans]
        told = self._recogniser.read(scan, question, claimed, profile)
        claimed += [span for reading in told.values() for span in reading.spans]
        readings = self._elsewhere(scan, question, claimed, profile) | told | own
        return readings | derive(scan, readings, profile)

    def _own(self, scan: Scan, question: Question, profile: Profile) -> Readings:
        """Read the fields of the question the reply answers."""
        if self._is_empty_answer(scan, question):
            return {}
        fields = question.wanted(profile)
        keys = {field.key for field in fields}
        if not any(field.type == "records" for field in fields):
            scan = without_battles(scan)
        elif any(field.new_at == "node" for field in fields):
            scan = with_own_occasions(scan)
        if "goal.target" in keys:
            return read_goal(scan, fields, profile)
        if "budget.total" in keys:
            return self._goal(scan, profile) if tells_growth(scan) else read_budget(scan, fields)
        readings = self._fields.read_question(scan, fields)
        if "channels.brand_share_pct" in keys:
            readings |= self._split(scan, fields, profile, readings)
        if not any(field.key in readings for field in fields if field.read != "whole"):
            positions = [f for key in question.positions for f in fields if f.key == key]
            readings |= read_positions(scan, positions) if positions else {}
        return readings

    def _is_empty_answer(self, scan: Scan, question: Question) -> bool:
        """Tell whether a reply is slogans, a counter-question, everybody, or far too much."""
        if is_only_buzzwords(scan, self._lexicon) or is_counter_question(scan):
            return True
        fires = {
            "everyone": lambda: names_everyone(scan, self._lexicon) and not scan.quantities,
            "too_many": lambda: lists_too_many(scan),
        }
        return any(fires[name]() for name in question.detectors if name in fires)

    def _split(
        self, scan: Scan, fields: Sequence[Field], profile: Profile, known: Readings
    ) -> Readings:
        """Read the brand share: stated, as a split, or agreed to as suggested."""
        key = "channels.brand_share_pct"
        stated = brand_share(scan)
        if stated:
            return {key: stated}
        if key in known:
            return {}
        field = next(field for field in fields if field.key == key)
        suggested = default_value(field, profile, scan.today)
        agrees = any(self._lexicon.is_agreement(scan.words(*clause)) for clause in scan.clauses)
        if suggested is not None and agrees:
            return {key: Reading(suggested, note="同意建议的比例")}
        return {}

    def _elsewhere(
        self, scan: Scan, question: Question | None, claimed: Sequence[Span], profile: Profile
    ) -> Readings:
        """Read fields of other questions whose words stand next to a value."""
        own_keys = set(question.keys) if question else set()
        others = [f for f in self._book.fields if f.anywhere and f.key not in own_keys]
        left = without_battles(scan.without(claimed))
        # while campaigns are asked for, a 目标 is that of a campaign
        parts = [part for field in question.fields for part in field.item] if question else []
        own_words = [Span(cue.start, cue.end) for cue in find_cues(left, parts)]
        cues = [
            cue
            for cue in find_cues(left, others, elsewhere=True)
            if not any(span.overlaps(cue.start, cue.end) for span in claimed)
            and not any(span.holds(cue.start, cue.end) for span in own_words)
        ]
        readings = new_split(scan, profile)
        if not cues:
            return readings
        readings |= read_figures(left, others, cues, by_kind=False)
        if not asks_something(scan):  # "B端品牌和流量怎么分" tells nothing about the owner
            readings |= self._fields.read_announced(left, others, cues)
        if "goal.target" in readings:
            readings |= self._goal_elsewhere(left, readings["goal.target"], profile)
        if "budget.total" in readings:
            budget = self._book.question_of("budget.total")
            clause = left.clause_at(readings["budget.total"].spans[0].start)
            readings |= read_budget(left.part(*clause), budget.fields)
        return readings

    def _goal_elsewhere(self, scan: Scan, target: Reading, profile: Profile) -> Readings:
        """Read the goal an owner mentions in passing, from the clause of its figure on.

        The clause before belongs to it when it tells what is sold today.
        """
        place = next(
            number
            for number, clause in enumerate(scan.clauses)
            if any(clause.overlaps(*span) for span in target.spans)
        )
        before = scan.clauses[place - 1] if place else scan.clauses[place]
        sells = before if tells_sales(scan, before) else scan.clauses[place]
        return self._goal(scan.part(sells.start, scan.end), profile)

    def _goal(self, scan: Scan, profile: Profile) -> Readings:
        return read_goal(scan, self._book.question_of("goal.target").fields, profile)

    def _value(self, key: str, reading: Reading, message: str) -> Value:
        field = self._book.field(key)
        return Value(
            value=reading.value,
            unit=field.unit if reading.unit is None else reading.unit,
            origin=reading.origin,
            raw=message,
            question=self._book.question_of(key).id,
            note=reading.note,
            low=reading.low,
            high=reading.high,
        )

    def _update(
        self, scan: Scan, question: Question | None, profile: Profile, values: dict[str, Value]
    ) -> ReplyUpdate:
        if question is None:
            return ReplyUpdate(values)
        wanted = question.wanted(profile.merge(values))
        missing = tuple(f.key for f in wanted if f.key not in values and f.key not in profile)
        update = ReplyUpdate(values, missing=missing)
        if update.answers(question.id):
            return update
        vague = vague_detectors(question, scan, self._lexicon)
        unknown = self._lexicon.is_unknown(scan.utterance.typed)
        return ReplyUpdate(values, vague, missing, unknown=unknown)
