"""Allowance: how many tokens a turn and a day may take, counted in SQL."""

from __future__ import annotations

from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.storage.usage_store import ModelCall, UsageStore


class Allowance:
    """Lets calls through while turn and day have tokens left, and takes down what they took."""

    def __init__(self, store: UsageStore, per_turn: int, per_day: int) -> None:
        """Both limits are in tokens, prompt and reply together; 0 means none."""
        self._store = store
        self.per_turn = per_turn
        self.per_day = per_day

    def check(self, prompt_tokens: int, meter: Meter) -> None:
        """Let a call with a prompt of this size through.

        Raises:
            ChatError: "turn_spent" or "day_spent".
        """
        if 0 < self.per_turn < meter.tokens + prompt_tokens:
            raise ChatError("turn_spent")
        if 0 < self.per_day < self.spent_today() + prompt_tokens:
            raise ChatError("day_spent")

    def take(self, call: ModelCall, meter: Meter) -> None:
        """Count a call that was made."""
        meter.add(call.prompt_tokens, call.reply_tokens)
        self._store.add(call)

    def spent_today(self) -> int:
        """Return the tokens of this day (UTC) so far."""
        return self._store.tokens_today()
