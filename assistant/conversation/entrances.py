"""Entrances: the ways to a plan that are no conversation, and who writes beside it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.archive import PlanArchive
from assistant.conversation.exchange import PlanExchange
from assistant.conversation.samples import Samples
from assistant.conversation.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Entrances:
    """Sample plans to look at and copy, files that come back, changes by hand, and the scribe."""

    samples: Samples
    exchange: PlanExchange
    archive: PlanArchive
    scribe: Scribe
