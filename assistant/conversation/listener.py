"""Listener: what an owner's words say, read against the question on the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.interviewer import Interviewer
from assistant.conversation.step import Interview
from assistant.interview import flow
from assistant.interview.field import Field
from assistant.interview.material_tables import TableBlock
from assistant.interview.question import Question, QuestionBook
from assistant.interview.reader import ReplyReader
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.tracing import span

_ANNOUNCED = re.compile(r"\s*(?:导入|匯入|import)(?:材料|资料)?\s*[:：\n]\s*", re.IGNORECASE)
_LABEL = re.compile(r"\s*[^\s:：，。]{2,12}\s*[:：]\s*\S")
_FIGURES = ("number", "money", "percent", "date")
_LONG, _PARAGRAPHS, _LABELS = 200, 3, 4


class Listener:
    """Reads messages and stamps what was read with speaker and time."""

    def __init__(
        self,
        reader: ReplyReader,
        interviewer: Interviewer,
        book: QuestionBook,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts."""
        self._reader = reader
        self._interviewer = interviewer
        self._book = book
        self._today = today

    def hear(self, words: str, interview: Interview) -> tuple[Interview, ReplyUpdate]:
        """Return what was said, and the interview it was said in.

        An owner who simply begins to tell, before anything was asked, is answering the first
        question when the words say something of what it asks.
        """
        if interview.state.history:
            return interview, self.read(words, interview)
        begun = self._interviewer.begun(interview)
        update = self.read(words, begun)
        if self._answers(update, begun.state.current):
            return begun, update
        return interview, self.read(words, interview)

    def overhear(self, words: str, interview: Interview) -> ReplyUpdate:
        """Return what words say of themselves, no question in mind."""
        return self.read(words, replace(interview, state=replace(interview.state, current="")))

    @span("parse")
    def read(self, words: str, interview: Interview) -> ReplyUpdate:
        """Return what the words say, the question on the table first in mind."""
        question = self._interviewer.pending(interview)
        piece = flow.asked_piece(interview.state, interview.profile, self._book)
        told = self._named(words, piece) if piece else words
        update = self._reader.read(told, question, interview.profile, self._today())
        now = _now()
        values = {
            key: replace(value, raw=words).stamped("owner", now)
            for key, value in update.values.items()
            if piece is None or self._concerns(piece, key, update, interview)
        }
        return replace(update, values=values)

    def supplemented(
        self, update: ReplyUpdate, values: Mapping[str, Value], interview: Interview
    ) -> ReplyUpdate:
        """Return what was read with values that were found later; where both read, rules win."""
        now = _now()
        later = {key: value.stamped("owner", now) for key, value in values.items()}
        question = self._interviewer.pending(interview)
        missing = tuple(key for key in update.missing if key not in later)
        more = replace(update, values={**later, **update.values}, missing=missing)
        answers = question is not None and more.answers(question.id)
        return replace(more, vague=() if answers else more.vague)

    def _named(self, words: str, piece: Field) -> str:
        """Return a reply with the word that announces what was asked for, unless it has one.

        "240万" in reply to "还差一样：现在的数字？" is today's figure, not the target.
        """
        question = self._book.question_of(piece.key)
        known = [cue for field in question.fields for cue in field.cues]
        known += [cue for field in self._book.fields for cue in field.anywhere]
        if piece.type not in _FIGURES or any(cue in words.lower() for cue in known):
            return words
        fitting = (cue for cue in piece.cues if cue.isascii() == words.isascii())
        return f"{next(fitting, '')} {words}".strip()

    def _concerns(self, piece: Field, key: str, update: ReplyUpdate, interview: Interview) -> bool:
        """Tell whether a value is what was asked for, or at least overwrites nothing beside it.

        "个人" in reply to "还差一样：客户类型？" is not what the firm sells.
        """
        is_beside = key != piece.key and piece.key in update.values
        same_question = self._book.question_of(key) == self._book.question_of(piece.key)
        return not (is_beside and same_question and key in interview.profile)

    def material(self, text: str, interview: Interview) -> dict[str, Value]:
        """Return what a text that was handed in says, to be confirmed."""
        return self._reader.read_material(text, interview.profile, self._today())

    def handed_in(self, message: str, pending: Question | None) -> str:
        """Return the text of a message that hands something in; empty when it is a reply.

        That is what is announced as such ("导入：..."), and what is too long and too orderly to be
        a reply somebody typed: several paragraphs, a list of labels, or a table where the question
        on the table asks for none.
        """
        announced = _ANNOUNCED.match(message)
        if announced:
            return message[announced.end() :].strip()
        lines = [line for line in message.splitlines() if line.strip()]
        labelled = sum(bool(_LABEL.match(line)) for line in lines)
        is_material = len(message) >= _LONG and len(lines) >= _PARAGRAPHS
        is_list = pending is not None and any(field.type == "records" for field in pending.fields)
        is_table = not is_list and bool(TableBlock.of(message).tables)
        return message if is_material or is_table or labelled >= _LABELS else ""

    def _answers(self, update: ReplyUpdate, question_id: str) -> bool:
        """Tell whether a field of the question was read; the whole message as such is none."""
        return any(
            value.question == question_id and self._book.field(key).read != "whole"
            for key, value in update.values.items()
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
