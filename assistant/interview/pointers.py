"""Pointers: which words of a reply a chat model takes for which field, checked and read by code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from assistant.interview.assignment import AssignmentReader
from assistant.interview.choices import denied_choices
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.figures import NUMERIC
from assistant.interview.lexicon import Lexicon
from assistant.interview.question import QuestionBook
from assistant.interview.reading import Reading
from assistant.interview.scanner import Scanner
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.language import normalise

_LONGEST_QUOTE = 120
_NOTE = "模型从原话里读出"


class Pointer(BaseModel):
    """One fact as a model found it: number of the field, words of the owner, option if any."""

    field: int
    quote: str
    choice: str = ""


class Pointers(BaseModel):
    """What a model fills in about one reply."""

    found: list[Pointer]


class PointerReader:
    """Reads the quoted words itself, so that no figure ever comes out of a model.

    A model only says where to look: what it quotes must stand in the reply, a figure is read from
    the quote by the rules, and only from words in which these had read nothing.
    """

    def __init__(self, book: QuestionBook, lexicon: Lexicon) -> None:
        """Prepare the finders; nothing is read from disk."""
        self._book = book
        self._scanner = Scanner(lexicon)
        fields = FieldReader(self._scanner)
        self._assignments = AssignmentReader(book.fields, self._scanner, fields)

    def values(
        self,
        pointers: Pointers,
        fields: Sequence[Field],
        message: str,
        update: ReplyUpdate,
        today: date,
    ) -> dict[str, Value]:
        """Return the values of the fields that were pointed at rightly.

        Args:
            pointers: what a model wrote, its fields counted from 1.
            fields: the fields it was asked for.
            message: the reply as typed.
            update: what the rules have read of it; none of these fields is read again.
            today: the day dates are counted from.
        """
        found: dict[str, Value] = {}
        used: list[str] = []
        for pointer in pointers.found:
            if not 1 <= pointer.field <= len(fields):
                continue
            field, quote = fields[pointer.field - 1], pointer.quote.strip()
            source = update.left_over if field.type in (*NUMERIC, "date") else message
            is_new = field.key not in (*update.values, *found) and quote not in used
            if not is_new or not _stands_in(quote, source):
                continue
            reading = self._reading(field, quote, pointer.choice, today)
            if reading is not None and field.accepts(reading.value):
                found[field.key] = self._value(field, reading, message)
                used += [] if field.options else [quote]
        return found

    def _reading(self, field: Field, quote: str, choice: str, today: date) -> Reading | None:
        read = self._assignments.read(field, quote, today)
        if read is not None or field.type not in ("enum", "bool"):
            return read
        if denied_choices(self._scanner.scan(quote, today), field):
            return None
        named = (o.value for o in field.options if choice in (o.label.zh, o.label.en, str(o.value)))
        option = next(named, None)
        return None if option is None else Reading(option)

    def _value(self, field: Field, reading: Reading, message: str) -> Value:
        return Value(
            value=reading.value,
            unit=field.unit if reading.unit is None else reading.unit,
            origin="answer",
            raw=message,
            question=self._book.question_of(field.key).id,
            note="；".join(part for part in (reading.note, _NOTE) if part),
            low=reading.low,
            high=reading.high,
        )


def _stands_in(quote: str, source: str) -> bool:
    return 0 < len(quote) <= _LONGEST_QUOTE and _plain(quote) in _plain(source)


def _plain(text: str) -> str:
    return "".join(normalise(text).split())
