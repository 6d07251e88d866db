"""Passwords are kept as salted hashes only; whoever is not there takes as long to refuse."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.storage import passwords
from assistant.storage.passwords import hash_password, is_password


def test_a_password_is_known_again_and_no_other_is():
    stored = hash_password("正确的 horse")
    assert stored.startswith("scrypt$15$8$3$")
    assert "horse" not in stored
    assert is_password("正确的 horse", stored)
    assert not is_password("正确的 horsf", stored)
    assert not is_password("", stored)


def test_the_same_password_is_stored_differently_each_time():
    assert hash_password("battery staple") != hash_password("battery staple")


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1001])
def test_what_is_too_short_or_too_long_is_refused(password):
    with pytest.raises(InputError, match="8 到 1000"):
        hash_password(password)


def test_a_name_that_is_not_there_costs_the_same_work(monkeypatch):
    work = []

    def count(password, salt, *cost):
        work.append((len(salt), *cost))
        return bytes(64)  # the very bytes that stand for nobody

    monkeypatch.setattr(passwords, "_derive", count)
    stored = hash_password("battery staple")
    assert is_password("battery staple", stored)
    assert not is_password("battery staple", "")
    assert len(set(work)) == 1
    assert len(work) == 3
