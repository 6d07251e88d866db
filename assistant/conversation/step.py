"""Step: one step of the interview, what is known after it and what to say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.conversation.turn import Chip, Option
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.question import Question
from assistant.interview.state import InterviewState, Path


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands: what is known, what has been asked."""

    profile: Profile
    state: InterviewState

    @classmethod
    def new(cls, path: Path) -> Interview:
        """Return an interview nobody has begun."""
        return cls(Profile(), flow.start(path))


@dataclass(frozen=True, slots=True)
class Step:
    """The interview after a message, and what to say; `ask` is the next question in words.

    `choices` are replies to pick from, beyond what can be said at any question.
    """

    interview: Interview
    text: str = ""
    chips: tuple[Chip, ...] = ()
    choices: tuple[Option, ...] = ()
    question: Question | None = None
    ask: str = ""


def said(step: Step, text: str) -> Step:
    """Return a step that says something before everything else."""
    return replace(step, text="\n".join(part for part in (text, step.text) if part))
