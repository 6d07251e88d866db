"""Disputes: statements of the owner that cannot all hold, and the buttons that settle them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.step import Interview, Step
from assistant.conversation.turn import Concern, Option
from assistant.conversation.words import say_value
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning.contradictions.book import ContradictionBook
from assistant.planning.contradictions.contradiction import (
    Choice,
    Contradiction,
    apply_choice,
)
from assistant.planning.contradictions.finder import find_contradictions
from assistant.prompts import Wording

# Review rules about the same matter; the contradiction is shown, it names both statements.
SAME_MATTER = {"C-02": "R-19", "C-12": "R-20", "C-25": "R-15"}


class Disputes:
    """Finds contradictions and settles them; pure."""

    def __init__(
        self,
        contradictions: ContradictionBook,
        questions: QuestionBook,
        wording: Wording,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts; `today` is asked for the date whenever one is needed."""
        self._contradictions = contradictions
        self._questions = questions
        self._say = wording
        self._today = today

    def open(self, profile: Profile) -> tuple[Contradiction, ...]:
        """Return what the owner has said that cannot all hold, the weightiest first."""
        return find_contradictions(profile, self._contradictions, self._today())

    def fresh(self, before: Profile, after: Profile) -> tuple[Contradiction, ...]:
        """Return the contradictions that a turn has brought up."""
        known = {found.id for found in self.open(before)}
        return tuple(found for found in self.open(after) if found.id not in known)

    def concern(self, found: Contradiction, language: str) -> Concern:
        """Return a contradiction as it is shown: both statements, why not both, the buttons."""
        stated = tuple(
            f"{statement.label.text(language)} {statement.text.text(language)}"
            for statement in found.statements
        )
        return Concern(
            rule=found.id,
            severity="W",
            message=found.why.text(language),
            fix="",
            question="",
            statements=stated,
            choices=tuple(self._option(choice, language) for choice in found.choices),
        )

    def settle(self, interview: Interview, target: str, language: str) -> Step:
        """Change the field that a button stands for; the button is known by what it says."""
        for found in self.open(interview.profile):
            for choice in found.choices:
                if choice.field and target in (choice.label.zh, choice.label.en):
                    return self._changed(interview, choice, language)
        return Step(interview, text=self._say("choice_gone", language))

    def _changed(self, interview: Interview, choice: Choice, language: str) -> Step:
        profile = apply_choice(interview.profile, choice, self._questions)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        profile = profile.merge({choice.field: profile[choice.field].stamped("owner", now)})
        field = self._questions.field(choice.field)
        old = interview.profile.get(choice.field)
        slots = {
            "label": field.label.text(language),
            "old": say_value(field, old.value, language) if old else "–",
            "new": say_value(field, choice.value, language),
        }
        text = self._say("replaced", language, **slots)
        return Step(replace(interview, profile=profile), text=text)

    def _option(self, choice: Choice, language: str) -> Option:
        label = choice.label.text(language)
        if choice.question:
            return Option(label, self._say("change_question", language, id=choice.question))
        return Option(label, self._say("take_choice", language, label=label))
