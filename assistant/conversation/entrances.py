"""Entrances: the ways to a plan that are no conversation, and who writes beside it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.archive import PlanArchive
from assistant.conversation.copy_notes import CopyNotes
from assistant.conversation.exchange import PlanExchange
from assistant.conversation.samples import Samples
from assistant.conversation.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Entrances:
    """Sample plans, files that come back, changes by hand, the scribe, and its drafts."""

    samples: Samples
    exchange: PlanExchange
    archive: PlanArchive
    scribe: Scribe
    copies: CopyNotes
