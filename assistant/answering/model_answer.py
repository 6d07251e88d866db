"""Model answers: prompt, chat model and citation check as one runnable, with a bounded wait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.answer import Answer
from assistant.answering.bounded import within
from assistant.answering.citation_check import check_citations
from assistant.answering.documents import Question, to_hits
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.prompts import Template, Wording

_LANGUAGE_NAMES = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "en": "English",
}
_MOST_CHARACTERS = 4000
_NOT_FOUND = "NOT_FOUND"
# what a model thinks aloud; some send only the closing tag
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)|\A(?:(?!<think>).)*?</think>", re.DOTALL)
_HALF_A_TAG = re.compile(r"</?[think]{0,5}\Z")
_WHOLE_SENTENCES = re.compile(r".*[。！？!?.\n](?:\s*[\[【［][^\]】］]{0,20}[\]】］])*", re.DOTALL)
# what may stand around a bare NOT_FOUND
_AROUND = ".。`\"'“”* \t\n"


class ModelAnswerError(Exception):
    """The model gave nothing that can be shown; `reason` is a short word for the note."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class ModelAnswerer(Runnable[Question, Answer]):
    """Lets a chat model phrase the answer, then keeps only what the passages bear out."""

    def __init__(
        self,
        model: BaseChatModel,
        templates: Mapping[str, Template],
        wording: Wording,
        deadline: float,
        failures: tuple[type[Exception], ...],
    ) -> None:
        """`templates` ("zh", "en") take language, passages, question; `deadline` is in seconds.

        `failures` are the exceptions by which the model's client reports that it cannot answer.
        """
        self._model = model
        self._failures = failures
        self._templates = templates
        self._wording = wording
        self._deadline = deadline

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """Return the checked answer; ModelAnswerError when nothing usable came."""
        *_, last = self.stream(input, config, **kwargs)
        return last

    def stream(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Answer]:
        """Yield the growing text, unchecked and without citations; the last answer is checked."""
        hits = to_hits(input["documents"])
        said = ""
        for piece in self._pieces(self._prompt(input, hits), config):
            said += piece
            if said.rfind("<think>") > said.rfind("</think>"):
                continue
            text = _HALF_A_TAG.sub("", _spoken(said))
            if len(text) > _MOST_CHARACTERS:
                break
            if piece and not _NOT_FOUND.startswith(text.strip(_AROUND)[: len(_NOT_FOUND)]):
                yield Answer(text, found=True, mode="model", query=input["question"])
        yield self._checked(_bounded(_spoken(said)), input, hits)

    def _pieces(self, prompt: str, config: RunnableConfig | None) -> Iterator[str]:
        """Yield the model's text as it comes; ModelAnswerError when it fails or is too slow."""
        message = [HumanMessage(prompt)]
        try:
            chunks = within(
                self._deadline, lambda: self._model.stream(message, config), self._failures
            )
            for chunk in chunks:
                yield chunk.text
        except TimeoutError as error:
            raise ModelAnswerError("timeout") from error
        except self._failures as error:
            # the class name only: messages of providers repeat keys and addresses
            raise ModelAnswerError(type(error).__name__) from error

    def _prompt(self, question: Question, hits: list[RetrievedPassage]) -> str:
        passages = "\n\n".join(format_passage(hit) for hit in hits)
        return self._templates[question["language"][:2]].fill(
            language=_LANGUAGE_NAMES[question["language"]],
            passages=passages,
            question=question["question"],
        )

    def _checked(self, text: str, question: Question, hits: list[RetrievedPassage]) -> Answer:
        answer = text.replace(_NOT_FOUND, "").strip()
        if _NOT_FOUND in text and not answer.strip(_AROUND):
            return Answer("", found=False, mode="model", query=question["question"])
        checked = check_citations(answer, hits, question["language"])
        if not checked.text or not checked.citations:
            raise ModelAnswerError("unsupported")
        note = ""
        if checked.dropped:
            note = self._wording("unsupported_removed", question["language"], count=checked.dropped)
        return Answer(
            text=checked.text,
            found=True,
            mode="model",
            query=question["question"],
            citations=checked.citations,
            note=note,
        )


def _spoken(said: str) -> str:
    """Return what a model said without what it thought."""
    return _THINKING.sub("", said) if "think>" in said else said


def _bounded(text: str) -> str:
    """Return the text, or as many whole sentences with their marks as may be shown."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    whole = _WHOLE_SENTENCES.match(text[:_MOST_CHARACTERS])
    return whole.group() if whole else ""


def format_passage(hit: RetrievedPassage) -> str:
    """Return a passage as the prompt shows it: number, title, heading, text."""
    return f"[{hit.rank}] {hit.passage.context}\n{hit.passage.text}"
