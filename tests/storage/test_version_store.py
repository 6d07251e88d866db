"""The version store: edits, versions and log belong to a plan and to its owner, and go with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from assistant.errors import NotFoundError
from assistant.storage.database import Database, PlanChangeRow, PlanEditRow, PlanVersionRow
from assistant.storage.plan_records import Edit, LoggedChange, Version
from assistant.storage.plan_store import PlanStore
from assistant.storage.version_store import VersionStore

OWNER, STRANGER = "owner", "stranger"
EDIT = Edit("P4/4.1/p-1", "zh", "原文", "改文", "4.1", "李梅")
CHANGE = LoggedChange(1, "budget.total", "", 600_000, 800_000, "总部追加", "李梅")


@pytest.fixture
def database():
    opened = Database("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def plans(database):
    return PlanStore(database)


@pytest.fixture
def store(database):
    return VersionStore(database)


@pytest.fixture
def plan(plans):
    return plans.create(OWNER, "我的方案", {"asked": "goal"}).id


def undated(records):
    return [replace(record, at="") for record in records]


def test_an_edit_is_kept_with_the_time(store, plan):
    kept = store.put_edit(OWNER, plan, EDIT)
    assert kept.at > "2020"
    assert store.edits(OWNER, plan) == (kept,)
    assert undated([kept]) == [EDIT]


def test_a_place_has_one_edit_in_each_language(store, plan):
    again, english = replace(EDIT, text="再改"), replace(EDIT, language="en", text="changed")
    for edit in (EDIT, english, again):
        store.put_edit(OWNER, plan, edit)
    assert undated(store.edits(OWNER, plan)) == [english, again]


def test_an_edit_takes_the_place_of_one_at_another_anchor(store, plan):
    store.put_edit(OWNER, plan, EDIT)
    moved = replace(EDIT, anchor="P4/4.1/p-2")
    store.put_edit(OWNER, plan, moved, EDIT)
    assert undated(store.edits(OWNER, plan)) == [moved]


def test_an_edit_is_removed_with_its_log_entry(store, plan):
    store.put_edit(OWNER, plan, EDIT)
    store.remove_edit(OWNER, plan, EDIT, [CHANGE])
    assert store.edits(OWNER, plan) == ()
    assert undated(store.log(OWNER, plan)) == [CHANGE]


def test_an_edit_dates_the_plan(store, plans, plan):
    before = plans.plan(OWNER, plan).updated_at
    store.put_edit(OWNER, plan, EDIT)
    edited = plans.plan(OWNER, plan)
    assert edited.updated_at > before
    assert edited.version == 0, "an edit does not disturb a turn that is under way"


def test_a_version_holds_the_plan_as_it_was(store, plans, plan):
    kept = store.put_edit(OWNER, plan, EDIT)
    saved = store.save(OWNER, plan, Version(0, "给董事会", "初稿", "李梅", language="zh"))
    store.remove_edit(OWNER, plan, EDIT)
    assert replace(saved, at="") == Version(
        number=1,
        name="给董事会",
        note="初稿",
        by="李梅",
        title="我的方案",
        state={"asked": "goal"},
        edits=(kept,),
    )
    assert store.versions(OWNER, plan) == (saved,)


def test_versions_are_numbered_within_their_plan(store, plans, plan):
    other = plans.create(OWNER, "", {}).id
    numbers = [store.save(OWNER, each, Version(0)).number for each in (plan, plan, other)]
    assert numbers == [1, 2, 1]


def test_restoring_saves_what_stood_there_first(store, plans, plan):
    saved = store.save(OWNER, plan, Version(0, "第一版"))
    kept = store.put_edit(OWNER, plan, EDIT)
    present = store.restore(OWNER, plan, saved, Version(0, note="自动存"), [CHANGE])
    assert (present.number, present.note, present.edits) == (2, "自动存", (kept,))
    assert store.edits(OWNER, plan) == ()
    assert undated(store.log(OWNER, plan)) == [CHANGE]
    assert plans.plan(OWNER, plan).version == 1, "a turn that is under way is told"
    store.restore(OWNER, plan, present, Version(0))
    assert store.edits(OWNER, plan) == (kept,)


def test_the_log_keeps_values_as_they_were(store, plan):
    changes = [CHANGE, replace(CHANGE, old=None, new=[{"name": "李梅"}]), replace(CHANGE, new="")]
    store.record(OWNER, plan, changes)
    assert undated(store.log(OWNER, plan)) == changes


def test_a_foreign_plan_is_missing_for_every_method(store, plan):
    saved = store.save(OWNER, plan, Version(0))
    for attempt in (
        lambda: store.edits(STRANGER, plan),
        lambda: store.put_edit(STRANGER, plan, EDIT),
        lambda: store.remove_edit(STRANGER, plan, EDIT),
        lambda: store.versions(STRANGER, plan),
        lambda: store.save(STRANGER, plan, Version(0)),
        lambda: store.restore(STRANGER, plan, saved, Version(0)),
        lambda: store.log(STRANGER, plan),
        lambda: store.record(STRANGER, plan, [CHANGE]),
    ):
        with pytest.raises(NotFoundError, match=plan):
            attempt()
    assert (store.edits(OWNER, plan), store.log(OWNER, plan)) == ((), ())
    assert store.versions(OWNER, plan) == (saved,)


def test_everything_goes_with_the_plan(store, plans, database, plan):
    store.put_edit(OWNER, plan, EDIT, None, [CHANGE])
    store.save(OWNER, plan, Version(0))
    plans.remove(OWNER, plan)
    with database.transaction() as session:
        left = [
            session.scalar(select(func.count()).select_from(table))
            for table in (PlanEditRow, PlanVersionRow, PlanChangeRow)
        ]
    assert left == [0, 0, 0]
