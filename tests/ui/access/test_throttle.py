"""So many tries in so long a time; then waiting helps, and nothing else does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.ui.access import throttle as module
from assistant.ui.access.throttle import Allowance, Throttle


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def throttle(clock):
    return Throttle(Allowance(3, 60.0), clock)


def test_after_the_last_try_one_waits_until_the_first_is_over(throttle, clock):
    for second in (0, 10, 20):
        clock.time = second
        assert throttle.take("bob") == 0
    assert throttle.take("bob") == 40
    clock.time = 59.5
    assert throttle.take("bob") == 1
    clock.time = 60
    assert [throttle.take("bob"), throttle.take("bob")] == [0, 10]


def test_each_key_has_its_own_tries(throttle):
    assert [throttle.take(key) for key in ("a", "a", "a", "b", "a")] == [0, 0, 0, 0, 60]


def test_a_good_try_forgets_all_or_only_itself(throttle):
    for key in ("a", "b"):
        for _ in range(3):
            throttle.take(key)
    throttle.forget("a")
    throttle.take_back("b")
    assert [throttle.take("a") for _ in range(4)] == [0, 0, 0, 60]
    assert [throttle.take("b") for _ in range(2)] == [0, 60]
    throttle.take_back("nobody")


def test_many_at_once_get_no_more_than_one_after_another(clock):
    throttle = Throttle(Allowance(5, 60.0), clock)
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: throttle.take("bob"), range(200)))
    assert waits.count(0) == 5


def test_ever_new_names_do_not_fill_the_memory(clock, monkeypatch):
    monkeypatch.setattr(module, "_MOST_KEYS", 100)
    throttle = Throttle(Allowance(1, 60.0), clock)
    for number in range(1000):
        clock.time = number / 100
        throttle.take(f"name {number}")
    assert len(throttle._tried) <= 100
    assert throttle.take("name 999") > 0
