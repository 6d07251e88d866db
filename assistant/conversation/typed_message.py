"""Typed messages: what is neither empty nor too long is taken."""

from __future__ import annotations

from assistant.errors import InputError
from assistant.prompts import Wording

_LONGEST = 8000


def check_message(message: str, say: Wording) -> None:
    """Let a message through; InputError when it is empty or longer than 8000 characters."""
    if not message:
        raise InputError("请先写点什么。", "Please type something first.")
    if len(message) > _LONGEST:
        zh, en = (say("too_long", language, limit=_LONGEST) for language in ("zh", "en"))
        raise InputError(zh, en)
