"""A share opens one plan until it ends, is stopped, or the plan or its owner goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from assistant.errors import InputError, NotFoundError
from assistant.storage.database import Database
from assistant.storage.plan_store import PlanStore
from assistant.storage.share_store import Share, SharedPlan, ShareStore
from assistant.storage.user_store import UserStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'shares.db'}")
    yield database
    database.close()


@pytest.fixture
def shares(database, clock):
    return ShareStore(database, clock)


@pytest.fixture
def plan(database) -> str:
    return PlanStore(database).create("bob", "方案", {}).id


def test_a_token_leads_to_the_plan_until_the_last_second(shares, plan, clock):
    share, token = shares.create("bob", plan, 7)
    assert (share.created_at, share.ends_at) == (
        "2026-11-22T12:00:00.000000+00:00",
        "2026-11-29T12:00:00.000000+00:00",
    )
    clock.time = NOON + timedelta(days=7, microseconds=-1)
    assert shares.shared_plan(token) == SharedPlan("bob", plan)
    assert shares.shares("bob", plan) == (share,)
    clock.time = NOON + timedelta(days=7)
    assert shares.shares("bob", plan) == ()
    with pytest.raises(NotFoundError):
        shares.shared_plan(token)


def test_the_token_is_long_new_each_time_and_not_stored(shares, plan, database):
    tokens = [shares.create("bob", plan, 7)[1] for _ in range(3)]
    assert len(set(tokens)) == 3
    assert {len(token) for token in tokens} == {32}
    with database.engine.connect() as connection:
        stored = str(connection.execute(text("SELECT * FROM shares")).all())
    assert not [token for token in tokens if token in stored]


def test_wrong_ended_and_stopped_tokens_are_told_alike(shares, plan, clock):
    stopped, stopped_token = shares.create("bob", plan, 30)
    shares.revoke("bob", plan, stopped.id)
    _, ended_token = shares.create("bob", plan, 7)
    clock.time += timedelta(days=8)
    said = set()
    for token in (stopped_token, ended_token, "", "x" * 32, "' OR 1=1 --", stopped.id):
        with pytest.raises(NotFoundError) as refused:
            shares.shared_plan(token)
        said.add((refused.value.zh, refused.value.en))
    assert len(said) == 1


def test_only_the_owner_shares_lists_and_stops(shares, plan, database):
    other = PlanStore(database).create("eve", "方案", {}).id
    share, token = shares.create("bob", plan, 7)
    for act in (
        lambda: shares.create("eve", plan, 7),
        lambda: shares.shares("eve", plan),
        lambda: shares.revoke("eve", plan, share.id),
        lambda: shares.revoke("eve", other, share.id),
        lambda: shares.revoke("bob", plan, "missing"),
    ):
        with pytest.raises(NotFoundError):
            act()
    assert shares.shares("bob", plan) == (Share(share.id, share.created_at, share.ends_at),)
    assert shares.shared_plan(token) == SharedPlan("bob", plan)


def test_links_end_with_the_plan_and_with_their_owner(shares, plan, database):
    _, first = shares.create("bob", plan, 7)
    UserStore(database).add("bob", "hash")
    UserStore(database).remove("bob")
    _, second = shares.create("bob", plan, 7)
    with pytest.raises(NotFoundError):
        shares.shared_plan(first)
    PlanStore(database).remove("bob", plan)
    with pytest.raises(NotFoundError):
        shares.shared_plan(second)


def test_a_plan_has_only_so_many_links_and_ended_ones_do_not_count(shares, plan, clock):
    for _ in range(20):
        shares.create("bob", plan, 7)
    with pytest.raises(InputError, match="最多同时有 20 个"):
        shares.create("bob", plan, 7)
    clock.time += timedelta(days=7)
    shares.create("bob", plan, 7)
    assert len(shares.shares("bob", plan)) == 1
