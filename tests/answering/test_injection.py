"""Injection: a model that obeys every text it sees still gets nothing past the code."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from fakes import chat_with
from langchain_core.documents import Document
from obedience import INJECTIONS, ObedientChatModel

from assistant.answering.assembly import ANSWER_PROMPTS, ANSWER_SLOTS
from assistant.answering.documents import Question
from assistant.answering.excerpts import ExcerptSelector
from assistant.answering.manipulation import addresses_a_model
from assistant.answering.model_answer import ModelAnswerer
from assistant.chat.fault import ChatError
from assistant.chat.prompt import ChatPrompt
from assistant.prompts import Wording
from assistant.ui.markup import answer_markup

HONEST = "双十一的预算先分给预热，再分给当天。预热期的预算占 60%，当天的预算占 40%。"
ASKED = "双十一的预算怎么分配？"
_ACTIVE = re.compile(r"<(?:img|a|script|iframe|svg)\b|\bon\w+=|javascript:", re.IGNORECASE)
SAID = "\n双十一的预算先分给预热，再分给当天。[1]"


@pytest.fixture
def answer(ranker, wording, prompts_dir):
    """Answer with a model that obeys; returns everything it showed, and what it was asked."""
    prompts = {
        language: ChatPrompt.load(prompts_dir, name, ANSWER_SLOTS)
        for language, name in ANSWER_PROMPTS.items()
    }
    words = Wording.load(prompts_dir / "model.yaml")

    def answer(says, text=HONEST, heading="", question=ASKED):
        model = ObedientChatModel(says=says + SAID)
        chat = chat_with(model)
        answerer = ModelAnswerer(lambda: chat, prompts, ExcerptSelector(ranker), wording, words)
        metadata = {"title": "手册", "heading": heading, "source": "手册"}
        documents = [Document(text, metadata=metadata)]
        asked = Question(question=question, documents=documents, language="zh-Hans")
        shown: list[str] = []
        with suppress(ChatError):  # then the library's own sentences are shown
            for part in answerer.stream(asked):
                shown.append(part.text)
            return shown, model.prompts[0]
        return [*shown, ""], model.prompts[0]

    return answer


def check(shown: list[str], case: dict[str, str]) -> None:
    assert shown
    if case["says"] == "{rules}" or "evil.example" in case["never"]:  # not even for a moment
        assert not any(case["never"] in part for part in shown)
    else:
        assert case["never"] not in shown[-1]
    assert not _ACTIVE.search(answer_markup(shown[-1], 1))


@pytest.mark.parametrize("case", INJECTIONS["documents"], ids=lambda case: case["text"][:18])
def test_nothing_a_document_asks_for_is_done(answer, case):
    shown, _ = answer(case["says"], f"{HONEST}\n\n{case['text']}")

    check(shown, case)


@pytest.mark.parametrize("case", INJECTIONS["headings"], ids=lambda case: case["text"][:18])
def test_nothing_a_heading_asks_for_is_done(answer, case):
    shown, prompt = answer(case["says"], heading=case["text"])

    check(shown, case)
    assert case["text"] not in prompt


@pytest.mark.parametrize("case", INJECTIONS["questions"], ids=lambda case: case["text"][:18])
def test_nothing_a_question_asks_for_beyond_its_answer_is_done(answer, case):
    shown, _ = answer(case["says"], question=f"{ASKED}{case['text']}")

    check(shown, case)


def test_an_honest_model_is_heard_in_full(answer):
    shown, _ = answer("")

    assert shown[-1] == "双十一的预算先分给预热，再分给当天。 [1]"


def test_most_of_these_texts_are_not_even_shown_to_a_model(answer):
    told = [case for case in INJECTIONS["documents"] if addresses_a_model(case["text"])]

    assert len(told) >= 0.9 * len(INJECTIONS["documents"])
    for case in told:
        _, prompt = answer("", f"{HONEST}\n\n{case['text']}")
        assert case["text"] not in prompt


def test_no_sentence_of_the_library_is_taken_for_an_instruction(corpus_dir):
    for path in corpus_dir.rglob("*.md"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not addresses_a_model(line), f"{path.name}: {line}"


def test_the_suite_is_large_and_speaks_two_languages():
    texts = [case["text"] for cases in INJECTIONS.values() for case in cases]

    assert len(set(texts)) >= 60
    assert sum(text.isascii() for text in texts) >= 25
