"""Opinions on turns: the owner's alone, one a turn, kept in older files too."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from assistant.errors import NotFoundError
from assistant.storage.database import Database
from assistant.storage.feedback_store import Feedback, FeedbackStore, GivenFeedback
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import Seen

OWNER = "owner"
BAD = Feedback(helpful=False, reason="long", text="三句就够")


@pytest.fixture
def database():
    database = Database("sqlite://")
    yield database
    database.close()


@pytest.fixture
def plan(database):
    """A plan with one finished turn."""
    plans = PlanStore(database)
    plan = plans.create(OWNER, "", {})
    return plans.finish(plan, plans.ask(OWNER, plan.id, "你好"), "reply", {"text": "您好"})


def test_an_opinion_is_kept_with_its_turn_and_the_last_one_counts(database, plan):
    store = FeedbackStore(database)
    store.give(OWNER, plan.id, 1, Feedback(helpful=True))
    store.give(OWNER, plan.id, 1, BAD)
    (given,) = store.all()
    assert replace(given, at="") == GivenFeedback(
        owner=OWNER,
        plan_id=plan.id,
        number=1,
        message="你好",
        kind="reply",
        outcome={"text": "您好"},
        replaced=False,
        feedback=BAD,
        at="",
    )
    (turn,) = PlanStore(database).turns(OWNER, plan.id)
    assert turn.feedback == {"helpful": False, "reason": "long", "text": "三句就够", "at": given.at}


def test_an_opinion_can_be_taken_back(database, plan):
    store = FeedbackStore(database)
    store.give(OWNER, plan.id, 1, BAD)
    store.give(OWNER, plan.id, 1, None)
    assert store.all() == []


def test_the_newest_opinion_comes_first_also_on_a_turn_taken_again(database, plan):
    store, plans = FeedbackStore(database), PlanStore(database)
    store.give(OWNER, plan.id, 1, BAD)
    plans.ask(OWNER, plan.id, "您好", Seen(1, replaces=True))
    store.give(OWNER, plan.id, 2, Feedback(helpful=True))
    assert [(given.number, given.replaced) for given in store.all()] == [(2, False), (1, True)]


@pytest.mark.parametrize(("owner", "number"), [("stranger", 1), (OWNER, 2), (OWNER, 0)])
def test_there_is_no_opinion_on_what_is_not_ones_own_or_not_there(database, plan, owner, number):
    with pytest.raises(NotFoundError):
        FeedbackStore(database).give(owner, plan.id, number, BAD)
    assert FeedbackStore(database).all() == []


def test_an_opinion_changes_neither_plan_nor_what_can_be_taken_again(database, plan):
    FeedbackStore(database).give(OWNER, plan.id, 1, BAD)
    plans = PlanStore(database)
    assert plans.plan(OWNER, plan.id) == plan
    assert plans.ask(OWNER, plan.id, "您好", Seen(1, replaces=True)) == 2


def test_a_file_from_before_opinions_keeps_its_turns_and_takes_new_ones(tmp_path):
    url = f"sqlite:///{tmp_path}/plans.db"
    old = Database(url)
    plans = PlanStore(old)
    plan = plans.create(OWNER, "旧方案", {})
    plan = plans.finish(plan, plans.ask(OWNER, plan.id, "你好"), "reply", {"text": "您好"})
    old.close()
    with sqlite3.connect(tmp_path / "plans.db") as connection:
        for column in ("base", "replaced_by", "feedback"):
            connection.execute(f"ALTER TABLE turns DROP COLUMN {column}")

    newer = Database(url)
    (turn,) = PlanStore(newer).turns(OWNER, plan.id)
    assert (turn.message, turn.outcome, turn.again, turn.feedback) == (
        "你好",
        {"text": "您好"},
        False,
        None,
    )
    FeedbackStore(newer).give(OWNER, plan.id, 1, BAD)
    PlanStore(newer).ask(OWNER, plan.id, "再说一句", Seen(1))
    assert [given.feedback for given in FeedbackStore(newer).all()] == [BAD]
    newer.close()
