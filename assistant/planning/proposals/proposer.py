"""Proposer: adds the proposals of a trade to a profile, before and after the calculations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.calculators.calendar_file import load_calendar
from assistant.interview.profile import Profile
from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import PlanLanguage, Run
from assistant.planning.proposals import trade
from assistant.planning.proposals.actions import missing_columns, usual_actions
from assistant.planning.proposals.campaigns import (
    dates_and_owners,
    themes_and_goals,
    usual_battles,
)
from assistant.planning.proposals.channels import usual_channels
from assistant.planning.proposals.indicators import usual_indicators
from assistant.planning.proposals.preset import Preset, Presets
from assistant.planning.proposals.preset_file import load_presets
from assistant.planning.proposals.proposal import Proposal
from assistant.planning.proposals.risks import usual_duties, usual_risks
from assistant.planning.wording import Words


class Proposer:
    """Proposes what the owner left open; never changes what he said."""

    def __init__(self, presets: Presets, calendar: BattleCalendar) -> None:
        """Take the trades and the calendar."""
        self.presets = presets
        self.calendar = calendar

    def preset(self, profile: Profile) -> Preset | None:
        """Return the trade of a firm, None before it said what it sells or to whom."""
        return trade.choose_preset(profile, self.presets) if trade.is_known(profile) else None

    def before(self, completed: Profile, words: Words) -> Proposal:
        """Return what calculations rest on: channels, battles with their day and their owner."""
        proposal, preset = Proposal(completed), self.preset(completed)
        language: PlanLanguage = words.language
        if preset is not None:
            name = Run(preset.name.text(language))
            note = words.text("why.trade", trade=name)
            channels = usual_channels(preset, self.presets, language)
            battles = usual_battles(preset, self.calendar, language)
            proposal = proposal.propose("channels.mix", channels, note)
            proposal = proposal.propose("campaigns", battles, note)
        if preset is None and not is_stated(completed, "campaigns"):
            return proposal
        dates = dates_and_owners(proposal.profile, self.calendar)
        return proposal.fill("campaigns", dates, words.text("why.campaigns"))

    def after(self, context: DraftContext) -> DraftContext:
        """Return the context with what rests on calculations: goals, actions, indicators, risks."""
        preset, words = self.preset(context.completed), context.words
        if preset is None:
            return context
        context = replace(context, trade=preset)
        proposal = Proposal(context.completed, context.notes).fill(
            "campaigns", themes_and_goals(context), words.text("why.campaigns")
        )
        note = words.text("why.trade", trade=Run(preset.name.text(words.language)))
        for key, records in self._usual(context, preset):
            proposal = proposal.propose(key, records, note)
        gaps = missing_columns(replace(context, completed=proposal.profile), self.calendar)
        proposal = proposal.fill("actions", gaps, words.text("why.actions"))
        return replace(context, completed=proposal.profile, notes=proposal.notes)

    def _usual(
        self, context: DraftContext, preset: Preset
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield the lists of a trade that the owner has not filled."""
        if not is_stated(context.completed, "kpis"):
            yield "kpis", usual_indicators(context, preset, self.presets)
        if not is_stated(context.completed, "risks"):
            yield "risks", usual_risks(context, preset, self.presets)
        if not is_stated(context.completed, "maint"):
            yield "maint", usual_duties(context, self.presets)
        if not is_stated(context.completed, "actions"):
            yield "actions", usual_actions(context, preset, self.presets, self.calendar)


def load_proposer(prompts: Path) -> Proposer:
    """Load presets.yaml and calendar.yaml of the folder `prompts`.

    Raises:
        PromptError: names the file and the key that is wrong.
    """
    calendar = load_calendar(prompts)
    return Proposer(load_presets(prompts, calendar), BattleCalendar(calendar))
