"""PlanView: everything the page and the command line show of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.conversation.desk import Draft
from assistant.conversation.step import Interview
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.state import InterviewState
from assistant.storage.records import StoredPlan


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as shown: the record, what is known, the draft with its review, the interview."""

    stored: StoredPlan
    profile: Profile
    state: InterviewState
    draft: Draft
    progress: flow.Progress

    @classmethod
    def of(
        cls, stored: StoredPlan, interview: Interview, draft: Draft, book: QuestionBook
    ) -> PlanView:
        """Return the view of a stored plan from its interview and its draft."""
        profile, state = interview.profile, interview.state
        return cls(stored, profile, state, draft, flow.progress(state, profile, book))
