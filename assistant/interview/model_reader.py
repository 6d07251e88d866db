"""ModelReader: what the rules left unread in a reply, pointed out by a chat model."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.chat.chat import Chat
from assistant.chat.fault import ChatError
from assistant.chat.form import read_form
from assistant.chat.line import GetChat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken
from assistant.interview.field import Field
from assistant.interview.pointers import PointerReader, Pointers
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.language import count_cjk, normalise, reading_size
from assistant.prompts import Wording

READ_PROMPTS = {"zh": "read_reply", "en": "read_reply_en"}
READ_SLOTS = {"question", "fields", "reply"}
_SHARE = 4  # of the time of a call, which by default makes fifteen seconds
_MOST_FIELDS = 12
_FEWEST_CHARACTERS = 4
_LONGEST_REPLY = 1500
_CHOICES = ("enum", "bool")
_NOT_ASKED = ("whole", "scores")  # the whole reply, and five marks in a row


@dataclass(frozen=True, slots=True)
class Unread:
    """A reply with words that nothing was read from, and the fields that these may be about."""

    message: str
    question: Question
    fields: tuple[Field, ...]
    update: ReplyUpdate


class ModelReader:
    """Asks a chat model which of the owner's words answer which open field.

    It is asked only where the rules left words over; whatever it says is read and checked by code.
    """

    def __init__(
        self,
        chat: GetChat,
        prompts: Mapping[str, ChatPrompt],
        wording: Wording,
        book: QuestionBook,
        pointers: PointerReader,
    ) -> None:
        """`prompts` ("zh", "en") take question, fields and reply; `wording` is model.yaml."""
        self._chat = chat
        self._prompts = prompts
        self._wording = wording
        self._book = book
        self._pointers = pointers

    def unread(
        self, message: str, question: Question | None, update: ReplyUpdate, profile: Profile
    ) -> Unread | None:
        """Return what a model could still find; None when there is nothing, or no model."""
        if question is None or update.unknown or update.unread or len(message) > _LONGEST_REPLY:
            return None
        if not self._says_more(message, update) or self._chat() is None:
            return None
        fields = self._open_fields(question, update, profile)
        return Unread(message, question, fields, update) if fields else None

    def _says_more(self, message: str, update: ReplyUpdate) -> bool:
        """Tell whether words were left unread, or a choice that any word may settle."""
        choice_missing = any(self._book.field(key).type in _CHOICES for key in update.missing)
        left = message if choice_missing else update.left_over
        return reading_size(left) >= _FEWEST_CHARACTERS

    def read(
        self, unread: Unread, today: date, meter: Meter
    ) -> Generator[dict[str, Value] | None, None, None]:
        """Yield None while the model is at work, then the values it pointed out rightly.

        What cannot be read is asked for once more. Closing the generator stops the model.

        Raises:
            ChatError: the model said nothing that can be used, within a quarter of a call's time.
        """
        chat = self._chat()
        if chat is None:
            raise ChatError("unreachable")
        language = "zh" if count_cjk(unread.message) else "en"
        messages = self._messages(unread, language)
        until = time.monotonic() + chat.limits.total / _SHARE
        said = yield from _said(chat, messages, meter, until)
        try:
            pointers = read_form(said, Pointers)
        except ChatError:
            again = HumanMessage(self._wording("only_json", language))
            messages = [*messages, AIMessage(said), again]
            said = yield from _said(chat, messages, meter, until)
            pointers = read_form(said, Pointers)
        yield self._pointers.values(pointers, unread.fields, unread.message, unread.update, today)

    def _open_fields(
        self, question: Question, update: ReplyUpdate, profile: Profile
    ) -> tuple[Field, ...]:
        """Return open fields: of the question, those the words name, those of the quick path."""
        own = question.wanted(profile.merge(update.values))
        words = normalise(update.left_over)
        named = [field for field in self._book.fields if _is_named(field, words)]
        quick = [f for q in self._book if q.core for f in q.fields if f.must and not f.item]
        known = {key for key in profile if profile[key].origin != "assumption"} | set(update.values)
        found = {
            field.key: field
            for field in (*own, *named, *quick)
            if field.key not in known and field.read not in _NOT_ASKED
        }
        return tuple(found.values())[:_MOST_FIELDS]

    def _messages(self, unread: Unread, language: str) -> list[BaseMessage]:
        lines = (
            f"{number}. {self._described(field, unread.question, language)}"
            for number, field in enumerate(unread.fields, start=1)
        )
        return self._prompts[language].messages(
            question=unread.question.short.text(language),
            fields="\n".join(lines),
            reply=unread.message,
        )

    def _described(self, field: Field, question: Question, language: str) -> str:
        """Return what a field is called, the question it belongs to, and its choices."""
        label = field.label.text(language)
        if field.key not in question.keys:
            short = self._book.question_of(field.key).short.text(language)
            label = self._wording("field_of_question", language, label=label, question=short)
        choices = " / ".join(option.label.text(language) for option in field.options)
        if not choices:
            return label
        return self._wording("field_choices", language, label=label, choices=choices)


def _said(
    chat: Chat, messages: Sequence[BaseMessage], meter: Meter, until: float
) -> Generator[None, None, str]:
    """Yield while a model speaks; return what it said."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise ChatError("slow")
    said = ""
    with closing(chat.stream(messages, "read", meter, seconds=seconds, form=Pointers)) as pieces:
        for piece in pieces:
            said += piece
            yield
    return spoken(said)


def _is_named(field: Field, words: str) -> bool:
    return bool(field.anywhere) and any(normalise(word) in words for word in field.anywhere)
