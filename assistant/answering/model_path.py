"""ModelPath: what a chat model does on the way from a question to an answer, and how it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.answer import Answer
from assistant.answering.documents import Question
from assistant.answering.model_answer import ModelAnswerer
from assistant.answering.query_writer import QueryWriter
from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.language import detect_language, to_traditional
from assistant.prompts import Wording


class ModelPath:
    """Writes the query of a follow-up and the answer; names every failure in plain words."""

    def __init__(self, writer: QueryWriter, answerer: ModelAnswerer, wording: Wording) -> None:
        """Take finished parts; `wording` is model.yaml."""
        self._writer = writer
        self._answerer = answerer
        self._wording = wording

    @property
    def is_connected(self) -> bool:
        """Whether there is a chat model at the moment."""
        return self._answerer.is_connected

    def write_query(self, question: str, previous: Sequence[str], meter: Meter) -> Iterator[Answer]:
        """Yield empty answers while the query is written; the `query` of the last one is it."""
        language = detect_language(question)
        note = self._worded(self._wording("rewriting", language), language)
        for query in self._writer.write(question, previous, meter):
            yield Answer("", found=True, mode="model", query=query, note=note)

    def stream(self, asked: Question, meter: Meter) -> Iterator[Answer]:
        """Yield growing answers, the last one checked; ChatError when nothing usable came."""
        return self._answerer.stream(asked, meter=meter)

    def explain(self, fault: ChatError, language: str) -> str:
        """Return why the answer quotes the library instead, as a note below it."""
        reason = self._wording(f"fault_{fault.kind}", language)
        return self._worded(self._wording("fell_back", language, reason=reason), language)

    @staticmethod
    def _worded(text: str, language: str) -> str:
        return to_traditional(text) if language == "zh-Hant" else text
