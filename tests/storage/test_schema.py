"""An older database file is brought up to the tables of today, rows and all."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine

from assistant.storage.database import Database
from assistant.storage.plan_store import PlanStore
from assistant.storage.schema import bring_up_to_date


def test_a_file_from_before_undo_keeps_its_turns_and_can_undo_new_ones(tmp_path):
    path = tmp_path / "plans.db"
    store = PlanStore(Database(f"sqlite:///{path}"))
    plan = store.create("owner", "旧方案", {})
    store.finish(plan, store.ask("owner", plan.id, "你好"), "small_talk", {"text": "您好"})
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE turns DROP COLUMN before")

    newer = PlanStore(Database(f"sqlite:///{path}"))

    assert [turn.message for turn in newer.turns("owner", plan.id)] == ["你好"]
    assert newer.before_last_change("owner", plan.id) is None


def test_a_required_column_is_added_with_its_default(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    old, new = MetaData(), MetaData()
    Table("things", old, Column("id", Integer, primary_key=True))
    Table(
        "things",
        new,
        Column("id", Integer, primary_key=True),
        Column("shelf", String, nullable=False, server_default="it's"),
    )
    bring_up_to_date(engine, old)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO things (id) VALUES (1)")
    bring_up_to_date(engine, new)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT * FROM things").all() == [(1, "it's")]


def test_a_required_column_without_a_default_is_our_mistake(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}")
    old, new = MetaData(), MetaData()
    Table("things", old, Column("id", Integer, primary_key=True))
    Table("things", new, Column("id", Integer), Column("shelf", String, nullable=False))
    bring_up_to_date(engine, old)
    with pytest.raises(ValueError, match=r"things\.shelf"):
        bring_up_to_date(engine, new)
