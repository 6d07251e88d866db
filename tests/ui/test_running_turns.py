"""A turn goes on when nobody listens any more, and stops when it is told to."""

from __future__ import annotations

import threading

import pytest

from assistant.ui.running_turns import RunningTurns


def test_a_turn_goes_on_when_its_listener_leaves():
    goes_on, ended = threading.Event(), threading.Event()

    def turn():
        yield 1
        assert goes_on.wait(10)
        yield 2
        ended.set()

    listener = RunningTurns().follow("plan", turn())
    assert next(listener) == 1
    listener.close()
    assert not ended.is_set()
    goes_on.set()
    assert ended.wait(10)


def test_a_listener_hears_everything_and_an_error_at_the_end():
    def turn():
        yield 1
        raise ValueError("no more")

    listener = RunningTurns().follow("plan", turn())
    assert next(listener) == 1
    with pytest.raises(ValueError, match="no more"):
        next(listener)


def test_a_stopped_turn_takes_no_further_step_and_stores_what_it_has():
    goes_on, closed, steps = threading.Event(), threading.Event(), []

    def turn():
        try:
            for step in range(3):
                steps.append(step)
                yield step
                assert goes_on.wait(10)
        except GeneratorExit:
            closed.set()
            raise

    turns = RunningTurns()
    assert next(turns.follow("plan", turn())) == 0
    turns.stop("another plan", 0)
    turns.stop("plan", 0)
    goes_on.set()
    assert closed.wait(10)
    assert steps == [0, 1]
