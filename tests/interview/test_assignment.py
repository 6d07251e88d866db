"""A field can be set by its name, in either language, whatever question is on the table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.interview.lexicon import load_lexicon
from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.reader import ReplyReader
from assistant.language import to_traditional

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
TODAY = date(2026, 11, 22)
BOOK = load_questions(PROMPTS)
READER = ReplyReader(BOOK, load_lexicon(PROMPTS))


def read(message: str):
    return READER.read(message, BOOK["A5"], Profile(), TODAY)


@pytest.mark.parametrize(
    ("message", "key", "value"),
    [
        ("所在地改成南京", "company.location", "南京"),
        ("人数改成46", "company.headcount", 46),
        ("把人数从9改成46人", "company.headcount", 46),
        ("客户类型改成企业客户（B端）", "offer.customer_type", "b2b"),
        ("把预算改成50万", "budget.total", 500_000),
        ("客单价改为 260", "econ.aov", 260),
        ("截止日期改成2028年底", "goal.due", "2028-12-31"),
        ("回复用时改成10", "sales.reply_minutes", 10),
        ("change headcount to 46", "company.headcount", 46),
        ("Change place to Nanjing", "company.location", "Nanjing"),
        ("人數改成46", "company.headcount", 46),
        ("不做的事改成打折、刷单", "strategy.not_doing", ["打折", "刷单"]),
    ],
)
def test_a_named_field_is_set(message: str, key: str, value):
    update = read(message)
    assert {k: v.value for k, v in update.values.items()} == {key: value}
    assert update.values[key].raw == message


def test_every_field_is_known_by_its_label_in_traditional_characters():
    called = [f"{field.label.zh}改成1" for field in BOOK.fields]
    sent = [to_traditional(message) for message in called]
    assert [taken(message) for message in sent] == [taken(message) for message in called]


def taken(message: str) -> str:
    """Return the key of the field that a message sets, or that it names in vain."""
    update = read(message)
    return next(iter(update.values), update.unread or "")


def test_words_that_do_not_fit_the_field_are_reported_not_guessed():
    update = read("人数改成很多")
    assert (dict(update.values), update.unread) == ({}, "company.headcount")


def test_a_label_that_is_no_field_is_no_assignment():
    assert read("心情改成好").unread == ""


@pytest.mark.parametrize("field", BOOK.fields, ids=lambda field: field.key)
def test_every_field_is_found_by_both_of_its_labels(field):
    """No two fields share a label: each can be changed from its chip and from the profile."""
    for message in (f"{field.label.zh}改成@", f"change {field.label.en} to @"):
        update = read(message)
        named = {*update.values, update.unread}
        assert field.key in named
