"""Turn: what one message led to, complete enough to be shown again later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answering.answer import Answer


@dataclass(frozen=True, slots=True)
class Chip:
    """One fact as understood: field key, what it is called, and its value in words."""

    key: str
    label: str
    text: str
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A review finding that this turn has brought up."""

    rule: str
    severity: str
    message: str
    fix: str
    question: str


@dataclass(frozen=True, slots=True)
class Option:
    """A quick reply: what the button says and what it sends."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A message, what was made of it, and what comes next.

    `kind` is command, small_talk, question, reply or opening; `text` is what the consultant says
    first, `ask` the question that follows (with its id in `question`). `changed` names the plan
    sections that read differently now. `undone` marks a turn that was taken back later. `done` is
    False while an answer is still growing.
    """

    number: int
    message: str
    kind: str
    text: str = ""
    answer: Answer | None = None
    understood: tuple[Chip, ...] = ()
    changed: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    question: str = ""
    ask: str = ""
    options: tuple[Option, ...] = ()
    percent: int = 0
    undone: bool = False
    done: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict."""
        data = asdict(self)
        data["answer"] = self.answer.to_dict() if self.answer else None
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Turn:
        """Rebuild a turn stored by `to_dict`."""
        return cls(
            number=data["number"],
            message=data["message"],
            kind=data["kind"],
            text=data["text"],
            answer=Answer.from_dict(data["answer"]) if data["answer"] else None,
            understood=tuple(Chip(**chip) for chip in data["understood"]),
            changed=tuple(data["changed"]),
            concerns=tuple(Concern(**concern) for concern in data["concerns"]),
            question=data["question"],
            ask=data["ask"],
            options=tuple(Option(**option) for option in data["options"]),
            percent=data["percent"],
            undone=data.get("undone", False),
        )
