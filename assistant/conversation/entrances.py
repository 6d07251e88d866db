"""Entrances: the ways a plan comes in that are no conversation."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.exchange import PlanExchange
from assistant.conversation.samples import Samples


@dataclass(frozen=True, slots=True)
class Entrances:
    """Sample plans to look at and copy, and files that come back."""

    samples: Samples
    exchange: PlanExchange
