"""ProfileSheet: everything known about the client, field by field, with where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.conversation.words import say_value, spoken_value
from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.question_parts import Stage
from assistant.interview.value import Value

Language = Literal["zh", "en"]
Told: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One field: its value in words and whole, origin, the words it was read from, its history.

    `origin` is empty while nothing is known, not even an assumption; `spoken` is the value as it
    can be typed back; `earlier` lists what the field was said to be before, oldest first.
    """

    key: str
    label: str
    question: str
    text: str
    spoken: str
    origin: str
    raw: str
    note: str
    at: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileStage:
    """The fields of one stage of the interview."""

    title: str
    entries: tuple[ProfileEntry, ...]


def profile_sheet(
    known: Profile, told: Told, book: QuestionBook, language: Language
) -> tuple[ProfileStage, ...]:
    """Return the fields of all stages in the order of the questions.

    Args:
        known: the profile completed by assumptions.
        told: what each field was said to be, by field key, oldest first.
        book: the questions.
        language: of labels and options; the owner's words stay as they are.
    """
    return tuple(_stage(stage, known, told, book, language) for stage in book.stages)


def _stage(
    stage: Stage,
    known: Profile,
    told: Told,
    book: QuestionBook,
    language: Language,
) -> ProfileStage:
    entries = tuple(
        _entry(field, question.id, known.get(field.key), told.get(field.key, ()), language)
        for question in book.in_stage(stage.id)
        for field in question.fields
        if field.read != "whole"
    )
    return ProfileStage(stage.title.text(language), entries)


def _entry(
    field: Field, question: str, value: Value | None, told: Sequence[str], language: Language
) -> ProfileEntry:
    text = say_value(field, value.value, language) if value else ""
    return ProfileEntry(
        key=field.key,
        label=field.label.text(language),
        question=question,
        text=text,
        spoken=spoken_value(field, value.value, language) if value else "",
        origin=value.origin if value else "",
        raw=value.raw if value else "",
        note=value.note if value else "",
        at=value.at[:10] if value else "",
        earlier=tuple(entry for entry in told if entry != text),
    )
