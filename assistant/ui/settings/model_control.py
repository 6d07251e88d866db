"""ModelControl: what the settings page needs to know about chat models, and may do with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service that can be chosen: its id, its name, and its usual model ("" for none)."""

    id: str
    name: str
    model: str


@dataclass(frozen=True, slots=True)
class ModelState:
    """How things stand. No key is in here, only whether one is kept.

    `name` is the model in use, "" for none; `origin` is where it comes from: setting, page, ollama,
    environment, or "" for none. `fault` names why a chosen model cannot be used. Tokens are those
    of today (UTC), `day_tokens` is their limit, 0 for none.
    """

    name: str
    origin: str
    is_fixed: bool
    found: tuple[str, ...]
    services: tuple[ServiceLine, ...]
    address: str = ""
    has_key: bool = False
    trouble: tuple[str, str] | None = None
    calls: int = 0
    tokens: int = 0
    faults: int = 0
    day_tokens: int = 0


@dataclass(frozen=True, slots=True)
class TrialLine:
    """How a call to the model went: seconds to the first word, tokens a second, what it can do.

    `fault` is the kind of fault, "" when there was a reply.
    """

    seconds: float
    speed: float
    is_structured: bool
    is_chinese: bool
    fault: str


class ModelControl(Protocol):
    """Chat models as the page sees them; AssistantError for what cannot be done."""

    def state(self) -> ModelState:
        """Return how things stand; asks a running Ollama for its models."""

    def use(self, name: str, address: str, key: str) -> None:
        """Use a model from now on; an empty key keeps the one there is for the same service."""

    def forget(self) -> None:
        """Forget what was chosen, its key included."""

    def try_out(self) -> TrialLine | None:
        """Call the model once; None when there is none."""
