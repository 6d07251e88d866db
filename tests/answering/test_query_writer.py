"""Queries: only a question that leans on those before is rewritten, and only usefully."""

from __future__ import annotations

import pytest
from fakes import ScriptedChatModel, chat_with

from assistant.answering.query_writer import QueryWriter
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt

BEFORE = ["双十一的预算怎么分配？"]
COMPOSED = "抖音 双十一的预算怎么分配？"


@pytest.fixture
def write(prompts_dir):
    """Write a query with a model that says these replies, or without one; returns both."""
    prompt = ChatPrompt.load(prompts_dir, "rewrite_query", {"previous", "question"})

    def write(question, previous, *replies):
        model = ScriptedChatModel(replies=list(replies))
        chat = chat_with(model) if replies else None
        *_, query = QueryWriter(lambda: chat, prompt).write(question, previous, Meter())
        return query, model

    return write


def test_without_a_model_the_query_is_put_together_by_rules(write):
    assert write("那抖音呢？", BEFORE)[0] == COMPOSED


def test_a_model_writes_the_query_of_a_follow_up(write):
    query, model = write("那抖音呢？", BEFORE, "双十一时抖音的预算怎么分配？")

    assert query == "双十一时抖音的预算怎么分配？"
    assert "前面的问题：\n- 双十一的预算怎么分配？\n\n最后一个问题：那抖音呢？" in model.prompts[0]


@pytest.mark.parametrize(
    "question", ["小红书怎么投放？", "How do I measure the cost per lead?", "售后服务为什么重要"]
)
def test_a_complete_question_is_left_alone_and_no_model_is_asked(write, question):
    query, model = write(question, BEFORE, "别的问题")

    assert (query, model.asked) == (question, [])


def test_a_first_question_is_left_alone(write):
    query, model = write("那抖音呢？", [], "别的问题")

    assert (query, model.asked) == ("那抖音呢？", [])


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("改写后的问题：双十一时抖音的预算怎么分配？", "双十一时抖音的预算怎么分配？"),
        ("“双十一时抖音的预算怎么分配？”", "双十一时抖音的预算怎么分配？"),
        ("<think>抖音</think>双十一时抖音的预算怎么分配？", "双十一时抖音的预算怎么分配？"),
        ("双十一时抖音的预算怎么分配？\n还有小红书呢？", COMPOSED),
        ("How is the Douyin budget split?", COMPOSED),
        ("抖音的 70% 预算怎么分配？", COMPOSED),
        ("红烧肉怎么做？", COMPOSED),
        ("双十一的预算怎么分配？", COMPOSED),
        ("双十一抖音预算怎么分配？" * 20, COMPOSED),
    ],
)
def test_what_a_model_wrote_counts_only_when_it_asks_the_same(write, said, query):
    assert write("那抖音呢？", BEFORE, said)[0] == query


def test_a_model_that_fails_leaves_the_query_to_the_rules(write):
    failures = [ConnectionRefusedError(), ConnectionRefusedError()]

    assert write("那抖音呢？", BEFORE, *failures)[0] == COMPOSED
