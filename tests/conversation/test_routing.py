"""Messages go where their writers meant them to go: the table of routing.yaml, and two others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation.asking import AskingForms
from assistant.conversation.commands import CommandBook
from assistant.conversation.routing import Route, Router
from assistant.interview.lexicon import load_lexicon
from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.reader import ReplyReader
from assistant.interview.value import Value
from assistant.prompts import resource_dir

TODAY = date(2026, 11, 22)
TESTS = Path(__file__).parents[1]
MESSAGES_AT_LEAST = 200
RIGHT_AT_LEAST = 0.97
PLACES = ("-", "A5", "A9", "B6", "C6", "C9", "E2")


class Desk:
    """Router and reader of the bundled prompts, as the consultant uses them."""

    def __init__(self) -> None:
        prompts = resource_dir("prompts")
        self.book = load_questions(prompts)
        self.reader = ReplyReader(self.book, load_lexicon(prompts))
        self.router = Router(CommandBook.load(prompts), AskingForms.load(prompts), self.book)

    def route(self, pending: str, message: str, known: dict[str, Any] | None = None) -> Route:
        question = self.book[pending] if pending != "-" else None
        profile = Profile({key: Value(value) for key, value in (known or {}).items()})
        heard = self.router.divide(message)
        update = self.reader.read(heard.stated, question, profile, TODAY)
        return self.router.route(heard, question, update)

    def name(self, pending: str, message: str, known: dict[str, Any] | None = None) -> str:
        """Name a route as the table does."""
        route = self.route(pending, message, known)
        if route.command is not None:
            return f"{route.command.name} {route.command.target}".strip()
        return "both" if route.kind == "reply" and route.asked else route.kind


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def rows() -> Iterator[tuple[str, str, str, dict[str, Any] | None]]:
    """Yield pending question, message, wanted route and what is known, from the table."""
    table = yaml.safe_load(Path(__file__).with_name("routing.yaml").read_text(encoding="utf-8"))
    for group in table:
        pending, known = group.pop("at"), group.pop("known", None)
        for wanted, messages in group.items():
            for message in messages:
                yield pending, message, wanted, known


def check(misses: list[str], total: int) -> None:
    """Fail with the list of what went wrong when that is more than a few."""
    assert 1 - len(misses) / total >= RIGHT_AT_LEAST, "\n".join(misses)


def test_the_table_is_routed_as_its_writers_meant(desk):
    table = list(rows())
    misses = [
        f"{pending} {message}: {got}, not {wanted}"
        for pending, message, wanted, known in table
        if (got := desk.name(pending, message, known)) != wanted
    ]
    assert len(table) >= MESSAGES_AT_LEAST
    check(misses, len(table))


def test_replies_of_the_readers_table_are_replies(desk):
    path = TESTS / "interview" / "replies.yaml"
    table = [row for row in yaml.safe_load(path.read_text(encoding="utf-8")) if row["q"] != "-"]
    misses = [
        f"{row['q']} {row['say']}: {got}"
        for row in table
        if (got := desk.name(row["q"], row["say"])) != "reply"
    ]
    check(misses, len(table))


def test_questions_of_the_golden_set_are_questions_whatever_is_on_the_table(desk):
    path = TESTS / "evals" / "golden.yaml"
    questions = [row["question"] for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    misses = [
        f"{pending} {question}: {got}"
        for question in questions
        for pending in PLACES
        if (got := desk.name(pending, question)) != "question"
    ]
    check(misses, len(questions) * len(PLACES))


HARD = [
    ("A5", "双十一过后店铺日销应该到几倍？", "question"),
    ("A5", "目标600万可以吗？", "reply"),
    ("A9", "一年60万够不够？", "reply"),
    ("C6", "为什么品牌和流量是6:4？", "question"),
    ("C6", "不知道怎么写软文", "question"),
    ("A9", "不太清楚，大概三四十万吧", "reply"),
    ("C1", "主要靠抖音吗？不，是淘宝", "reply"),
    ("-", "想了解一下怎么做预热", "question"),
    ("C1", "淘宝", "reply"),
    ("A2", "B端", "reply"),
    ("E2", "按月", "reply"),
    ("A9", "谢谢，预算改成50万", "reply"),
    ("-", "你好，双十一要提前多久备货？", "question"),
]


@pytest.mark.parametrize(("pending", "message", "wanted"), HARD)
def test_the_hard_ones_are_right_one_by_one(desk, pending: str, message: str, wanted: str):
    assert desk.name(pending, message) == wanted


def test_a_question_is_asked_and_so_is_a_reply_that_holds_one(desk):
    assert desk.route("A5", "预算怎么分？") == Route("question", asked="预算怎么分？")
    mixed = "618和双11，双11目标100万，备货多少合适？"
    assert desk.route("C9", mixed) == Route("reply", asked=mixed)
    assert desk.route("C9", "618和双11，双11目标100万") == Route("reply")


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("618和双11，双11目标100万。预热要几天？李梅带队", "预热要几天？"),
        (
            "618, goal 1 million. How long should the pre-heat be?",
            "How long should the pre-heat be?",
        ),
        ("618和双11，双11目标100万。那是不是太多？", "618和双11，双11目标100万。那是不是太多？"),
    ],
)
def test_of_a_reply_the_library_is_asked_the_sentences_that_ask(desk, message, asked):
    assert desk.route("C9", message) == Route("reply", asked=asked)
