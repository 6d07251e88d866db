"""Entrances: the ways to a plan that are no conversation."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.archive import PlanArchive
from assistant.conversation.exchange import PlanExchange
from assistant.conversation.samples import Samples


@dataclass(frozen=True, slots=True)
class Entrances:
    """Sample plans to look at and copy, files that come back, and changes by hand."""

    samples: Samples
    exchange: PlanExchange
    archive: PlanArchive
