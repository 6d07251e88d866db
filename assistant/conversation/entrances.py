"""Entrances: what a consultant has besides the conversation itself."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.exchange import PlanExchange
from assistant.conversation.samples import Samples
from assistant.conversation.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Entrances:
    """Sample plans to look at and copy, files that come back, and who writes with a model."""

    samples: Samples
    exchange: PlanExchange
    scribe: Scribe
