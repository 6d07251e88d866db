"""Drafter: a profile in, the whole plan out; pure, without a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.soundness import sound
from assistant.planning.aside import ASIDE
from assistant.planning.basis import Basis
from assistant.planning.calculations import calculate
from assistant.planning.checks import add_checks
from assistant.planning.context import DraftContext, describe
from assistant.planning.forecasts.forecaster import forecast
from assistant.planning.guidance import Guidance
from assistant.planning.history import NO_HISTORY, History
from assistant.planning.labels import Labels, is_stated
from assistant.planning.lint import WordingLint
from assistant.planning.period import start_of, year_end
from assistant.planning.plan import Block, Plan, PlanLanguage, Section
from assistant.planning.proposals.proposer import Proposer
from assistant.planning.sections.actions import draft_actions
from assistant.planning.sections.agenda import draft_agenda
from assistant.planning.sections.annexes import (
    draft_approval,
    draft_assumptions,
    draft_interview,
    draft_sources,
)
from assistant.planning.sections.budget import draft_budget
from assistant.planning.sections.calculations import draft_calculations
from assistant.planning.sections.control import draft_control
from assistant.planning.sections.goals import draft_goals
from assistant.planning.sections.issues import draft_issues
from assistant.planning.sections.maintenance import draft_maintenance
from assistant.planning.sections.situation import draft_situation
from assistant.planning.sections.strategy import draft_strategy
from assistant.planning.sections.summary import draft_summary
from assistant.planning.sheet import Sheet
from assistant.planning.status import status
from assistant.planning.wording import PlanWording
from assistant.storage.plan_records import Version

_BODY: tuple[Callable[[DraftContext], Section], ...] = (
    draft_situation,
    draft_issues,
    draft_goals,
    draft_strategy,
    draft_actions,
    draft_budget,
    draft_maintenance,
    draft_control,
)
_ANNEXES: tuple[Callable[[DraftContext], Section], ...] = (
    draft_assumptions,
    draft_sources,
    draft_interview,
    draft_calculations,
)
_LONGEST_TITLE_YEARS = 50  # a slip of the finger must not leave the calendar
_CAPTION = "export."
# Where an answer goes that no section asks for, such as a field a consultant added.
_SECTION_OF_STAGE = {
    "macro": "P2",
    "product": "P2",
    "platform": "P5",
    "operations": "P6",
    "control": "P9",
}


class Drafter:
    """Drafts plans; holds only what does not change from plan to plan."""

    def __init__(
        self,
        wording: PlanWording,
        book: QuestionBook,
        guidance: Guidance,
        proposer: Proposer,
        lint: WordingLint,
    ) -> None:
        """Keep texts, question book, advice, proposals of the trades, and words to avoid."""
        self._wording = wording
        self._book = book
        self._guidance = guidance
        self._proposer = proposer
        self._lint = lint
        self._labels = {language: Labels(book, language) for language in get_args(PlanLanguage)}

    def context(
        self,
        profile: Profile,
        *,
        language: PlanLanguage,
        today: date,
        history: History = NO_HISTORY,
    ) -> DraftContext:
        """Return what a draft or a review of a profile works from."""
        words, limits = self._wording.words(language), self._wording.thresholds
        profile = sound(profile, self._book)
        finished = complete(profile, self._book, today, language)
        proposal = self._proposer.before(finished, words)
        completed = proposal.profile
        calculations = calculate(completed, limits.reply_minutes)
        calculations = add_checks(calculations, completed, limits)
        context = DraftContext(
            profile=profile,
            completed=completed,
            calculations=calculations,
            formulas=describe(calculations, completed, words),
            wording=self._wording,
            words=words,
            labels=self._labels[language],
            advice=self._guidance.select(completed),
            lint=self._lint,
            language=language,
            today=today,
            calendar=self._proposer.calendar,
            notes=proposal.notes,
            history=history,
            baseline=self._baseline(history.baseline, language),
        )
        return forecast(self._proposer.after(context), self._proposer.presets)

    def _baseline(self, approved: Version | None, language: PlanLanguage) -> DraftContext | None:
        """Return the context of the plan as it was approved, on the day it was."""
        if approved is None:
            return None
        profile, day = Profile.from_dict(approved.profile), date.fromisoformat(approved.day)
        return self.context(profile, language=language, today=day)

    def draft(self, profile: Profile, *, language: PlanLanguage, today: date) -> Plan:
        """Return the plan of a profile."""
        return draft_plan(self.context(profile, language=language, today=today))


def draft_plan(context: DraftContext) -> Plan:
    """Draft all sections; the summary comes last, so it can only repeat what the others say."""
    approval = draft_approval(context)
    body = _with_unused(context, [draft(context) for draft in _BODY], approval)
    return Plan(
        title=_title(context),
        language=context.language,
        date=context.today.isoformat(),
        sections=(draft_summary(context), *body),
        annexes=(*(draft(context) for draft in _ANNEXES), approval),
        results=context.calculations.results,
        sources=context.sources,
        completeness=context.labels.completeness(context.profile),
        status=status(context),
        captions=_captions(context),
        agenda=draft_agenda(context),
        basis=Basis(context.profile, context.completed, context.history),
    )


def _captions(context: DraftContext) -> dict[str, str]:
    """Return the fixed words of exports by what follows "export." in their key."""
    keys = (key for key in context.wording if key.startswith(_CAPTION))
    return {key.removeprefix(_CAPTION): context.words.label(key) for key in keys}


def _title(context: DraftContext) -> str:
    start = start_of(context.completed)
    if not context.knows("company.name") or start is None:
        return context.words.label("title.open")
    years = int(context.completed.number("horizon.years") or 1)
    last = year_end(start, min(max(years, 1), _LONGEST_TITLE_YEARS)).year
    period = str(start.year) if years <= 1 else f"{start.year}–{last}"
    name = context.completed.text("company.name")
    return context.wording.both("title", company=name, period=period).text(context.language)


def _with_unused(
    context: DraftContext, sections: list[Section], approval: Section
) -> list[Section]:
    """Add every answer that nothing else shows to the section of its stage (R-35)."""
    shown = {run.source for section in (*sections, approval) for run in section.runs()}
    said = (k for k in context.profile if is_stated(context.profile, k) and k not in ASIDE)
    unused = [k for k in said if k not in shown]
    result = []
    for section in sections:
        keys = [k for k in unused if _home(context, k) == section.id]
        result.append(replace(section, blocks=section.blocks + _blocks_of(context, keys)))
    return result


def _home(context: DraftContext, key: str) -> str:
    return _SECTION_OF_STAGE.get(context.labels.stage_of(key), "P2")


def _blocks_of(context: DraftContext, keys: list[str]) -> tuple[Block, ...]:
    """Return tables of fields under the heading "also said"; nothing for no fields."""
    if not keys:
        return ()
    sheet = Sheet(context, "P2").part("also_said")
    sheet.facts(*(key for key in keys if not context.labels.field(key).is_records))
    for key in keys:
        if context.labels.field(key).is_records:
            sheet.records(key)
    return sheet.blocks()
