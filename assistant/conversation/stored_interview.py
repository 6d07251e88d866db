"""The interview of a stored plan, out of its record and back into it."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.step import Interview
from assistant.interview.profile import Profile
from assistant.interview.state import InterviewState
from assistant.storage.records import StoredPlan


def interview_of(stored: StoredPlan) -> Interview:
    """Return where the interview of a plan stands."""
    return Interview(Profile.from_dict(stored.profile), InterviewState.from_dict(stored.state))


def filled(stored: StoredPlan, interview: Interview, title: str) -> StoredPlan:
    """Return the record of a plan with what an interview has made of it."""
    profile, state = interview.profile.to_dict(), interview.state.to_dict()
    return replace(stored, title=title, profile=profile, state=state)
