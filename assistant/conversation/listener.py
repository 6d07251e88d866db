"""Listener: what an owner's words say, read against the question on the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.interviewer import Interviewer
from assistant.conversation.step import Interview
from assistant.interview.question import QuestionBook
from assistant.interview.reader import ReplyReader
from assistant.interview.update import ReplyUpdate


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

    def read(self, words: str, interview: Interview) -> ReplyUpdate:
        """Return what the words say, the question on the table first in mind."""
        question = self._interviewer.pending(interview)
        update = self._reader.read(words, question, interview.profile, self._today())
        now = datetime.now(UTC).isoformat(timespec="seconds")
        values = {key: value.stamped("owner", now) for key, value in update.values.items()}
        return replace(update, values=values)

    def _answers(self, update: ReplyUpdate, question_id: str) -> bool:
        """Tell whether a field of the question was read; the whole message as such is none."""
        return any(
            value.question == question_id and self._book.field(key).read != "whole"
            for key, value in update.values.items()
        )
