"""Bounded iteration: pieces that a service sends, for so many seconds in all."""

from __future__ import annotations

import contextvars
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Piece = TypeVar("Piece")


def within(
    seconds: float,
    produce: Callable[[], Iterable[Piece]],
    failures: tuple[type[Exception], ...],
) -> Iterator[Piece]:
    """Yield what `produce()` yields; TimeoutError when it is not done after `seconds` in all.

    It runs in a thread of its own, because a service that sends nothing, or only signs of life,
    would hold its caller for as long as it likes. `failures` are raised here; RuntimeError when
    another error, which the thread reports, ended it. The thread ends at the next piece after the
    caller has stopped.
    """
    arrived: queue.SimpleQueue[tuple[Piece] | Exception | None] = queue.SimpleQueue()
    stopped = threading.Event()

    def run() -> None:
        last: Exception | None = RuntimeError("the pieces broke off")
        try:
            for piece in produce():
                if stopped.is_set():
                    break
                arrived.put((piece,))
            last = None
        except failures as error:
            last = error
        finally:
            arrived.put(last)

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=[run], daemon=True).start()
    try:
        yield from _received(arrived, time.monotonic() + seconds)
    finally:
        stopped.set()


def _received(
    arrived: queue.SimpleQueue[tuple[Piece] | Exception | None], deadline: float
) -> Iterator[Piece]:
    while (left := deadline - time.monotonic()) > 0:
        try:
            item = arrived.get(timeout=left)
        except queue.Empty:
            break
        if isinstance(item, Exception):
            raise item
        if item is None:
            return
        yield item[0]
    raise TimeoutError
