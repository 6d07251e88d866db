"""Turn: what one message led to, complete enough to be shown again later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
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
class Option:
    """A quick reply: what the button says and what it sends."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A review finding (R-15) or a contradiction (C-02) that this turn has brought up.

    `statements` are what was said that cannot all hold, `choices` the buttons that settle it.
    """

    rule: str
    severity: str
    message: str
    fix: str
    question: str
    statements: tuple[str, ...] = ()
    choices: tuple[Option, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Concern:
        """Rebuild a concern stored as a dict."""
        choices = tuple(Option(**choice) for choice in data.get("choices", ()))
        statements = tuple(data.get("statements", ()))
        return cls(**{**data, "statements": statements, "choices": choices})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text proposed for a place of the plan (`anchor`, called `where`) until it is settled."""

    section: str
    anchor: str
    where: str
    text: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class CopyOffer:
    """Drafts of one kind (theme, title, post) for customers of a campaign, until it is settled."""

    battle: str
    kind: str
    texts: tuple[str, ...]
    settled: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CopyOffer:
        """Rebuild an offer stored as a dict."""
        return cls(**{**data, "texts": tuple(data["texts"])})


@dataclass(frozen=True, slots=True)
class Turn:
    """A message, what was made of it, and what comes next.

    `kind` is command, small_talk, question, reply or opening; `text` is what the consultant says
    first, `ask` the question that follows (with its id in `question`). `changed` names the plan
    sections that read differently now; `reality` says what the goal means a day, when that has
    changed; `proposal` is a text for the plan that waits for a yes, `copies` are drafts for
    customers that do. `undone` marks a turn that was
    taken back later. `done` is False while an answer is still growing.
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
    reality: str = ""
    undone: bool = False
    done: bool = True
    proposal: Proposal | None = None
    copies: CopyOffer | None = None

    def adding(self, text: str) -> Turn:
        """Return a turn that says something more."""
        return replace(self, text="\n".join(part for part in (self.text, text) if part))

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
            concerns=tuple(Concern.from_dict(concern) for concern in data["concerns"]),
            question=data["question"],
            ask=data["ask"],
            options=tuple(Option(**option) for option in data["options"]),
            percent=data["percent"],
            reality=data.get("reality", ""),
            undone=data.get("undone", False),
            proposal=Proposal(**data["proposal"]) if data.get("proposal") else None,
            copies=CopyOffer.from_dict(data["copies"]) if data.get("copies") else None,
        )
