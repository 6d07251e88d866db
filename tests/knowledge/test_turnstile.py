"""The turnstile: one call at a time, none after it was closed."""

from __future__ import annotations

import threading

import pytest

from assistant.errors import BusyError
from assistant.knowledge.turnstile import Turnstile

LONG = 5  # seconds, for what should happen at once


def test_a_call_waits_for_the_one_under_way():
    turnstile, order, inside = Turnstile(), [], threading.Event()

    def second() -> None:
        inside.wait(LONG)
        with turnstile:
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with turnstile:
        inside.set()
        order.append("first")
        thread.join(0.05)
        order.append("still first")
    thread.join(LONG)

    assert order == ["first", "still first", "second"]


def test_a_call_may_make_another():
    turnstile = Turnstile()

    with turnstile, turnstile:
        pass


def test_closing_waits_for_the_call_under_way_and_lets_no_other_through():
    turnstile = Turnstile()
    closing = threading.Thread(target=turnstile.close)

    with turnstile:
        closing.start()
        closing.join(0.05)
        assert closing.is_alive()
    closing.join(LONG)

    assert not closing.is_alive()
    with pytest.raises(BusyError), turnstile:
        pass


def test_a_failed_call_lets_the_next_one_through():
    turnstile = Turnstile()

    with pytest.raises(ValueError, match="broken"), turnstile:
        raise ValueError("broken")
    thread = threading.Thread(target=turnstile.close)
    thread.start()
    thread.join(LONG)

    assert not thread.is_alive()
