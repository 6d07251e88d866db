"""PlanDesk: the plan of a profile, its review, and what a turn has changed in both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.conversation.turn import Concern
from assistant.interview.profile import Profile
from assistant.planning.drafter import Drafter, draft_plan
from assistant.planning.plan import Plan
from assistant.planning.review import Review, review

_MOST_CONCERNS = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with its review; `known` is the profile with the assumptions it was drafted from."""

    plan: Plan
    review: Review
    known: Profile


class PlanDesk:
    """Drafts and compares; pure."""

    def __init__(self, drafter: Drafter) -> None:
        """Draft with these texts."""
        self._drafter = drafter

    def draft(self, profile: Profile, today: date, language: Literal["zh", "en"]) -> Draft:
        """Return the plan of a profile with its review."""
        context = self._drafter.context(profile, language=language, today=today)
        plan = draft_plan(context)
        return Draft(plan, review(plan, context), context.completed)

    @staticmethod
    def changed(before: Plan, after: Plan) -> tuple[str, ...]:
        """Return the ids of the sections that read differently, in order."""
        old = {section.id: section for section in before.sections}
        return tuple(s.id for s in after.sections if s.blocks != old[s.id].blocks)

    @staticmethod
    def new_concerns(before: Review, after: Review, language: str) -> tuple[Concern, ...]:
        """Return the worst contradictions that were not there before, two at most.

        Answers that are simply still missing are no concern of a turn.
        """
        known = {finding.rule for finding in before.findings}
        fresh = [f for f in after.findings if f.rule in CONTRADICTIONS - known]
        fresh.sort(key=lambda finding: finding.severity)
        return tuple(
            Concern(
                rule=f.rule,
                severity=f.severity,
                message=f.message.text(language),
                fix=f.fix.text(language),
                question=f.question,
            )
            for f in fresh[:_MOST_CONCERNS]
        )


# Rules about statements that cannot all hold, as against answers that are simply not there yet.
CONTRADICTIONS = frozenset({"R-08", "R-09", "R-15", "R-16", "R-17", "R-19", "R-20", "R-21", "R-24"})
