"""Routing: what a message is, decided by rules from its form and what was read out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.conversation.commands import Command, CommandBook
from assistant.interview.question import Question, QuestionBook
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value

Kind = Literal["command", "small_talk", "question", "reply"]

# Fields that take any words as they are say nothing about whether a message is a reply.
_WEAK_READINGS = {"whole", "rest", "clause", "items", "first_segment", "after_cue"}
_WEAK_TYPES = {"text", "list"}
_AMOUNTS = {"number", "money", "percent", "records"}


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message goes; `command` and `small_talk` are set for their kinds."""

    kind: Kind
    command: Command | None = None
    small_talk: str = ""


class Router:
    """Routes messages; pure."""

    def __init__(self, commands: CommandBook, book: QuestionBook) -> None:
        """Use these phrases and questions."""
        self._commands = commands
        self._book = book

    def route(self, message: str, pending: Question | None, update: ReplyUpdate) -> Route:
        """Return the route of a message.

        `pending` is the question on the table; `update` is what a reader made of the message.
        Amounts and records make a reply of a message even when it asks something; anything less
        ("双十一过后日销到几倍？" names a date and a metric) leaves a question's form a question.
        """
        command = self._commands.command(message)
        if command is not None:
            return Route("command", command=command)
        firm = [key for key, value in update.values.items() if self._is_firm(key, value)]
        small_talk = self._commands.small_talk(message)
        if small_talk and not firm:
            return Route("small_talk", small_talk=small_talk)
        if self._commands.asks(message):
            stated = any(self._is_amount(key) for key in firm)
            return Route("reply" if stated and not _opens_as_question(message) else "question")
        if pending is not None or firm:
            return Route("reply")
        return Route("question")

    def _is_firm(self, key: str, value: Value) -> bool:
        field = self._book.field(key)
        if field.type in _WEAK_TYPES or field.read in _WEAK_READINGS:
            return False
        return value.origin == "answer"

    def _is_amount(self, key: str) -> bool:
        """Tell whether a field is stated in figures, which questions rarely hold."""
        return self._book.field(key).type in _AMOUNTS


def _opens_as_question(message: str) -> bool:
    """Tell whether the message is a question from its first words on, numbers or not."""
    opening = message.strip()[:6].lower()
    return opening.startswith(("怎么", "如何", "为什么", "什么", "请问", "how ", "what ", "why "))
