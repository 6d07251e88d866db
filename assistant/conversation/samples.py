"""Samples: a finished plan for everybody to look at, and copies of it to go on from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from assistant.conversation.desk import PlanDesk
from assistant.conversation.plan_view import PlanView
from assistant.interview import flow
from assistant.interview.question import QuestionBook
from assistant.interview.sample_file import SampleInterview
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import StoredPlan

Language = Literal["zh", "en"]
SAMPLE_ID = "sample"


class Samples:
    """Shows the sample of each language; nobody owns it and nobody can change it."""

    def __init__(
        self,
        interviews: Callable[[], Mapping[Language, SampleInterview]],
        desk: PlanDesk,
        book: QuestionBook,
        plans: PlanStore,
    ) -> None:
        """Take finished parts; `interviews` is read when somebody first looks."""
        self._interviews = cache(interviews)
        self._desk = desk
        self._book = book
        self._plans = plans

    def view(self, language: Language) -> PlanView:
        """Return the sample as it is shown; it never changes, whatever day it is."""
        sample = self._interviews()[language]
        stored = StoredPlan(
            id=SAMPLE_ID,
            owner="",
            title=sample.profile.text("company.name"),
            profile=sample.profile.to_dict(),
            state=sample.state.to_dict(),
            updated_at=f"{sample.day.isoformat()}T12:00:00+00:00",
        )
        return PlanView(
            stored=stored,
            profile=sample.profile,
            state=sample.state,
            draft=self._desk.draft(sample.profile, sample.day, language),
            progress=flow.progress(sample.state, sample.profile, self._book),
        )

    def copy(self, owner: str, language: Language) -> StoredPlan:
        """Give an owner a plan of his own that begins as the sample, to change at will."""
        sample = self._interviews()[language]
        title = sample.profile.text("company.name")
        return self._plans.create(owner, title, sample.state.to_dict(), sample.profile.to_dict())
