"""Labels: what fields, columns, options and questions are called in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.errors import NotFoundError
from assistant.interview.entry import Bilingual
from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook

_REQUIRED_WEIGHT, _OPTIONAL_WEIGHT = 2, 1


@dataclass(frozen=True, slots=True)
class Column:
    """A field, or a column of records; `options` maps stored values to what they are called."""

    key: str
    label: str
    unit: str = ""
    is_records: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()


class Labels:
    """Names of the question book in one language."""

    def __init__(self, book: QuestionBook, language: str) -> None:
        """Read every field of the book once."""
        self._book = book
        self._fields = {entry.key: _column(entry, language) for entry in book.fields}
        self._notes = {
            entry.key: entry.default.note.text(language) for entry in book.fields if entry.default
        }

    def field(self, key: str) -> Column:
        """Return a field; one the book does not have is called by its key."""
        return self._fields.get(key) or Column(key, key)

    def columns(self, key: str) -> tuple[Column, ...]:
        """Return the columns of a field of records."""
        return self.field(key).columns

    def column(self, key: str, name: str) -> Column:
        """Return one column of records; one the book does not have is called by its name."""
        return next((c for c in self.columns(key) if c.key == name), Column(name, name))

    def question_of(self, key: str) -> str:
        """Return the id of the question that asks for a field, "" when none does."""
        try:
            return self._book.question_of(key).id
        except NotFoundError:
            return ""

    def names(self, key: str) -> Bilingual:
        """Return what a field is called in both languages."""
        if not self.question_of(key):
            return Bilingual(zh=key, en=key)
        return self._book.field(key).label

    def column_names(self, key: str, name: str) -> Bilingual:
        """Return what a column of records is called in both languages."""
        parts = {part.key: part.label for part in self._book.field(key).item}
        return parts.get(name) or Bilingual(zh=name, en=name)

    def note(self, key: str) -> str:
        """Return how the default of a field was chosen, "" when it has none."""
        return self._notes.get(key, "")

    def stage_of(self, key: str) -> str:
        """Return the stage of the question that asks for a field, "" when none does."""
        question = self.question_of(key)
        return self._book[question].stage if question else ""

    def topic(self, question_id: str) -> Bilingual:
        """Return the short wording of a question without its closing mark."""
        short = self._book[question_id].short
        return Bilingual(zh=short.zh.rstrip("?？。 "), en=short.en.rstrip("?. "))

    def wording(self, question_id: str, language: str) -> str:
        """Return the full wording of a question."""
        return self._book[question_id].ask.text(language)

    def questions(self) -> tuple[str, ...]:
        """Return the ids of all questions in the order they are asked."""
        return tuple(question.id for question in self._book)

    def field_keys(self, question_id: str) -> tuple[str, ...]:
        """Return the fields a question asks for; empty when the book has no such question."""
        return self._book[question_id].keys if question_id in self._book else ()

    def is_answered(self, question_id: str, profile: Profile) -> bool:
        """Tell whether somebody gave at least one field of a question."""
        return any(is_stated(profile, key) for key in self.field_keys(question_id))

    def applies(self, question_id: str, profile: Profile) -> bool:
        """Tell whether the book has a question and this owner is asked it."""
        if question_id not in self._book:
            return False
        condition = self._book[question_id].ask_if
        return condition is None or condition.holds(profile)

    def unanswered_required(self, profile: Profile) -> tuple[str, ...]:
        """Return the required questions this owner is asked and nobody answered."""
        return tuple(
            question.id
            for question in self._book
            if question.required
            and self.applies(question.id, profile)
            and not self.is_answered(question.id, profile)
        )

    def answered_of_stage(self, question_id: str, profile: Profile) -> float:
        """Return how much of the stage a question belongs to is answered, in per cent."""
        stage = self._book[question_id].stage
        asked = [q.id for q in self._book.in_stage(stage) if self.applies(q.id, profile)]
        done = sum(self.is_answered(question, profile) for question in asked)
        return 100 * done / len(asked) if asked else 0

    def completeness(self, profile: Profile) -> int:
        """Return how much is answered, 0 to 100; required questions count double."""
        done = total = 0
        for question in self._book:
            if not self.applies(question.id, profile):
                continue
            weight = _REQUIRED_WEIGHT if question.required else _OPTIONAL_WEIGHT
            total += weight
            done += weight * self.is_answered(question.id, profile)
        return round(100 * done / total) if total else 0


def is_stated(profile: Profile, key: str) -> bool:
    """Tell whether a field has content somebody gave.

    An assumption has none, unless it repairs a reply, which it then keeps as its `raw`.
    """
    value = profile.get(key)
    if value is None or value.value in (None, "", []):
        return False
    return value.origin != "assumption" or bool(value.raw)


def is_assumed(profile: Profile, key: str) -> bool:
    """Tell whether a field holds an assumption."""
    value = profile.get(key)
    return value is not None and value.origin == "assumption"


def _column(entry: Field, language: str) -> Column:
    return Column(
        key=entry.key,
        label=entry.label.text(language),
        unit=entry.unit,
        is_records=entry.type == "records",
        options={str(o.value): o.label.text(language) for o in entry.options},
        columns=tuple(_column(part, language) for part in entry.item),
    )
