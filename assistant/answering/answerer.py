"""Answerer: the whole path from a question to a cited answer or an honest refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.answer import Answer
from assistant.answering.answerability import AnswerabilityJudge, Verdict
from assistant.answering.documents import Question, merged, to_hits
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.follow_up import standalone_query
from assistant.answering.model_path import ModelPath
from assistant.answering.ranking import EvidenceRanker
from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.errors import InputError
from assistant.language import clean, detect_language, to_traditional
from assistant.prompts import Wording
from assistant.storage.shelf import NOBODY

_NEAREST = 3
_LONGEST_QUESTION = 2000


class Answerer:
    """Retrieves, decides in code whether the passages answer, then lets an answerer speak."""

    def __init__(
        self,
        retriever: BaseRetriever,
        ranker: EvidenceRanker,
        judge: AnswerabilityJudge,
        extractive: ExtractiveAnswerer,
        wording: Wording,
        model: ModelPath | None = None,
    ) -> None:
        """Take finished parts; without `model`, or while it has none, answers are extractive."""
        self._retriever = retriever
        self._ranker = ranker
        self._judge = judge
        self._extractive = extractive
        self._wording = wording
        self._model = model

    @property
    def has_model(self) -> bool:
        """Whether a chat model phrases the answers at the moment."""
        return self._model is not None and self._model.is_connected

    def answer(
        self, question: str, previous: Sequence[str] = (), *, viewer: str = NOBODY
    ) -> Answer:
        """Return the answer; `previous` holds the earlier questions, oldest first.

        It draws on what everybody may see and on the viewer's own documents.
        """
        *_, last = self.stream(question, previous, viewer=viewer)
        return last

    def stream(
        self,
        question: str,
        previous: Sequence[str] = (),
        *,
        viewer: str = NOBODY,
        meter: Meter | None = None,
    ) -> Iterator[Answer]:
        """Yield growing answers, the last one complete and checked.

        `meter` counts the tokens of the turn when it has taken some before. Closing the iterator
        stops a chat model that is at work. InputError for an empty question.
        """
        question, meter = clean(question).strip()[:_LONGEST_QUESTION], meter or Meter()
        if not question:
            raise InputError(
                self._wording("empty_question", "zh"), self._wording("empty_question", "en")
            )
        query = standalone_query(question, previous)
        if self._model is not None and query != question:
            for waiting in self._model.write_query(question, previous, meter):
                query = waiting.query
                yield waiting
        for answer in self._answers(question, query, viewer, meter):
            yield replace(answer, asked="" if query == question else question, tokens=meter.tokens)

    def verdict(self, question: str, viewer: str = NOBODY) -> Verdict:
        """Tell whether the library holds the answer to a question, without giving it."""
        return self._verdict(question, self._retriever.invoke(question, viewer=viewer))

    def as_runnable(self) -> Runnable[str, Answer]:
        """Return the path as a LangChain runnable from question to Answer."""
        return RunnableLambda(self.answer)

    def _answers(self, question: str, query: str, viewer: str, meter: Meter) -> Iterator[Answer]:
        """Yield growing answers to a query that stands alone, made from a question."""
        language = detect_language(question)
        documents = self._retriever.invoke(query, viewer=viewer)
        verdict = self._verdict(query, documents)
        if not verdict.found:
            yield self._refusal(query, documents, verdict, language)
            return
        if query != question:  # what was written into the query may have been the wrong thing
            documents = merged(documents, self._retriever.invoke(question, viewer=viewer))
        asked = Question(question=query, documents=documents, language=language)
        yield from self._spoken(asked, verdict, meter)

    def _spoken(self, asked: Question, verdict: Verdict, meter: Meter) -> Iterator[Answer]:
        note = ""
        if self._model is not None and self._model.is_connected:
            try:
                for answer in self._model.stream(asked, meter):
                    if not answer.found:
                        yield self._refusal(
                            asked["question"], asked["documents"], verdict, asked["language"]
                        )
                        return
                    yield answer
                return
            except ChatError as fault:
                note = self._model.explain(fault, asked["language"])
        yield replace(self._extractive.invoke(asked), note=note)

    def _verdict(self, query: str, documents: list[Document]) -> Verdict:
        hits = to_hits(documents)
        evidence = self._ranker.rank(query, hits)
        # another retriever measures no coverage: the words the best piece holds stand in
        held = max((item.overlap for item in evidence), default=0.0)
        coverage = float(documents[0].metadata.get("coverage", held)) if documents else 0.0
        return self._judge.judge(query, hits, coverage, evidence)

    def _refusal(
        self, query: str, documents: list[Document], verdict: Verdict, language: str
    ) -> Answer:
        """Say that the library does not hold it, and what comes nearest."""
        headings = (d.metadata.get("heading") or d.metadata.get("title") for d in documents)
        nearest = tuple(dict.fromkeys(h for h in headings if h))[:_NEAREST]
        key = "not_found_missing" if verdict.missing else "not_found"
        text = self._wording(
            key, language, **({"name": verdict.missing} if verdict.missing else {})
        )
        more = (
            self._wording("nearest", language, topics=_listed(nearest, language))
            if nearest
            else self._wording("add_document", language)
        )
        text = f"{text}{'' if language != 'en' else ' '}{more}"
        if language == "zh-Hant":
            text, nearest = to_traditional(text), tuple(to_traditional(n) for n in nearest)
        return Answer(text, found=False, mode="extractive", query=query, nearest=nearest)


def _listed(topics: Sequence[str], language: str) -> str:
    """Return topics as a text lists them; the English ones are questions and stand in quotes."""
    return "; ".join(f'"{topic}"' for topic in topics) if language == "en" else "；".join(topics)
