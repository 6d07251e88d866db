"""Meter: the tokens that calls have taken, as the service counts them or estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from langchain_core.messages import AIMessageChunk, BaseMessage

from assistant.language import count_cjk

# between what the tokenizers of common models make of Chinese characters and of other text
_PER_CJK = 0.75
_PER_OTHER = 0.28
_PER_MESSAGE = 4


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a text has for a common chat model."""
    chinese = count_cjk(text)
    return round(chinese * _PER_CJK + (len(text) - chinese) * _PER_OTHER)


def estimate_prompt(messages: Iterable[BaseMessage]) -> int:
    """Return about how many tokens a prompt has."""
    return sum(estimate_tokens(message.text) + _PER_MESSAGE for message in messages)


@dataclass(slots=True)
class Meter:
    """Counts what the calls of one turn take; hand the same meter to all of them."""

    prompt_tokens: int = 0
    reply_tokens: int = 0
    calls: int = 0

    @property
    def tokens(self) -> int:
        """All tokens so far."""
        return self.prompt_tokens + self.reply_tokens

    def add(self, prompt_tokens: int, reply_tokens: int) -> None:
        """Count one more call."""
        self.prompt_tokens += prompt_tokens
        self.reply_tokens += reply_tokens
        self.calls += 1


class Tally:
    """Listens to the pieces of one call: its tokens, its length, and whether it came to an end."""

    def __init__(self, messages: Iterable[BaseMessage]) -> None:
        """Start with the prompt's estimate, which the service's own count replaces."""
        self._estimated = estimate_prompt(messages)
        self._counted_prompt = 0
        self._counted_reply = 0
        self._said: list[str] = []
        self.characters = 0
        self.has_ended = False

    def hear(self, piece: AIMessageChunk) -> str:
        """Take a piece and return its text."""
        text = piece.text
        self._said.append(text)
        self.characters += len(text)
        self.has_ended = self.has_ended or _is_end(piece)
        if piece.usage_metadata is not None:
            self._counted_prompt += piece.usage_metadata["input_tokens"]
            self._counted_reply += piece.usage_metadata["output_tokens"]
        return str(text)

    @property
    def has_text(self) -> bool:
        """Whether anything but white space was said."""
        return any(text.strip() for text in self._said)

    @property
    def prompt_tokens(self) -> int:
        """Tokens of the prompt: counted by the service, else estimated."""
        return self._counted_prompt or self._estimated

    @property
    def was_heard(self) -> bool:
        """Whether the service answered at all; what it did not answer it does not charge."""
        return bool(self._said)

    @property
    def reply_tokens(self) -> int:
        """Tokens of the reply: counted by the service, else estimated."""
        return self._counted_reply or estimate_tokens("".join(self._said))


def _is_end(piece: AIMessageChunk) -> bool:
    """Tell whether a piece says that the reply is complete, or as long as it may be."""
    told = piece.response_metadata
    return any(told.get(key) for key in ("finish_reason", "done_reason", "stop_reason", "done"))
