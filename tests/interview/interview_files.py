"""The question book, lexicon and reader of the bundled prompts, built once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from assistant.interview.lexicon import Lexicon, load_lexicon
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook, load_questions
from assistant.interview.reader import ReplyReader
from assistant.interview.update import ReplyUpdate

PROMPTS = Path(__file__).parents[2] / "prompts"
TODAY = date(2026, 11, 22)


@cache
def book() -> QuestionBook:
    return load_questions(PROMPTS)


@cache
def lexicon() -> Lexicon:
    return load_lexicon(PROMPTS)


@cache
def reader() -> ReplyReader:
    return ReplyReader(book(), lexicon())


def read(question_id: str, message: str, profile: Profile | None = None) -> ReplyUpdate:
    question = book()[question_id] if question_id != "-" else None
    return reader().read(message, question, profile or Profile(), TODAY)


def values(question_id: str, message: str, profile: Profile | None = None) -> dict[str, object]:
    return {key: value.value for key, value in read(question_id, message, profile).values.items()}
