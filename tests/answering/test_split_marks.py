"""Marks in every form come out the same, wherever a service cuts its reply into pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fakes import ScriptedChatModel, chat_with
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant.answering.documents import Question
from assistant.answering.excerpts import ExcerptSelector
from assistant.answering.model_answer import ModelAnswerer
from assistant.chat.prompt import ChatPrompt
from assistant.prompts import Template, Wording

TEXTS = ["双十一的预算先给预热，占 60%。", "老客户靠售后服务回来。"]
BOTH = "预算先给预热，老客户靠服务回来。"
MARKS = ["[1,2]", "[1][2]", "【1】【2】", "【1、2】", "［１，２］", "[1-2]", "(1,2)", "[9][1][2]"]
PROMPT = ChatPrompt(Template("{language}", "zh"), Template("{passages} {question}", "zh"))


class CutChatModel(ScriptedChatModel):
    """Gives a reply in pieces that end at the places in `cuts`."""

    cuts: tuple[int, ...] = ()

    def _stream(self, messages: Any, stop: Any = None, run_manager: Any = None, **kwargs: Any):
        yield from self._pieces(self._next(messages))

    def _pieces(self, text: str) -> Iterator[ChatGenerationChunk]:
        ends = sorted({cut for cut in self.cuts if 0 < cut < len(text)})
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
            yield ChatGenerationChunk(message=AIMessageChunk(text[start:end]))


@pytest.fixture
def said(wording, ranker, prompts_dir):
    """Return what is left of a reply that comes in pieces."""
    words = Wording.load(prompts_dir / "model.yaml")
    documents = [Document(text, metadata={"source": text}) for text in TEXTS]
    asked = Question(question="预算和老客户", documents=documents, language="zh-Hans")

    def said(reply: str, cuts: list[int]) -> str:
        chat = chat_with(CutChatModel(replies=[reply], cuts=tuple(cuts)))
        selector = ExcerptSelector(ranker)
        answerer = ModelAnswerer(lambda: chat, {"zh": PROMPT}, selector, wording, words)
        return answerer.invoke(asked).text

    return said


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(mark="[1][2]", cuts=list(range(40)))
@given(mark=st.sampled_from(MARKS), cuts=st.lists(st.integers(1, 40), max_size=12))
def test_marks_mean_the_same_wherever_a_reply_is_cut(said, mark, cuts):
    assert said(f"{BOTH}{mark} 预热占 60%。【1】", cuts) == f"{BOTH} [1] [2] 预热占 60%。 [1]"
