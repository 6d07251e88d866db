"""Material: what an owner already has in writing becomes values to confirm.

A company introduction, last year's plan, a price list or a monthly sales table is read line by
line: "label: value" lines, tables whose header names the parts of a record, and sentences in which
a field is announced by its words. Everything is only proposed, with the words it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.interview.assignment import AssignmentReader
from assistant.interview.clauses import Span
from assistant.interview.cues import find_cues
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.material_tables import TableBlock, is_sales_table, year_of_sales
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.reading import Reading, Readings
from assistant.interview.scan import Scan
from assistant.interview.scanner import Scanner
from assistant.interview.tables import find_table
from assistant.interview.value import Value

_LABELLED = re.compile(r"^[\s\-*•·\d.、)）#|]*(?P<label>[^:：|]{1,24}?)\s*[:：]\s*(?P<words>.+)$")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
# "恒固紧固件有限公司成立于2014年": a firm that is introduced by what follows its name
_FIRM = re.compile(
    r"(?P<name>[\w（）()]{2,20}?(?:有限责任公司|有限公司|集团|公司|工厂|工作室|商行|旗舰店|酒楼|诊所|学校|厂|店))"
    r"(?=成立|创立|创办|始建|创建|始于|位于|坐落|地处|是一?[家个]|[,，]?(?:现有|拥有|专业|主营))"
)
_FREE = ("whole", "rest", "items", "first_segment", "clause", "word", "scores")
_CERTAIN = ("number", "money", "percent", "date")
_NAMED = ("name", "product", "place", "platform", "person", "after_cue")
_PERIOD = "budget.period"  # the one choice that stands beside an amount ("每年100万")
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading of a field and the words it came from; `sure` tells a named field from a guess."""

    field: Field
    reading: Reading
    words: str
    sure: bool = True


class MaterialReader:
    """Reads material; like the reader of replies it leaves out what is not announced."""

    def __init__(
        self,
        book: QuestionBook,
        scanner: Scanner,
        fields: FieldReader,
        assignments: AssignmentReader,
        answers: Callable[[Scan, Question, Profile], Readings],
    ) -> None:
        """Take finished parts; `answers` reads words as the answer to a question."""
        self._book = book
        self._scanner = scanner
        self._fields = fields
        self._assignments = assignments
        self._answers = answers

    def read(self, text: str, profile: Profile, today: date) -> dict[str, Value]:
        """Return what a text says, field key -> Value of origin "imported".

        The first mention of a field counts, a labelled one before one in running text; what the
        profile already says in the same way is left out.
        """
        found: dict[str, _Found] = {}
        for entry in self._find(text, today):
            known = found.get(entry.field.key)
            if known is None or (entry.sure and not known.sure):
                found[entry.field.key] = entry
        values = {key: self._value(entry) for key, entry in found.items()}
        ordered = (field.key for field in self._book.fields if field.key in values)
        return {key: values[key] for key in ordered if profile.raw(key) != values[key].value}

    def _find(self, text: str, today: date) -> Iterator[_Found]:
        block = TableBlock.of(text)
        for table in block.tables:
            yield from self._from_table(table, today)
        for match in _SENTENCE.finditer(block.prose):
            sentence = match[0].strip()
            if not sentence:
                continue
            labelled = self._labelled(sentence, today)
            yield from labelled or self._from_sentence(sentence, today)

    def _labelled(self, line: str, today: date) -> list[_Found]:
        """Read a "label: value" line: the field it names, and what else it says of its question."""
        match = _LABELLED.match(line)
        field = self._assignments.field_like(match["label"]) if match else None
        if match is None or field is None:
            return []
        words = match["words"].strip().rstrip("。；;.")
        reading = self._assignments.read(field, words, today)
        if reading is None:
            return []
        question = self._book.question_of(field.key)
        told = self._answers(self._scanner.scan(words, today), question, Profile())
        others = [
            _Found(other, told[other.key], line.strip())
            for other in question.fields
            if other.key in told
            and other.key != field.key
            and (other.type in _CERTAIN or other.key == _PERIOD)
        ]
        return [_Found(field, reading, line.strip()), *others]

    def _from_table(self, table: str, today: date) -> Iterator[_Found]:
        """Read a table as the records whose parts its header names best."""
        scan = self._scanner.scan(table, today)
        if is_sales_table(table):
            year = year_of_sales(scan)
            if year is not None:
                note = "十二个月的合计"
                yield _Found(self._book.field("goal.current"), replace(year, note=note), table)
            return
        best: tuple[int, Field] | None = None
        for field in self._book.fields:
            if field.type != "records":
                continue
            found = find_table(scan, field.item)
            columns = len({key for row in found.rows for key in row}) if found else 0
            if columns >= _LEAST_COLUMNS and (best is None or columns > best[0]):
                best = columns, field
        if best is not None:
            reading = self._fields.read_question(scan, [best[1]]).get(best[1].key)
            if reading:
                yield _Found(best[1], reading, table)

    def _from_sentence(self, sentence: str, today: date) -> Iterator[_Found]:
        scan = self._scanner.scan(sentence, today)
        firm = _FIRM.match(sentence)
        if firm:
            name = Reading(firm["name"])
            yield _Found(self._book.field("company.name"), name, sentence, sure=False)
        named: set[str] = set()
        for question in self._book:
            for entry in self._announced(scan, question, sentence):
                # one person named in one sentence is one fact: 负责人 leads before it chairs
                if entry.field.read == "person":
                    if entry.reading.value in named:
                        continue
                    named.add(entry.reading.value)
                yield entry

    def _announced(self, scan: Scan, question: Question, sentence: str) -> Iterator[_Found]:
        """Yield the fields of a question that a sentence announces by their words."""
        fields = [field for field in question.fields if _is_readable(field)]
        cues = {cue.key: cue for cue in find_cues(scan, fields)}
        announced = [field for field in fields if field.key in cues]
        if not announced:
            return
        for key, reading in self._fields.read_question(scan, announced).items():
            cue, field = cues.get(key), self._book.field(key)
            if cue is None or not field.accepts(reading.value):
                continue
            clause = scan.clause_at(cue.start)
            if any(clause.overlaps(*Span(*span)) for span in reading.spans):
                yield _Found(field, reading, sentence, sure=False)

    def _value(self, entry: _Found) -> Value:
        reading, field = entry.reading, entry.field
        return Value(
            value=reading.value,
            unit=field.unit if reading.unit is None else reading.unit,
            origin="imported",
            raw=entry.words,
            question=self._book.question_of(field.key).id,
            note=reading.note,
            low=reading.low,
            high=reading.high,
        )


def _is_readable(field: Field) -> bool:
    """Tell whether a field can be told from running text at all."""
    if field.type == "records" or field.read in _FREE:
        return False
    return field.type in _CERTAIN or field.type == "enum" or field.read in _NAMED
