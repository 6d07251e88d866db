"""Model answers: excerpts, prompt, chat model and citation check as one runnable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.answer import Answer
from assistant.answering.citation_check import check_citations, with_plain_marks
from assistant.answering.documents import Question, to_hits
from assistant.answering.excerpts import Excerpt, ExcerptSelector
from assistant.answering.names import Names
from assistant.answering.support import Support
from assistant.chat.fault import ChatError
from assistant.chat.line import GetChat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken, spoken_so_far
from assistant.language import detect_language, to_traditional
from assistant.prompts import Wording

LANGUAGE_NAMES = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "en": "English",
}
_MOST_CHARACTERS = 4000
# so much thinking aloud and nothing said
_MOST_THOUGHTS = 30_000
# the end of a growing text that is looked at for what nobody is to see
_LOOKED_AT = 200
_NOT_FOUND = "NOT_FOUND"
_WHOLE_SENTENCES = re.compile(r".*[。！？!?.\n](?:\s*[\[【［][^\]】］]{0,20}[\]】］])*", re.DOTALL)
# what may stand around a bare NOT_FOUND
_AROUND = ".。`\"'“”* \t\n"


class ModelAnswerer(Runnable[Question, Answer]):
    """Lets a chat model phrase the answer, then keeps only what the passages bear out."""

    def __init__(
        self,
        chat: GetChat,
        prompts: Mapping[str, ChatPrompt],
        selector: ExcerptSelector,
        wording: Wording,
        model_wording: Wording,
        names: Names = (),
    ) -> None:
        """`prompts` ("zh", "en") take language, passages and question.

        `wording` is answering_texts.yaml, `model_wording` model.yaml. A sentence that mentions one
        of the `names` cites only passages that mention it.
        """
        self._chat = chat
        self._prompts = prompts
        self._selector = selector
        self._wording = wording
        self._model_wording = model_wording
        self._names = names

    @property
    def is_connected(self) -> bool:
        """Whether there is a chat model at the moment."""
        return self._chat() is not None

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """Return the checked answer; ChatError when nothing usable came."""
        *_, last = self.stream(input, config, **kwargs)
        return last

    def stream(
        self,
        input: Question,
        config: RunnableConfig | None = None,
        *,
        meter: Meter | None = None,
        **kwargs: Any,
    ) -> Iterator[Answer]:
        """Yield the growing text, unchecked and without citations; the last answer is checked.

        The first answer comes before the model is asked, and says what was found. While the model
        is silent the latest answer comes again, so that whoever waits can stop. Closing the
        iterator stops the model.
        """
        chat, meter = self._chat(), meter or Meter()
        if chat is None:
            raise ChatError("unreachable")
        excerpts = self._selector.select(input["question"], to_hits(input["documents"]))
        shown = self._opening(input, excerpts)
        yield shown
        said = ""
        messages = self._messages(input, excerpts)
        support = _support(messages, excerpts, input["language"])
        with closing(chat.stream(messages, "answer", meter)) as pieces:
            for piece in pieces:
                said += piece
                text = spoken_so_far(said)
                if len(text) > _MOST_CHARACTERS or len(said) > _MOST_THOUGHTS:
                    break
                if support.leaks(text[-_LOOKED_AT:]):  # before anybody has read it
                    raise ChatError("unsupported")
                if piece and text.strip() and not _may_be_not_found(text):
                    shown = replace(shown, text=text, note="")
                yield shown
        answer = self._checked(_bounded(spoken(said)), input, excerpts, support)
        yield replace(answer, tokens=meter.tokens)

    def _messages(self, question: Question, excerpts: Sequence[Excerpt]) -> list[BaseMessage]:
        return self._prompts[question["language"][:2]].messages(
            language=LANGUAGE_NAMES[question["language"]],
            passages=format_excerpts(excerpts),
            question=question["question"],
        )

    def _opening(self, question: Question, excerpts: Sequence[Excerpt]) -> Answer:
        note = self._model_wording("writing", question["language"], count=len(excerpts))
        note = to_traditional(note) if question["language"] == "zh-Hant" else note
        return Answer("", found=True, mode="model", query=question["question"], note=note)

    def _checked(
        self, text: str, question: Question, excerpts: Sequence[Excerpt], support: Support
    ) -> Answer:
        language = question["language"]
        answer = text.replace(_NOT_FOUND, "").strip()
        if _NOT_FOUND in text and not answer.strip(_AROUND):
            return Answer("", found=False, mode="model", query=question["question"])
        worded = any(letter.isalpha() for letter in answer)  # "60%-70%" is of no language
        if worded and detect_language(answer)[:2] != language[:2]:
            raise ChatError("language")
        if language == "zh-Hant":
            answer = to_traditional(answer)
        answer, foreign = support.without_foreign(with_plain_marks(answer, len(excerpts)))
        hits = [excerpt.hit for excerpt in excerpts]
        checked = check_citations(answer, hits, language, self._names)
        if not checked.text or not checked.citations:
            raise ChatError("unsupported")
        note = ""
        if checked.dropped + foreign:
            count = checked.dropped + foreign
            note = self._wording("unsupported_removed", language, count=count)
        return Answer(
            text=checked.text,
            found=True,
            mode="model",
            query=question["question"],
            citations=checked.citations,
            note=note,
        )


def _support(
    messages: Sequence[BaseMessage], excerpts: Sequence[Excerpt], language: str
) -> Support:
    """Return what the model was given: rules first, then the excerpts."""
    sources = tuple(f"{excerpt.context}\n{excerpt.text}" for excerpt in excerpts)
    return Support(sources, messages[0].text, language)


def format_excerpts(excerpts: Sequence[Excerpt]) -> str:
    """Return the excerpts as the prompt shows them, numbered from 1."""
    return "\n\n".join(excerpt.numbered(at) for at, excerpt in enumerate(excerpts, start=1))


def _may_be_not_found(text: str) -> bool:
    """Tell whether a growing text may become a bare NOT_FOUND, which nobody is to see."""
    return _NOT_FOUND.startswith(text.strip(_AROUND)[: len(_NOT_FOUND)])


def _bounded(text: str) -> str:
    """Return the text, or as many whole sentences with their marks as may be shown."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    whole = _WHOLE_SENTENCES.match(text[:_MOST_CHARACTERS])
    return whole.group() if whole else ""
