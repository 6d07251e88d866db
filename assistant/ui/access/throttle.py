"""Throttle: how often something may be tried by one name or from one address."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """`tries` within `seconds`."""

    tries: int
    seconds: float


class Throttle:
    """Counts tries before they are made, so that many at once cannot slip through.

    In memory: a restart forgets, and the server is one process. `now` is a clock in seconds.
    """

    def __init__(self, allowance: Allowance, now: Callable[[], float]) -> None:
        """Start with nothing tried."""
        self._allowance = allowance
        self._now = now
        self._tried: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """Count a try and return 0; or count none and return the seconds to wait."""
        with self._lock:
            now = self._now()
            recent = self._recent(key, now)
            if len(recent) >= self._allowance.tries:
                return max(1, ceil(recent[0] + self._allowance.seconds - now))
            if len(self._tried) >= _MOST_KEYS:
                self._tidy(now)
            self._tried[key] = [*recent, now]
            return 0

    def forget(self, key: str) -> None:
        """Forget what was tried: the last try was a good one."""
        with self._lock:
            self._tried.pop(key, None)

    def take_back(self, key: str) -> None:
        """Forget the last try only."""
        with self._lock:
            self._tried[key] = self._tried.get(key, [])[:-1]

    def _recent(self, key: str, now: float) -> list[float]:
        since = now - self._allowance.seconds
        return [at for at in self._tried.get(key, []) if at > since]

    def _tidy(self, now: float) -> None:
        """Drop the keys whose tries are over; if all are recent, those tried longest ago."""
        recent = {key: tries for key in self._tried if (tries := self._recent(key, now))}
        newest = sorted(recent.items(), key=lambda entry: entry[1][-1])[-(_MOST_KEYS // 2) :]
        self._tried = dict(newest)
