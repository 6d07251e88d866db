"""Fakes: an encoder whose similarity means something, a chat model that follows a script."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant.chat.allowance import Allowance
from assistant.chat.chat import Chat
from assistant.chat.connection import Connection
from assistant.chat.limits import Limits
from assistant.knowledge.encoder import EncodedPassages
from assistant.knowledge.keywords import tokenize
from assistant.knowledge.token_code import TokenCode
from assistant.knowledge.token_reading import TokenReading
from assistant.storage.database import Database
from assistant.storage.usage_store import UsageStore

DIMENSION = 512


class WordEncoder:
    """Embeds a text as its words, hashed: texts that share words are near, others are not."""

    fingerprint = "words"
    dimension = DIMENSION

    def __init__(self, fingerprint: str = "words") -> None:
        self.fingerprint = fingerprint
        self.encoded: list[str] = []

    @property
    def token_code(self) -> TokenCode:
        return TokenCode.of_model(self.fingerprint, np.zeros(self.dimension, np.float32))

    def encode_passages(self, texts: Sequence[str], progress=None) -> np.ndarray:
        self.encoded += texts
        if progress is not None:
            progress(len(texts))
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def read_passages(self, texts: Sequence[str], progress=None) -> EncodedPassages:
        vectors = self.encode_passages(texts, progress)
        return EncodedPassages(
            vectors, tuple(self.token_code.pack(self._tokens(text)) for text in texts)
        )

    def encode_query(self, text: str) -> np.ndarray:
        return self._vector(text)

    def read_query(self, text: str) -> TokenReading:
        places = [(text.find(token), len(token)) for token in tokenize(text)]
        spans = tuple((max(0, start), max(0, start) + length) for start, length in places)
        tokens = self.token_code.project(self._tokens(text))
        return TokenReading(self.encode_query(text), spans, tokens)

    def _tokens(self, text: str) -> np.ndarray:
        rows = [self._vector(token) for token in tokenize(text)]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        vector = np.full(DIMENSION, 1e-3, np.float32)
        for token in tokenize(text):
            vector[zlib.crc32(token.encode()) % DIMENSION] += 1.0
        return vector / np.linalg.norm(vector)


class ScriptedChatModel(BaseChatModel):
    """Gives the queued replies in order and remembers what it was asked.

    A queued exception is raised. `stream` gives a reply in pieces of `piece` characters. `ends`
    adds the piece by which a service says that the reply is complete; `usage` is what it counts.
    """

    replies: list[Any] = Field(default_factory=list)
    asked: list[list[BaseMessage]] = Field(default_factory=list)
    piece: int = 7
    ends: bool = False
    usage: tuple[int, int] | None = None

    def enqueue(self, *replies: Any) -> None:
        """Add replies that come after those there are."""
        self.replies.extend(replies)

    @property
    def prompts(self) -> list[str]:
        """What it was asked, each time as one text."""
        return ["\n".join(message.text for message in messages) for messages in self.asked]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _next(self, messages: list[BaseMessage]) -> str:
        self.asked.append(messages)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _generate(self, messages, stop=None, run_manager=None, **kwargs) -> ChatResult:
        message = AIMessage(self._next(messages))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(self, messages, stop=None, run_manager=None, **kwargs) -> Iterator[Any]:
        text = self._next(messages)
        for start in range(0, len(text), self.piece):
            chunk = AIMessageChunk(text[start : start + self.piece])
            yield ChatGenerationChunk(message=chunk)
        told = {"finish_reason": "stop"} if self.ends else {}
        if self.ends or self.usage:
            last = AIMessageChunk("", response_metadata=told)
            if self.usage:
                prompt, reply = self.usage
                last.usage_metadata = {
                    "input_tokens": prompt, "output_tokens": reply, "total_tokens": prompt + reply,
                }  # fmt: skip
            yield ChatGenerationChunk(message=last)


def chat_with(model: BaseChatModel, *, per_turn: int = 0, per_day: int = 0, **parts: Any) -> Chat:
    """A chat over a model with a database of its own, quick to retry and no budget unless given.

    `parts` are `limits`, `breaker`, `database` (an address), and what is known of the connection.
    """
    known = {key: parts.pop(key) for key in ("says_end", "schema_option") if key in parts}
    store = UsageStore(Database(parts.pop("database", "sqlite://")))
    allowance = Allowance(store, per_turn, per_day)
    limits = parts.pop("limits", Limits(retry_pause=0.01))
    return Chat(Connection(model, "scripted", **known), allowance, limits, **parts)
