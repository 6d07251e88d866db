"""Users are added once, listed by name, given another password and removed."""

from __future__ import annotations

import pytest

from assistant.errors import InputError, NotFoundError
from assistant.storage.database import Database
from assistant.storage.user_store import User, UserStore


@pytest.fixture
def users(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'users.db'}")
    yield UserStore(database)
    database.close()


def test_users_are_listed_by_name_with_their_role(users):
    assert (users.any(), users.users()) == (False, ())
    bob = users.add("bob", "hash b")
    amy = users.add("amy", "hash a", admin=True)
    assert users.any()
    assert users.users() == (amy, bob)
    assert users.user("amy") == User("amy", "hash a", True, amy.created_at)
    assert users.user("Amy") is None


def test_a_name_is_given_once(users):
    users.add("小满", "first")
    with pytest.raises(InputError, match="已经有叫 小满 的用户"):
        users.add("小满", "second")
    assert users.user("小满").password == "first"


@pytest.mark.parametrize("name", ["", " ", "a b", "../x", "..", "a/b", "a\n", "x" * 65, "<b>"])
def test_what_could_be_taken_for_something_else_is_no_name(users, name):
    with pytest.raises(InputError, match="不能作名字"):
        users.add(name, "hash")
    assert not users.any()


def test_another_password_replaces_the_first(users):
    users.add("bob", "old", admin=True)
    users.set_password("bob", "new")
    assert (users.user("bob").password, users.user("bob").admin) == ("new", True)


def test_who_is_removed_is_gone_and_can_come_again(users):
    users.add("bob", "old")
    users.remove("bob")
    assert users.user("bob") is None
    users.add("bob", "new")
    assert users.user("bob").password == "new"


@pytest.mark.parametrize("change", [lambda u: u.remove("eve"), lambda u: u.set_password("eve", "")])
def test_a_user_who_is_not_there_cannot_be_changed(users, change):
    with pytest.raises(NotFoundError, match="没有叫 eve 的用户"):
        change(users)
