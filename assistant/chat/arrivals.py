"""Arrivals: what an asynchronous source sends, received in ordinary code and with bounded waits."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from assistant.chat.fault import ChatError, fault_of
from assistant.chat.limits import Limits

Piece = TypeVar("Piece")

# so often a silent wait is broken, so that whoever waits can stop it
_HEARTBEAT = 0.4
_starting = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Ended(Generic[Piece]):
    """The source is done; `error` says with what, if it failed."""

    error: BaseException | None


def arrivals(
    source: Callable[[], AsyncIterator[Piece]], limits: Limits, deadline: float
) -> Iterator[Piece | None]:
    """Yield what `source()` sends as it comes, and None about twice a second while it is silent.

    Whoever closes the iterator cancels the source, which closes its connection. `deadline` is a
    time of `time.monotonic`.

    Raises:
        ChatError: what the source failed with, or "slow" when a limit has passed.
    """
    arrived: queue.SimpleQueue[Piece | _Ended[Piece]] = queue.SimpleQueue()

    async def receive() -> None:
        async for piece in source():
            arrived.put(piece)

    future = asyncio.run_coroutine_threadsafe(receive(), _running_loop())
    future.add_done_callback(
        lambda done: arrived.put(_Ended(None if done.cancelled() else done.exception()))
    )
    try:
        yield from _in_time(arrived, limits, deadline)
    finally:
        future.cancel()


def _in_time(
    arrived: queue.SimpleQueue[Piece | _Ended[Piece]], limits: Limits, deadline: float
) -> Iterator[Piece | None]:
    patience = min(time.monotonic() + limits.first, deadline)
    while (left := patience - time.monotonic()) > 0:
        try:
            item = arrived.get(timeout=min(left, _HEARTBEAT))
        except queue.Empty:
            yield None
            continue
        if isinstance(item, _Ended):
            if item.error is not None:
                raise fault_of(item.error) from item.error
            return
        yield item
        patience = min(time.monotonic() + limits.gap, deadline)
    raise ChatError("slow")


def _running_loop() -> asyncio.AbstractEventLoop:
    with _starting:
        return _loop()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Start the one event loop of all calls: clients keep open connections that belong to it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat", daemon=True).start()
    return loop
