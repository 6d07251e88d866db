"""PlanDesk: the plan of a profile, its review, and what a turn has changed in both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from assistant.conversation.draft_request import DraftRequest
from assistant.conversation.rehearsal import Rehearsals
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning.drafter import Drafter, draft_plan
from assistant.planning.edits import EditedPlan, apply_edits
from assistant.planning.gauge import Gauge, gauge
from assistant.planning.gauge_book import GaugeBook
from assistant.planning.history import NO_HISTORY, History, ShownChange, unrecorded
from assistant.planning.plan import Plan
from assistant.planning.review import Finding, Review, review
from assistant.planning.sections.approval import shown_change
from assistant.storage.plan_records import Edit

_KEPT = 32  # drafts of half a megabyte each


@dataclass(frozen=True)
class Draft:
    """A plan with its review; `known` is the profile with the assumptions it was drafted from.

    `drafted` is the plan before the `edits` by hand; `recorded` are the changes since the approval,
    `pending` those nobody has explained yet; `gauge` is what the goal means for one day, None
    before a goal and a price are known.
    """

    drafted: Plan
    edits: tuple[Edit, ...]
    review: Review
    known: Profile
    recorded: tuple[ShownChange, ...] = ()
    pending: tuple[ShownChange, ...] = ()
    gauge: Gauge | None = None

    @property
    def plan(self) -> Plan:
        """The plan as edited by hand."""
        return self.edited.plan if self.edits else self.drafted

    @cached_property
    def edited(self) -> EditedPlan:
        """The plan as edited by hand, with the addresses of its texts; made when asked for."""
        return apply_edits(self.drafted, self.edits)


class PlanDesk:
    """Drafts and compares; pure, so a draft asked for again is the one that was made before.

    A turn and what the page shows after it ask for the same plan half a dozen times.
    """

    def __init__(
        self,
        drafter: Drafter,
        questions: QuestionBook,
        gauges: GaugeBook,
        rehearsals: Rehearsals,
    ) -> None:
        """Draft with these texts, questions and ranges; `rehearsals` play accidents through."""
        self.rehearsals = rehearsals
        self._drafter = drafter
        self._questions = questions
        self._gauges = gauges
        self._made = lru_cache(_KEPT)(self._make)
        self._kept = lru_cache(_KEPT)(self._with_interview)

    def draft(
        self,
        profile: Profile,
        today: date,
        language: Literal["zh", "en"],
        history: History = NO_HISTORY,
    ) -> Draft:
        """Return the plan of a profile with its review, which judges the draft, not the edits."""
        return self._kept(DraftRequest(profile, today, language, history))

    def _with_interview(self, request: DraftRequest) -> Draft:
        """Return a draft whose plan holds the interview it came from, for whoever imports it."""
        draft = self._made(request.drafted)
        basis = replace(draft.drafted.basis, history=request.history)
        return replace(draft, drafted=replace(draft.drafted, basis=basis))

    def _make(self, request: DraftRequest) -> Draft:
        profile, history = request.profile, request.history
        context = self._drafter.context(
            profile, language=request.language, today=request.today, history=history
        )
        plan = draft_plan(context)
        return Draft(
            drafted=plan,
            edits=tuple(history.edits),
            review=review(plan, context),
            known=context.completed,
            recorded=tuple(shown_change(context, change) for change in history.recorded),
            pending=tuple(shown_change(context, c) for c in unrecorded(history, profile)),
            gauge=gauge(profile, self._gauges, self._questions),
        )

    @staticmethod
    def changed(before: Plan, after: Plan) -> tuple[str, ...]:
        """Return the ids of the sections that read differently, in order."""
        old = {section.id: section for section in before.sections}
        return tuple(s.id for s in after.sections if s.blocks != old[s.id].blocks)

    @staticmethod
    def concerns(review: Review, unasked: Collection[str]) -> tuple[Finding, ...]:
        """Return the contradictions in what was said, the worst first.

        `unasked` names the questions still to come: a finding that rests on their answers waits.
        Answers that are simply still missing are no concern either.
        """
        found = [
            finding
            for finding in review.findings
            if finding.rule in CONTRADICTIONS
            and not any(question in unasked for question in RESTS_ON.get(finding.rule, ()))
        ]
        return tuple(sorted(found, key=lambda finding: finding.severity))


# Rules about statements that cannot all hold, as against answers that are simply not there yet.
CONTRADICTIONS = frozenset({"R-08", "R-09", "R-15", "R-16", "R-17", "R-19", "R-20", "R-21", "R-24"})
# Rules that compute with what these questions ask; until then there are only assumptions.
RESTS_ON = {"R-19": ("B8", "C8"), "R-20": ("B8", "C8")}
