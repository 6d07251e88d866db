"""Limits: how long a call to a chat model may take, and how much it may say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one call, retry included; times in seconds.

    `first` is the wait for the first piece, `gap` for any later one, `total` for the whole call;
    `retry_after` is the longest pause a busy service is granted. `characters` ends a reply that
    does not end, `reply_tokens` is what the service is told.
    """

    connect: float = 5.0
    first: float = 30.0
    gap: float = 20.0
    total: float = 60.0
    retry_after: float = 5.0
    retry_pause: float = 0.5
    characters: int = 40_000
    reply_tokens: int = 1_500

    @classmethod
    def within(cls, total: float) -> Limits:
        """Return the bounds of a call of so many seconds.

        Whoever grants a slow model more than a minute lets it read for half of that before its
        first word, and be silent for a quarter.
        """
        usual = cls()
        first, gap = max(usual.first, total / 2), max(usual.gap, total / 4)
        return cls(total=total, first=min(first, total), gap=min(gap, total))
