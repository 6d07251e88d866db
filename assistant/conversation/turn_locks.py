"""TurnLocks: one turn of a plan at a time within this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import BusyError


class TurnLocks:
    """A lock for each plan; the database guards against other processes."""

    def __init__(self) -> None:
        """Start without locks."""
        self._locks: dict[str, threading.Lock] = {}

    @contextmanager
    def hold(self, plan_id: str) -> Iterator[None]:
        """Hold a plan while a turn is taken; BusyError when another turn is under way."""
        lock = self._locks.setdefault(plan_id, threading.Lock())
        if not lock.acquire(blocking=False):
            raise BusyError(
                "上一句还在处理，请稍等。", "The last message is still being handled; please wait."
            )
        try:
            yield
        finally:
            lock.release()

    def is_held(self, plan_id: str) -> bool:
        """Tell whether a turn of a plan is under way."""
        lock = self._locks.get(plan_id)
        return lock is not None and lock.locked()

    def forget(self, plan_id: str) -> None:
        """Drop the lock of a plan that is gone."""
        self._locks.pop(plan_id, None)
