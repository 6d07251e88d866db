"""QuestionBook: the staged questions of prompts/interview.yaml, checked when they are loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field as Setting

from assistant.errors import NotFoundError
from assistant.interview.condition import Condition
from assistant.interview.entry import Bilingual, Entry, prompt_error, read_entry
from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question_parts import Choices, FollowUp, Stage, Variant
from assistant.interview.told_by import ToldBy
from assistant.prompts import load_yaml

FILE = "interview.yaml"
Detector = Literal["short", "no_number", "no_date", "no_name", "everyone", "buzzword", "too_many"]
DETECTORS: tuple[str, ...] = get_args(Detector)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Question(Entry):
    """One question: wording, why it is asked, examples, how answers are read and judged.

    `rows` are the source rows it stands for, `core` marks the quick path, `required` that a plan
    cannot be marked ready without an answer. `ask` and `probe` may hold `{named}` slots that the
    caller fills. `positions` names fields in the order an owner lists bare numbers.
    """

    id: str = Setting(pattern=r"^[A-Z][0-9]{1,2}$")
    stage: str
    rows: tuple[str, ...] = ()
    core: bool = False
    required: bool = False
    ask: Bilingual
    short: Bilingual
    why: Bilingual
    examples: tuple[Bilingual, ...] = Setting(min_length=1)
    probe: Bilingual
    detectors: tuple[Detector, ...] = ()
    fields: tuple[Field, ...] = Setting(min_length=1)
    positions: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    follow_up: FollowUp | None = None
    ask_if: Condition | None = None
    early_if: Condition | None = None
    told_by: ToldBy | None = None
    choices: Choices | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The field keys of the question, in order."""
        return tuple(field.key for field in self.fields)

    def wanted(self, profile: Profile) -> tuple[Field, ...]:
        """Return the fields that apply to this owner."""
        return tuple(f for f in self.fields if f.ask_if is None or f.ask_if.holds(profile))

    def wording(self, profile: Profile) -> Bilingual:
        """Return the wording of the question for this owner."""
        fitting = [v.ask for v in self.variants if v.when.holds(profile)]
        return fitting[0] if fitting else self.ask

    def short_wording(self, profile: Profile) -> Bilingual:
        """Return the one-line form for this owner, used when the question is asked again."""
        fitting = [v.short for v in self.variants if v.short and v.when.holds(profile)]
        return fitting[0] if fitting else self.short


class QuestionBook:
    """All questions in the order they are asked; looks up by question id and by field key."""

    def __init__(self, stages: Sequence[Stage], questions: Sequence[Question]) -> None:
        """Keep the questions; `load_questions` has checked them."""
        self.stages = tuple(stages)
        self.questions = tuple(questions)
        self._by_id = {question.id: question for question in questions}
        self._owner = {key: question for question in questions for key in question.keys}
        self._fields = {field.key: field for question in questions for field in question.fields}
        self._position = {question.id: index for index, question in enumerate(questions)}

    def __getitem__(self, question_id: str) -> Question:
        """Return a question by id; NotFoundError names the ids there are."""
        if question_id not in self._by_id:
            known = ", ".join(self._by_id)
            raise NotFoundError(
                f"没有 {question_id} 这道题。可选：{known}。",
                f"There is no question {question_id}. There are: {known}.",
            )
        return self._by_id[question_id]

    def __contains__(self, question_id: object) -> bool:
        """Tell whether there is a question of this id."""
        return question_id in self._by_id

    def __iter__(self) -> Iterator[Question]:
        """Iterate over the questions in order."""
        return iter(self.questions)

    def __len__(self) -> int:
        """Count the questions."""
        return len(self.questions)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of their questions."""
        return tuple(self._fields.values())

    @property
    def core_ids(self) -> tuple[str, ...]:
        """The ids of the quick path, in order."""
        return tuple(question.id for question in self.questions if question.core)

    def field(self, key: str) -> Field:
        """Return a field by key; NotFoundError when no question asks for it."""
        self._check_key(key)
        return self._fields[key]

    def knows(self, key: str) -> bool:
        """Tell whether some question asks for a field."""
        return key in self._fields

    def question_of(self, key: str) -> Question:
        """Return the question that asks for a field; NotFoundError when there is none."""
        self._check_key(key)
        return self._owner[key]

    def position(self, question_id: str) -> int:
        """Return the place of a question in the book, 0 first."""
        return self._position[self[question_id].id]

    def stage(self, stage_id: str) -> Stage:
        """Return a stage by id; KeyError when there is none."""
        return {stage.id: stage for stage in self.stages}[stage_id]

    def in_stage(self, stage_id: str) -> tuple[Question, ...]:
        """Return the questions of a stage, in order."""
        return tuple(question for question in self.questions if question.stage == stage_id)

    def _check_key(self, key: str) -> None:
        if key not in self._fields:
            raise NotFoundError(f"没有 {key} 这一项。", f"There is no field {key}.")


def load_questions(directory: Path) -> QuestionBook:
    """Read and check prompts/interview.yaml.

    Args:
        directory: the folder that holds the file.

    Raises:
        PromptError: names file, question id and key of the first mistake.
    """
    data = load_yaml(directory / FILE)
    if not isinstance(data, dict) or set(data) != {"stages", "questions"}:
        raise prompt_error(FILE, "stages, questions", "these two lists, and nothing else")
    stages = [read_entry(Stage, s, FILE, f"stages {n}") for n, s in enumerate(data["stages"], 1)]
    questions = [_read_question(q, n) for n, q in enumerate(data["questions"], 1)]
    book = QuestionBook(stages, questions)
    _check_ids(book)
    for question in questions:
        _check_references(question, book)
    return book


def _read_question(data: Any, number: int) -> Question:
    name = str(data.get("id", f"question {number}")) if isinstance(data, dict) else str(number)
    return read_entry(Question, data, FILE, name)


def _check_ids(book: QuestionBook) -> None:
    for ids, what in (
        ([question.id for question in book], "id"),
        ([key for question in book for key in question.keys], "key"),
    ):
        for name in ids:
            if ids.count(name) > 1:
                raise prompt_error(FILE, name, f"this {what} is used twice")


def _check_references(question: Question, book: QuestionBook) -> None:
    """Check everything a question says about stages and other fields."""
    if question.stage not in {stage.id for stage in book.stages}:
        raise prompt_error(FILE, f"{question.id} stage", f"no stage {question.stage}")
    known = {field.key for field in book.fields}
    for place, key in _mentioned_keys(question):
        if key not in known:
            raise prompt_error(FILE, f"{question.id} {place}", f"no field {key}")
    for place, text in (("ask", question.ask), ("probe", question.probe)):
        if set(_PLACEHOLDER.findall(text.zh)) != set(_PLACEHOLDER.findall(text.en)):
            raise prompt_error(FILE, f"{question.id} {place}", "zh and en have different slots")
    for field in question.fields:
        _check_choice(question, field, book)


def _mentioned_keys(question: Question) -> Iterator[tuple[str, str]]:
    yield from (("positions", key) for key in question.positions)
    if question.told_by:
        told_by = question.told_by
        yield from (("told_by", key) for key in (*told_by.fields, *told_by.alone))
    if question.follow_up:
        yield from (("follow_up > fields", key) for key in question.follow_up.fields)
    if question.choices:
        yield "choices > field", question.choices.field
        yield from (("choices > of", key) for key in question.choices.of)
    yield from ((place, condition.field) for place, condition in _conditions(question))
    for field in question.fields:
        if field.default and (field.default.by or field.default.of):
            yield f"{field.key} > default", field.default.by or field.default.of


def _conditions(question: Question) -> Iterator[tuple[str, Condition]]:
    named = [("ask_if", question.ask_if), ("early_if", question.early_if)]
    named += [("variants > when", variant.when) for variant in question.variants]
    named += [(f"{field.key} > ask_if", field.ask_if) for field in question.fields]
    if question.follow_up:
        named.append(("follow_up > when", question.follow_up.when))
    yield from ((place, condition) for place, condition in named if condition)


def _check_choice(question: Question, field: Field, book: QuestionBook) -> None:
    """Check that a default chosen by another field has a value for each of its options."""
    if field.default is None or not field.default.by:
        return
    options = {str(option.value) for option in book.field(field.default.by).options}
    if options != set(field.default.values):
        detail = f"values must be given for {sorted(options)}"
        raise prompt_error(FILE, f"{question.id} {field.key} > default > values", detail)
