"""Follow-ups: what leans on the question before is searched with it, what is complete is not."""

from __future__ import annotations

import pytest

from assistant.answering.follow_up import leans_on_previous, standalone_query

BUDGET = "双十一的预算怎么分配？"
DOUYIN = "那抖音呢？"


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("那抖音呢？", f"抖音 {BUDGET}"),
        ("抖音呢", f"抖音 {BUDGET}"),
        ("小红书呢？", f"小红书 {BUDGET}"),
        ("那麼抖音呢？", f"抖音 {BUDGET}"),
        ("如果是B2B企业呢？", f"B2B企业 {BUDGET}"),
        ("換成小紅書呢？", f"小紅書 {BUDGET}"),
        ("What about Douyin?", f"Douyin {BUDGET}"),
        ("how about small budgets", f"small budgets {BUDGET}"),
        ("and for small companies?", f"and for small companies? {BUDGET}"),
        ("还有别的办法吗？", f"还有别的办法吗？ {BUDGET}"),
        ("还有哪些费用", f"还有哪些费用 {BUDGET}"),
        ("为什么？", f"为什么？ {BUDGET}"),
        ("為什麼呢", f"為什麼呢 {BUDGET}"),
        ("具体怎么做？", f"具体怎么做？ {BUDGET}"),
        ("怎么做？", f"怎么做？ {BUDGET}"),
        ("多少钱？", f"多少钱？ {BUDGET}"),
        ("举个例子", f"举个例子 {BUDGET}"),
        ("再详细一点", f"再详细一点 {BUDGET}"),
        ("它有什么缺点？", f"它有什么缺点？ {BUDGET}"),
        ("这样行吗？", f"这样行吗？ {BUDGET}"),
        ("这种方法适合我们这样的小公司吗？", f"这种方法适合我们这样的小公司吗？ {BUDGET}"),
        ("其中哪个最重要？", f"其中哪个最重要？ {BUDGET}"),
        ("第二步怎么做？", f"第二步怎么做？ {BUDGET}"),
        ("前者更好吗", f"前者更好吗 {BUDGET}"),
        ("那这个呢？", f"那这个呢？ {BUDGET}"),
        ("Is it expensive?", f"Is it expensive? {BUDGET}"),
        ("Why?", f"Why? {BUDGET}"),
        ("What else?", f"What else? {BUDGET}"),
        ("more examples please", f"more examples please {BUDGET}"),
    ],
)
def test_a_question_that_leans_is_searched_with_the_one_before(question, query):
    assert standalone_query(question, [BUDGET]) == query


@pytest.mark.parametrize(
    "question",
    [
        "网络营销怎么做？",
        "怎么做网络营销呢？",
        "那预算怎么分配？",
        "那预算怎么分配呢？",
        "网络营销的第一步是什么？",
        "其它平台怎么投放广告？",
        "这个月的预算怎么定？",
        "另外，怎么找好主播？",
        "再营销是什么？",
        "客户流失了，怎么让他们回来？",
        "售后做得差对品牌影响大吗",
        "網路行銷的整體問題要先問自己哪幾個？",
        "老板说先拿几百块投投看，没效果就算了，这样行吗",
        "What is a user persona?",
        "How do we prove that a proposal is feasible?",
        "And how should we split the budget?",
        "Is it smart to spread the ad budget evenly over twelve months?",
    ],
)
def test_a_complete_question_is_left_alone(question):
    assert standalone_query(question, [BUDGET]) == question


def test_the_first_question_is_searched_as_it_is():
    assert standalone_query(DOUYIN, []) == DOUYIN


@pytest.mark.parametrize(
    ("previous", "question", "query"),
    [
        pytest.param([BUDGET, DOUYIN], "小红书呢？", f"小红书 {BUDGET}", id="another subject"),
        pytest.param([BUDGET, DOUYIN], "为什么？", f"为什么？ 抖音 {BUDGET}", id="about the last"),
        pytest.param(["售后怎么做好？", BUDGET], "为什么？", f"为什么？ {BUDGET}", id="the latest"),
        pytest.param([DOUYIN], "小红书呢？", f"小红书 {DOUYIN}", id="nothing complete before"),
    ],
)
def test_a_chain_of_follow_ups_keeps_its_subject(previous, question, query):
    assert standalone_query(question, previous) == query


def test_a_long_chain_stays_short():
    query = standalone_query("为什么？", ["为什么？"] * 500)

    assert query == "为什么？ " * 6 + "为什么？"


@pytest.mark.parametrize("question", ["", "？", "\0", "呢", "那", "🙂"])
def test_odd_questions_are_no_trouble(question):
    assert leans_on_previous(question) in (True, False)
    assert standalone_query(question, [BUDGET]).endswith((question, BUDGET))
