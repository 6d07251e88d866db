"""Transcript: the conversation of a plan as its owner reads it, and what he thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assistant.conversation.composer import TurnComposer
from assistant.conversation.turn import Turn
from assistant.errors import InputError
from assistant.storage.feedback_store import Feedback, FeedbackStore
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import StoredTurn

Language = Literal["zh", "en"]
Reason = Literal["wrong", "unclear", "long", "unfit", "unsourced", "other"]
REASONS: tuple[str, ...] = get_args(Reason)
_LONGEST_OPINION = 1000
_REMEMBERED_QUESTIONS = 3
_REMEMBERED_TURNS = 40  # a question asked longer ago is none that "and how much?" goes on from


@dataclass(frozen=True, slots=True)
class Entry:
    """A turn with what can be done with it: `again` when it can be taken again or reworded."""

    turn: Turn
    again: bool = False
    feedback: Feedback | None = None


class Transcript:
    """Reads turns and keeps opinions on them, all under the name of the plan's owner."""

    def __init__(self, plans: PlanStore, feedback: FeedbackStore, composer: TurnComposer) -> None:
        """Take finished parts."""
        self._plans = plans
        self._feedback = feedback
        self._composer = composer

    def entries(
        self, owner: str, plan_id: str, language: Language = "zh", most: int | None = None
    ) -> list[Entry]:
        """Return the last `most` turns, all by default; the greeting stands before the first.

        NotFoundError when the plan is not the owner's.
        """
        # one more than wanted tells whether there are earlier ones
        stored = self._plans.turns(owner, plan_id, None if most is None else most + 1)
        if most is not None and len(stored) > most:
            return [self._entry(turn, language) for turn in stored[1:]]
        greeting = Entry(self._composer.opening(language))
        return [greeting, *(self._entry(turn, language) for turn in stored)]

    def turns(self, owner: str, plan_id: str, language: Language = "zh") -> list[Turn]:
        """Return the whole conversation, the greeting first."""
        return [entry.turn for entry in self.entries(owner, plan_id, language)]

    def told(self, owner: str, plan_id: str) -> dict[str, list[str]]:
        """Return what each field was understood to be in the whole conversation, oldest first."""
        told: dict[str, list[str]] = {}
        for chip in self._plans.understood(owner, plan_id):
            told.setdefault(chip["key"], []).append(chip["text"])
        return told

    def last(self, owner: str, plan_id: str) -> StoredTurn | None:
        """Return the last turn as it is stored; None before the first."""
        found = self._plans.turns(owner, plan_id, 1)
        return found[0] if found else None

    def earlier_questions(self, owner: str, plan_id: str) -> list[str]:
        """Return the last messages that the library has answered, oldest first."""
        turns = self._plans.turns(owner, plan_id, _REMEMBERED_TURNS)
        asked = [turn.message for turn in turns if turn.outcome and turn.outcome["answer"]]
        return asked[-_REMEMBERED_QUESTIONS:]

    def judge(self, owner: str, plan_id: str, number: int, feedback: Feedback | None) -> None:
        """Keep what the owner thinks of a turn; None takes it back.

        Raises:
            NotFoundError: the plan is not the owner's, or has no such turn.
            InputError: the reason is none of REASONS, or the text is too long.
        """
        if feedback and feedback.reason and feedback.reason not in REASONS:
            raise InputError("没有这个原因可选。", "There is no such reason.")
        if feedback and len(feedback.text) > _LONGEST_OPINION:
            raise InputError(
                f"意见请写在 {_LONGEST_OPINION} 字以内。",
                f"Please keep it below {_LONGEST_OPINION} characters.",
            )
        self._feedback.give(owner, plan_id, number, feedback)

    def _entry(self, stored: StoredTurn, language: Language) -> Entry:
        return Entry(self._turn(stored, language), stored.again, _feedback_of(stored))

    def _turn(self, stored: StoredTurn, language: Language) -> Turn:
        if stored.outcome is None:
            text = self._composer.say("interrupted", language)
            return Turn(stored.number, stored.message, "interrupted", text)
        return Turn.from_dict(stored.outcome)


def _feedback_of(stored: StoredTurn) -> Feedback | None:
    if stored.feedback is None:
        return None
    kept = stored.feedback
    return Feedback(kept["helpful"], kept.get("reason", ""), kept.get("text", ""))
