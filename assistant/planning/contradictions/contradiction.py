"""Contradiction: statements that cannot all hold, why not, and the buttons that settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.value import Value


@dataclass(frozen=True, slots=True)
class Statement:
    """What the owner said about one field.

    `text` is the value as it was understood, `raw` the reply it was read from (shortened).
    """

    field: str
    label: Bilingual
    text: Bilingual
    raw: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: it changes one field to `value`, or asks `question` again (the other is empty)."""

    label: Bilingual
    field: str = ""
    value: Any = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One finding ("C-01"): the statements, why they cannot all hold, and the choices."""

    id: str
    statements: tuple[Statement, ...]
    why: Bilingual
    choices: tuple[Choice, ...]


def apply_choice(profile: Profile, choice: Choice, questions: QuestionBook) -> Profile:
    """Return the profile after a button that changes a field; unchanged by one that asks again.

    The value counts as an answer: the owner pressed the button. Who and when is for the caller.
    """
    if not choice.field:
        return profile
    value = Value(
        value=choice.value,
        unit=questions.field(choice.field).unit,
        raw=choice.label.zh,
        question=questions.question_of(choice.field).id,
    )
    return profile.merge({choice.field: value})
