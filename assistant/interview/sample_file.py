"""Sample file: prompts/sample.yaml, a finished interview, as the profile it leads to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assistant.errors import NotFoundError
from assistant.interview.entry import Entry, prompt_error, read_entry
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.state import InterviewState, Status
from assistant.interview.value import Value
from assistant.prompts import load_yaml

SAMPLE_FILE = "sample.yaml"
Language = Literal["zh", "en"]


class _Reply(Entry):
    said: str = Field(min_length=1)
    fields: dict[str, Any] = Field(min_length=1)


class _File(Entry):
    day: datetime.date
    zh: dict[str, _Reply] = Field(min_length=1)
    en: dict[str, _Reply] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SampleInterview:
    """A finished interview: what is known, where it stands, and the day it was held."""

    profile: Profile
    state: InterviewState
    day: datetime.date


def load_samples(directory: Path, book: QuestionBook) -> Mapping[Language, SampleInterview]:
    """Read the sample of each language from a folder (prompts/).

    Raises:
        PromptError: the file is missing or wrong, or names a question or field the book lacks.
    """
    file = read_entry(_File, load_yaml(directory / SAMPLE_FILE), SAMPLE_FILE, "sample")
    return {"zh": _interview(file.zh, file.day, book), "en": _interview(file.en, file.day, book)}


def _interview(
    replies: Mapping[str, _Reply], day: datetime.date, book: QuestionBook
) -> SampleInterview:
    values = dict(_values(replies, day, book))
    settled: dict[str, Status] = dict.fromkeys(replies, "answered")
    state = InterviewState(
        path="full",
        settled=settled,
        history=tuple(replies),
        summed_up=tuple(f"full:{stage.id}" for stage in book.stages),
    )
    return SampleInterview(Profile(values), state, day)


def _values(
    replies: Mapping[str, _Reply], day: datetime.date, book: QuestionBook
) -> Iterator[tuple[str, Value]]:
    for question, reply in replies.items():
        for key, value in reply.fields.items():
            try:
                book[question]
                unit = book.field(key).unit
            except NotFoundError as error:
                raise prompt_error(SAMPLE_FILE, f"{question} {key}", error.en) from error
            yield (
                key,
                Value(
                    value=value,
                    unit=unit,
                    raw=reply.said,
                    question=question,
                    by="owner",
                    at=day.isoformat(),
                ),
            )
