"""PlanView: everything the page and the command line show of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.desk import Draft
from assistant.conversation.turn import Concern, Proposal
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.state import InterviewState
from assistant.planning.check_ins import Readiness, readiness
from assistant.planning.history import NO_HISTORY, History
from assistant.storage.records import StoredPlan


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as shown: the record, what is known, the draft with its review, the interview.

    `disputes` are statements that cannot all hold, `history` its edits, versions and approvals.
    `writes` tells that a chat model could put sections in other words; `proposed` is a text of it
    that waits for a yes.
    """

    stored: StoredPlan
    profile: Profile
    state: InterviewState
    draft: Draft
    progress: flow.Progress
    disputes: tuple[Concern, ...] = ()
    history: History = NO_HISTORY
    writes: bool = False
    proposed: Proposal | None = None

    @property
    def readiness(self) -> Readiness:
        """How far the plan is: points for answers and for reviews held."""
        return readiness(self.progress.percent, self.profile)
