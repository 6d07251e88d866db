"""Routing: what a message is, decided by rules from its form and what was read out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answering.follow_up import leans_on_previous
from assistant.conversation.asking import AskingForms, Message
from assistant.conversation.commands import Command, CommandBook, Decision
from assistant.interview.question import Question, QuestionBook
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.language import count_cjk

Kind = Literal["command", "small_talk", "question", "reply", "material"]

_AMOUNTS = {"number", "money", "percent"}
# Fields whose words are known beforehand; any other text may have been read from a question too.
_NAMED_TYPES = {"enum", "bool", "date"}
_NAMED_RECORDS = {"channel", "node"}
_FACTS_OF_A_REPLY = 2  # so many at once are told, whatever is asked: "挂帅的是许诺，全职"
_SHORT_PROPOSAL = (
    8  # Chinese characters up to which "三七可以吗" need not be understood to be a reply
)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message goes; `command` and `small_talk` are set for their kinds.

    `asked` is what the library is to be asked: a question, or a reply that holds one; else empty.
    """

    kind: Kind
    command: Command | None = None
    small_talk: str = ""
    asked: str = ""

    @property
    def is_undo(self) -> bool:
        """Tell whether the message takes back the one before."""
        return self.command is not None and self.command.name == "undo"


class Router:
    """Routes messages; pure."""

    def __init__(self, commands: CommandBook, forms: AskingForms, book: QuestionBook) -> None:
        """Use these phrases, forms and questions."""
        self._commands = commands
        self._forms = forms
        self._book = book

    def stands_for(self, message: str, buttons: Sequence[str]) -> str:
        """Return what a message says that leaves out what it is about, as a button says it.

        "记下来" below a question that got no answer stands for the button that keeps it; every
        other message stands for itself.
        """
        command = self._commands.command(message)
        if command is None or command.name != "keep_point" or command.words:
            return message
        named = ((button, self._commands.command(button)) for button in buttons)
        same = (button for button, found in named if found and found.name == command.name)
        return next(same, message)

    def divide(self, message: str) -> Message:
        """Return a message in its parts; only what it states is to be read as a reply."""
        return self._forms.divide(message)

    def leading(self, message: str) -> tuple[Command, str] | None:
        """Return the command that opens a message and what follows; None when none does."""
        return self._commands.leading(message)

    def decision(self, message: str) -> Decision:
        """Return whether a message says yes or no to what the consultant has asked."""
        return self._commands.decision(message)

    def route(self, message: Message, pending: Question | None, update: ReplyUpdate) -> Route:
        """Return the route of a message.

        `pending` is the question on the table; `update` is what a reader made of what is stated.
        """
        command = self._commands.command(message.text)
        if command is not None and command.name == "look_up":
            return Route("question", asked=command.words)
        if command is not None:
            return Route("command", command=command)
        small_talk = self._commands.small_talk(message.text)
        if small_talk and not self._amounts(update) and not self._named(update):
            return Route("small_talk", small_talk=small_talk)
        if message.asked:
            if self._also_states(message, pending, update):
                leans = leans_on_previous(message.asking)  # on what is stated before it
                return Route("reply", asked=message.text if leans else message.asking)
            return Route("question", asked=message.text)
        if self._is_reply(message, pending, update):
            return Route("reply")
        return Route("question", asked=message.text)

    def _is_reply(self, message: Message, pending: Question | None, update: ReplyUpdate) -> bool:
        """Tell whether a message that asks nothing is a reply rather than a topic to look up."""
        if pending is None:
            tells = bool(self._amounts(update)) or len(_given(update)) >= _FACTS_OF_A_REPLY
            return not message.proposes and (message.own or tells)
        if message.proposes and count_cjk(message.text) > _SHORT_PROPOSAL:
            return pending.id in self._amounts(update) | self._named(update)
        return True

    def _also_states(self, message: Message, pending: Question | None, update: ReplyUpdate) -> bool:
        """Tell whether a message that asks something also answers what is on the table."""
        amounts = self._amounts(update)
        if pending is not None and (pending.id in amounts or _lists(update, pending)):
            return True
        if not message.own:
            return False
        wants_amounts = pending is not None and _wants_amounts(pending)
        named = set() if wants_amounts else self._named(update)
        return bool(amounts) or (pending is not None and pending.id in named)

    def _amounts(self, update: ReplyUpdate) -> set[str]:
        """Return the questions for which figures were read."""
        return {v.question for v in _given(update) if _is_figure(v.value)}

    def _named(self, update: ReplyUpdate) -> set[str]:
        """Return the questions for which something was named that the lexicon knows."""
        return {v.question for key, v in update.values.items() if self._is_named(key)}

    def _is_named(self, key: str) -> bool:
        field = self._book.field(key)
        return (
            field.type in _NAMED_TYPES or field.read == "platform" or field.new_at in _NAMED_RECORDS
        )


def _given(update: ReplyUpdate) -> list[Value]:
    return [value for value in update.values.values() if value.origin == "answer"]


def _lists(update: ReplyUpdate, pending: Question) -> bool:
    """Tell whether several things were listed for a question ("直通车、小红书，为什么四六开")."""
    values = (value.value for value in _given(update) if value.question == pending.id)
    return any(isinstance(value, list) and len(value) > 1 for value in values)


def _is_figure(value: Any) -> bool:
    """Tell whether a value is a figure, or records that hold one."""
    if isinstance(value, list):
        return any(
            _is_figure(part) for item in value if isinstance(item, dict) for part in item.values()
        )
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wants_amounts(question: Question) -> bool:
    return any(field.type in _AMOUNTS and not field.optional for field in question.fields)
