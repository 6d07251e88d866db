"""Bounded iteration: pieces come as they are made, and nobody waits longer than agreed."""

from __future__ import annotations

import contextvars
import queue
import threading
import time

import pytest

from assistant.answering.bounded import within


class BrokenError(Exception):
    """The service broke."""


def test_pieces_come_in_order_and_end():
    assert list(within(5, lambda: iter("abc"), ())) == ["a", "b", "c"]
    assert list(within(5, lambda: [], ())) == []


def test_a_piece_is_there_before_the_next_is_made():
    go_on = threading.Event()

    def produce():
        yield 1
        go_on.wait(5)
        yield 2

    pieces = within(5, produce, ())
    assert next(pieces) == 1
    go_on.set()
    assert list(pieces) == [2]


def test_an_expected_failure_is_raised_where_the_pieces_are_wanted():
    def produce():
        yield 1
        raise BrokenError("here")

    pieces = within(5, produce, (BrokenError,))
    assert next(pieces) == 1
    with pytest.raises(BrokenError, match="here"):
        next(pieces)


def test_an_unexpected_failure_does_not_pass_for_an_end(monkeypatch):
    reported: queue.Queue = queue.Queue()
    monkeypatch.setattr(threading, "excepthook", reported.put)

    def produce():
        yield 1
        raise ZeroDivisionError

    with pytest.raises(RuntimeError, match="broke off"):
        list(within(5, produce, (BrokenError,)))

    assert reported.get(timeout=5).exc_type is ZeroDivisionError


def silent():
    time.sleep(5)
    yield 1


def endless():
    while True:
        yield 1


def slow():
    while True:
        time.sleep(0.02)
        yield 1


@pytest.mark.parametrize("produce", [silent, endless, slow], ids=lambda f: f.__name__)
def test_what_takes_too_long_is_left(produce):
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        for _ in within(0.1, produce, ()):
            pass

    assert time.monotonic() - started < 3


def test_a_caller_who_stops_ends_the_thread():
    closed = threading.Event()

    def produce():
        try:
            yield from slow()
        finally:
            closed.set()

    pieces = within(5, produce, ())
    next(pieces)
    pieces.close()

    assert closed.wait(2)


def test_the_thread_works_in_the_callers_context():
    owner = contextvars.ContextVar("owner", default="nobody")
    owner.set("me")

    assert list(within(5, lambda: [owner.get()], ())) == ["me"]
