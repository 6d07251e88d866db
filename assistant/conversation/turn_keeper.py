"""TurnKeeper: stores turns; those that grow are stored however they end."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Literal

from assistant.answering.answer import Answer
from assistant.conversation.composer import TurnComposer
from assistant.conversation.step import Interview
from assistant.conversation.stored_interview import filled, interview_of
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import StoredPlan

Language = Literal["zh", "en"]


class TurnKeeper:
    """Writes each turn once, when it is finished, stopped or has failed."""

    def __init__(self, plans: PlanStore, composer: TurnComposer) -> None:
        """Take finished parts."""
        self._plans = plans
        self._composer = composer

    def answered(
        self,
        stored: StoredPlan,
        interview: Interview,
        turn: Turn,
        answers: Generator[Answer, None, None],
        language: Language,
    ) -> Iterator[Turn]:
        """Add the library's answer to a turn as it grows; the question on the table follows it.

        What was said stays, also when the reader stops, leaves, or the library cannot be used.
        """
        kept = turn.adding(self._composer.say("interrupted", language))
        try:
            with closing(answers):  # whoever stops the turn stops the model with it
                for answer in answers:
                    kept = self._composer.with_answer(turn, answer, language)
                    yield replace(kept, ask="", options=(), done=False)
        except AssistantError as error:
            kept = turn.adding(error.text(language))
        finally:
            self.store(stored, interview, kept)
        yield kept

    def scribed(
        self,
        stored: StoredPlan,
        interview: Interview,
        turn: Turn,
        turns: Generator[Turn, None, None],
        language: Language,
    ) -> Iterator[Turn]:
        """Pass on what a scribe makes of a turn; one that is stopped half-way has said nothing."""
        kept = turn.adding(self._composer.say("interrupted", language))
        try:
            with closing(turns):
                for growing in turns:
                    kept = growing if growing.done else kept
                    if not growing.done:
                        yield growing
        finally:
            self.store(stored, interview, kept)
        yield kept

    def store(self, stored: StoredPlan, interview: Interview, turn: Turn) -> None:
        """Store a finished turn with the interview after it."""
        before = interview_of(stored)
        plan = filled(stored, interview, interview.profile.text("company.name") or stored.title)
        self._plans.finish(
            plan,
            turn.number,
            turn.kind,
            turn.to_dict(),
            undoable=before.profile != interview.profile
            or before.state.settled != interview.state.settled
            or before.state.proposed != interview.state.proposed,
        )
