"""A turn taken again: the plan is as it was before it, and nothing that came between is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.errors import BusyError, InputError, NotFoundError
from assistant.storage.database import Database
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import Seen

OWNER = "owner"
FIRST, SECOND = {"name": "小满"}, {"name": "小满", "people": 9}


@pytest.fixture
def store():
    database = Database("sqlite://")
    yield PlanStore(database)
    database.close()


@pytest.fixture
def plan(store):
    """A plan after two turns, both of which have changed it."""
    plan = store.create(OWNER, "新方案", {"asked": ""})
    for profile, title in ((FIRST, "小满"), (SECOND, "小满家纺")):
        number = store.ask(OWNER, plan.id, title)
        told = replace(plan, profile=profile, title=title, state={"asked": title})
        plan = store.finish(told, number, "reply", {"text": title}, undoable=True)
    return plan


def test_only_the_last_turn_can_be_taken_again(store, plan):
    assert [turn.again for turn in store.turns(OWNER, plan.id)] == [False, True]
    with pytest.raises(BusyError):
        store.ask(OWNER, plan.id, "小满床品", Seen(1, replaces=True))


def test_the_plan_is_as_before_the_turn_that_is_replaced(store, plan):
    number = store.ask(OWNER, plan.id, "小满床品", Seen(2, replaces=True))
    now = store.plan(OWNER, plan.id)
    assert (number, now.profile, now.title, now.state, now.version) == (
        3,
        FIRST,
        "小满",
        {"asked": "小满"},
        plan.version + 1,
    )
    assert [turn.number for turn in store.turns(OWNER, plan.id)] == [1, 3]


def test_what_is_undone_afterwards_is_the_new_turn_and_then_the_first(store, plan):
    number = store.ask(OWNER, plan.id, "小满床品", Seen(2, replaces=True))
    now = store.plan(OWNER, plan.id)
    changed = replace(now, profile={"name": "小满床品"})
    kept = store.finish(changed, number, "reply", {}, undoable=True)
    turn, before = store.before_last_change(OWNER, plan.id)
    assert (turn.number, before.profile) == (3, FIRST)
    back = replace(kept, profile=dict(before.profile))
    store.finish(back, store.ask(OWNER, plan.id, "撤销"), "command", {}, undoes=3)
    turn, before = store.before_last_change(OWNER, plan.id)
    assert (turn.number, before.profile) == (1, {})


def test_a_turn_may_be_taken_again_and_again(store, plan):
    for last in (2, 3, 4):
        number = store.ask(OWNER, plan.id, f"第 {last} 次", Seen(last, replaces=True))
        now = store.plan(OWNER, plan.id)
        assert (number, now.profile) == (last + 1, FIRST)
        store.finish(replace(now, profile=SECOND), number, "reply", {}, undoable=True)
    assert [turn.number for turn in store.turns(OWNER, plan.id)] == [1, 5]


def test_a_turn_that_was_never_finished_can_be_taken_again(store, plan):
    number = store.ask(OWNER, plan.id, "说到一半")
    store.ask(OWNER, plan.id, "再说一遍", Seen(number, replaces=True))
    assert store.plan(OWNER, plan.id).profile == SECOND
    assert [turn.message for turn in store.turns(OWNER, plan.id)][2:] == ["再说一遍"]


def test_who_has_not_seen_the_last_turn_is_refused_and_nothing_is_stored(store, plan):
    for seen in (Seen(1), Seen(0), Seen(3), Seen(1, replaces=True)):
        with pytest.raises(BusyError):
            store.ask(OWNER, plan.id, "晚了", seen)
    assert len(store.turns(OWNER, plan.id)) == 2
    assert store.plan(OWNER, plan.id) == plan
    assert store.ask(OWNER, plan.id, "正好", Seen(2)) == 3


def test_a_change_beside_the_conversation_is_not_thrown_away(store, plan):
    store.finish(plan, store.ask(OWNER, plan.id, "一"), "reply", {})
    stale = store.plan(OWNER, plan.id)
    store.finish(stale, 1, "reply", {})  # as restoring a version does: one more, without a turn
    with pytest.raises(BusyError) as caught:
        store.ask(OWNER, plan.id, "二", Seen(3, replaces=True))
    assert caught.value.zh == "方案在这一句之后又改过，重来会丢掉那些改动，所以没有动它。"


def test_an_undo_a_file_and_the_greeting_cannot_be_taken_again(store, plan):
    store.finish(plan, store.ask(OWNER, plan.id, "撤销"), "command", {}, undoes=2)
    store.ask(OWNER, plan.id, "价目表.csv", final=True)
    empty = store.create(OWNER, "新方案", {})
    for plan_id, last in ((plan.id, 3), (plan.id, 4), (empty.id, 0)):
        with pytest.raises((InputError, BusyError)):
            store.ask(OWNER, plan_id, "再来", Seen(last, replaces=True))
    with pytest.raises(InputError):
        store.ask(OWNER, plan.id, "再来", Seen(4, replaces=True))


def test_a_stranger_takes_nothing_again(store, plan):
    with pytest.raises(NotFoundError):
        store.ask("stranger", plan.id, "我的", Seen(2, replaces=True))
    assert store.plan(OWNER, plan.id) == plan


def test_the_last_turns_are_read_without_the_others(store, plan):
    assert [turn.number for turn in store.turns(OWNER, plan.id, 1)] == [2]
    assert [turn.number for turn in store.turns(OWNER, plan.id, 9)] == [1, 2]
