"""Turnstile: calls go through one at a time, and none once it is closed."""

from __future__ import annotations

import threading
from types import TracebackType

from assistant.errors import BusyError


class Turnstile:
    """A lock to hold during a call, also by a call within it; BusyError when it is closed."""

    def __init__(self) -> None:
        """Begin open."""
        self._lock = threading.RLock()
        self._is_closed = False

    def __enter__(self) -> None:
        """Wait for the call under way."""
        self._lock.acquire()
        if self._is_closed:
            self._lock.release()
            raise BusyError(
                "程序正在退出，资料库已经关上。", "The program ends; the library is closed."
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the next one through."""
        self._lock.release()

    def close(self) -> None:
        """Wait for the call under way and let no other one through."""
        with self._lock:
            self._is_closed = True
