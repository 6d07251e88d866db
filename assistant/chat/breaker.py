"""Breaker: a chat model that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_FAILURES = 5
_PAUSE = 60.0


class Breaker:
    """Opens after so many failures in a row; after a pause, one call may try again."""

    def __init__(
        self,
        failures: int = _FAILURES,
        pause: float = _PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`pause` is in seconds of `clock`."""
        self._failures = failures
        self._pause = pause
        self._clock = clock
        self._failed = 0
        self._closed_until = 0.0
        self._lock = threading.Lock()

    def lets_through(self) -> bool:
        """Tell whether a call may be made now; of those that wait for the pause, one may."""
        with self._lock:
            if self._failed < self._failures:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._pause
            return True

    def note(self, *, success: bool) -> None:
        """Take down how a call ended."""
        with self._lock:
            self._failed = 0 if success else self._failed + 1
            if self._failed >= self._failures:
                self._closed_until = self._clock() + self._pause

    @property
    def is_open(self) -> bool:
        """Whether calls are held back at the moment."""
        return self._failed >= self._failures and self._clock() < self._closed_until
