"""Trial: one real call that tells how fast a chat model is and what it can do."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from assistant.chat.chat import Chat
from assistant.chat.fault import ChatError, FaultKind
from assistant.chat.form import read_form
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken
from assistant.language import count_cjk

_FEWEST_CHINESE = 6


class _Reply(BaseModel):
    """What the trial asks for."""

    answer: str


@dataclass(frozen=True, slots=True)
class Trial:
    """How a call went: seconds to the first piece, tokens a second, and what the reply showed.

    `fault` is "" when there was a reply.
    """

    seconds: float = 0.0
    speed: float = 0.0
    is_structured: bool = False
    is_chinese: bool = False
    fault: FaultKind | str = ""


def try_out(chat: Chat, prompts: Path) -> Trial:
    """Make one call and return how it went; a fault is a result like any other."""
    messages = ChatPrompt.load(prompts, "model_trial", set()).messages()
    meter, started = Meter(), time.monotonic()
    said, first = "", 0.0
    try:
        for piece in chat.stream(messages, "trial", meter, form=_Reply):
            if piece and not said:
                first = time.monotonic()
            said += piece
    except ChatError as fault:
        return Trial(fault=fault.kind)
    spoke = max(time.monotonic() - first, 0.001)
    return Trial(
        seconds=first - started,
        speed=meter.reply_tokens / spoke,
        is_structured=_fills_form(spoken(said)),
        is_chinese=count_cjk(spoken(said)) >= _FEWEST_CHINESE,
    )


def _fills_form(said: str) -> bool:
    try:
        return bool(read_form(said, _Reply).answer)
    except ChatError:
        return False
