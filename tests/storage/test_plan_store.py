"""The plan store: a plan belongs to one owner, a turn is kept whole, and nobody overwrites it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import BusyError, NotFoundError
from assistant.storage.database import Database
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import StoredTurn

OWNER, STRANGER = "owner", "stranger"


@pytest.fixture
def store():
    database = Database("sqlite://")
    yield PlanStore(database)
    database.close()


@pytest.fixture
def file_store(tmp_path):
    """A store that several threads can use, and that can be opened again."""
    database = Database(f"sqlite:///{tmp_path}/assistant.db")
    yield PlanStore(database)
    database.close()


@pytest.fixture
def plan(store):
    return store.create(OWNER, "我的方案", {"asked": "goal"})


def turns(store: PlanStore, plan_id: str) -> list[StoredTurn]:
    return [replace(turn, at="") for turn in store.turns(OWNER, plan_id)]


def test_a_new_plan_is_empty_and_belongs_to_its_owner(store, plan):
    assert (plan.owner, plan.title, plan.profile, plan.state, plan.version) == (
        OWNER,
        "我的方案",
        {},
        {"asked": "goal"},
        0,
    )
    assert plan.created_at == plan.updated_at
    assert store.plan(OWNER, plan.id) == plan


def test_ids_cannot_be_guessed(store):
    ids = {store.create(OWNER, "", {}).id for _ in range(20)}

    assert len(ids) == 20
    assert {len(plan_id) for plan_id in ids} == {32}


def test_an_owner_sees_own_plans_only_the_last_changed_first(store, plan):
    second = store.create(OWNER, "第二份", {})
    store.create(STRANGER, "别人的", {})
    assert [p.id for p in store.plans(OWNER)] == [second.id, plan.id]

    store.finish(plan, store.ask(OWNER, plan.id, "你好"), "reply", {})

    assert [p.id for p in store.plans(OWNER)] == [plan.id, second.id]
    assert store.plans("nobody") == []


CALLS = {
    "plan": lambda store, owner, plan: store.plan(owner, plan.id),
    "turns": lambda store, owner, plan: store.turns(owner, plan.id),
    "ask": lambda store, owner, plan: store.ask(owner, plan.id, "看看"),
    "finish": lambda store, owner, plan: store.finish(replace(plan, owner=owner), 1, "reply", {}),
    "remove": lambda store, owner, plan: store.remove(owner, plan.id),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_a_foreign_plan_is_reported_exactly_like_a_missing_one(store, plan, call):
    store.ask(OWNER, plan.id, "第一句")
    before = store.plan(OWNER, plan.id), store.turns(OWNER, plan.id)

    with pytest.raises(NotFoundError) as foreign:
        call(store, STRANGER, plan)
    with pytest.raises(NotFoundError) as missing:
        call(store, OWNER, replace(plan, id="0" * 32))

    assert foreign.value.zh == missing.value.zh.replace("0" * 32, plan.id)
    assert foreign.value.en == missing.value.en.replace("0" * 32, plan.id)
    assert (store.plan(OWNER, plan.id), store.turns(OWNER, plan.id)) == before


def test_a_message_is_kept_before_anything_is_done_with_it(store, plan):
    assert store.ask(OWNER, plan.id, "我们卖茶叶") == 1
    assert store.ask(OWNER, plan.id, "在杭州") == 2

    assert turns(store, plan.id) == [
        StoredTurn(1, "我们卖茶叶", "", None, ""),
        StoredTurn(2, "在杭州", "", None, "", again=True),
    ]


def test_a_finished_turn_changes_plan_and_turn_together(store, plan):
    number = store.ask(OWNER, plan.id, "我们卖茶叶")

    finished = store.finish(
        replace(plan, title="茶叶方案", profile={"offer": "茶叶"}, state={"asked": "place"}),
        number,
        "reply",
        {"said": "好的"},
    )

    assert finished == store.plan(OWNER, plan.id)
    assert (finished.title, finished.profile, finished.state, finished.version) == (
        "茶叶方案",
        {"offer": "茶叶"},
        {"asked": "place"},
        1,
    )
    assert finished.updated_at > plan.updated_at
    assert turns(store, plan.id) == [
        StoredTurn(1, "我们卖茶叶", "reply", {"said": "好的"}, "", again=True),
    ]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [pytest.param(1, {"x": {1, 2}}, id="no JSON"), pytest.param(7, {}, id="no such turn")],
)
def test_a_turn_that_cannot_be_finished_leaves_everything_as_it_was(store, plan, number, outcome):
    store.ask(OWNER, plan.id, "我们卖茶叶")
    changed = replace(plan, title="半截", profile={"offer": "半截"})

    with pytest.raises((SQLAlchemyError, TypeError)):
        store.finish(changed, number, "reply", outcome)

    assert store.plan(OWNER, plan.id) == plan
    assert turns(store, plan.id) == [StoredTurn(1, "我们卖茶叶", "", None, "", again=True)]


def test_the_second_of_two_windows_is_told_to_reload(store, plan):
    first, second = (store.ask(OWNER, plan.id, text) for text in ("左边", "右边"))
    store.finish(replace(plan, profile={"from": "left"}), first, "reply", {})

    with pytest.raises(BusyError) as caught:
        store.finish(replace(plan, profile={"from": "right"}), second, "reply", {})

    assert caught.value.zh == "这份方案刚刚在另一个窗口里改过，请刷新后再说一遍。"
    assert store.plan(OWNER, plan.id).profile == {"from": "left"}
    assert [turn.outcome for turn in store.turns(OWNER, plan.id)] == [{}, None]


def at_once(calls):
    """Run the calls in threads that start together; return results and errors in any order."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = []

    def run(call):
        barrier.wait()
        try:
            results.append(call())
        except (BusyError, SQLAlchemyError) as error:
            results.append(error)

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_messages_that_arrive_together_are_all_kept(file_store):
    plan = file_store.create(OWNER, "", {})
    texts = [f"第 {i} 句" for i in range(6)]

    numbers = at_once([lambda text=text: file_store.ask(OWNER, plan.id, text) for text in texts])

    assert sorted(numbers) == list(range(1, 7))
    assert sorted(turn.message for turn in file_store.turns(OWNER, plan.id)) == texts


def test_of_turns_that_finish_together_one_wins(file_store):
    plan = file_store.create(OWNER, "", {})
    numbers = [file_store.ask(OWNER, plan.id, "说一句") for _ in range(6)]

    results = at_once(
        [lambda n=n: file_store.finish(plan, n, "reply", {"by": n}).version for n in numbers]
    )

    assert [r for r in results if not isinstance(r, BusyError)] == [1]
    outcomes = [turn.outcome for turn in file_store.turns(OWNER, plan.id)]
    assert sum(outcome is not None for outcome in outcomes) == 1


def test_a_reopened_database_goes_on_where_it_stopped(tmp_path, file_store):
    plan = file_store.create(OWNER, "", {})
    told = replace(plan, profile={"offer": "茶叶"})
    file_store.finish(told, file_store.ask(OWNER, plan.id, "一"), "reply", {})
    file_store.ask(OWNER, plan.id, "二")

    reopened = Database(f"sqlite:///{tmp_path}/assistant.db")
    again = PlanStore(reopened)

    assert again.plan(OWNER, plan.id).profile == {"offer": "茶叶"}
    assert turns(again, plan.id) == [
        StoredTurn(1, "一", "reply", {}, ""),
        StoredTurn(2, "二", "", None, "", again=True),
    ]
    assert again.ask(OWNER, plan.id, "三") == 3
    reopened.close()


def test_a_removed_plan_takes_its_turns_along(store, plan):
    store.ask(OWNER, plan.id, "一")

    store.remove(OWNER, plan.id)

    assert store.plans(OWNER) == []
    with pytest.raises(NotFoundError):
        store.turns(OWNER, plan.id)


# ------------------------------------------------------------------------------- taking back


def test_the_last_undoable_turn_comes_with_the_plan_as_it_was(store):
    plan = store.create("owner", "新方案", {"path": "quick"})
    assert store.before_last_change("owner", plan.id) is None
    number = store.ask("owner", plan.id, "小满家纺")
    named = replace(plan, profile={"company.name": {"value": "小满家纺"}}, title="小满家纺")
    kept = store.finish(named, number, "reply", {"text": "a"}, undoable=True)
    store.finish(kept, store.ask("owner", plan.id, "谢谢"), "small_talk", {"text": "b"})

    turn, before = store.before_last_change("owner", plan.id)

    assert (turn.number, turn.message) == (1, "小满家纺")
    assert (before.profile, before.title, before.version) == ({}, "新方案", 2)


def test_a_turn_taken_back_says_so_and_cannot_be_taken_back_again(store):
    plan = store.create("owner", "新方案", {})
    number = store.ask("owner", plan.id, "小满家纺")
    kept = store.finish(plan, number, "reply", {"text": "a"}, undoable=True)
    store.finish(kept, store.ask("owner", plan.id, "撤销"), "command", {}, undoes=number)
    assert store.before_last_change("owner", plan.id) is None
    assert store.turns("owner", plan.id)[0].outcome == {"text": "a", "undone": True}


def test_a_stranger_cannot_see_what_a_plan_was_before(store):
    plan = store.create("owner", "新方案", {})
    with pytest.raises(NotFoundError):
        store.before_last_change("stranger", plan.id)
