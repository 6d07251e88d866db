"""Attention: a message is taken by the rules; what these leave unread, a chat model points out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date

from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.conversation.moderator import Language, Moderator, Response
from assistant.conversation.step import Interview
from assistant.interview.model_reader import ModelReader, Unread
from assistant.interview.question import QuestionBook
from assistant.prompts import Wording


class Attention:
    """Hears a message out; without a chat model that is what the moderator makes of it."""

    def __init__(
        self,
        moderator: Moderator,
        reader: ModelReader,
        wording: Wording,
        book: QuestionBook,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts; `wording` is model.yaml."""
        self.moderator = moderator
        self._reader = reader
        self._wording = wording
        self._book = book
        self._today = today

    def respond(
        self, message: str, interview: Interview, language: Language, meter: Meter
    ) -> Generator[Response, None, None]:
        """Yield what the message led to; the last response counts. `meter` is that of the turn.

        While a chat model reads, a waiting response comes again and again, so that whoever waits
        can stop. Closing the iterator stops the model.
        """
        response = self.moderator.respond(message, interview, language)
        unread = self._unread(message, response)
        if unread is None:
            yield response
        else:
            yield from self._read(unread, response, language, meter)

    def _unread(self, message: str, response: Response) -> Unread | None:
        """Return what is left for a chat model to read; None when there is nothing or no model."""
        if response.heard is None:
            return None
        question = self.moderator.pending(response.before)
        return self._reader.unread(message, question, response.heard, response.before.profile)

    def _read(
        self, unread: Unread, response: Response, language: Language, meter: Meter
    ) -> Generator[Response, None, None]:
        step = replace(response.step, text=self._wording("reading", language))
        waiting = replace(response, step=step, waiting=True)
        try:
            with closing(self._reader.read(unread, self._today(), meter)) as reading:
                for values in reading:
                    if values is None:
                        yield waiting
                    elif values:
                        response = self.moderator.heard_more(response, values, language)
                        response = _noted(response, self._told(values, language))
        except ChatError as fault:
            reason = self._wording(f"fault_{fault.kind}", language)
            note = self._wording("model_read_nothing", language, reason=reason)
            response = _noted(response, note)
        yield response

    def _told(self, keys: Iterable[str], language: Language) -> str:
        """Say which facts came from the model, for the owner to look over."""
        labels = [self._book.field(key).label.text(language) for key in keys]
        between = "”“" if language == "zh" else '", "'
        return self._wording("model_read", language, labels=between.join(labels))


def _noted(response: Response, note: str) -> Response:
    """Return a response that says one thing more."""
    text = "\n".join(part for part in (response.step.text, note) if part)
    return replace(response, step=replace(response.step, text=text))
