"""Candidate: a chat model that could be connected, with where it is and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import SecretStr

from assistant.storage.model_choice import NO_KEY

Origin = Literal["setting", "page", "ollama", "environment"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model by the name of its provider and its own, at an address ("" for the provider's own).

    `service` is an id of prompts/services.yaml, "ollama", "local" (then `model` is a path), or
    "" when `model` is a whole `init_chat_model` name.
    """

    service: str
    model: str
    origin: Origin
    address: str = ""
    key: SecretStr = NO_KEY

    @property
    def name(self) -> str:
        """The name people see and settings take: "deepseek:deepseek-chat"."""
        return f"{self.service}:{self.model}" if self.service else self.model
