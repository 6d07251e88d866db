"""OpenPointNotes: questions without an answer go into the plan, and out of it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.step import Interview, Step
from assistant.conversation.turn import Option
from assistant.conversation.words import shortened
from assistant.interview.value import Value
from assistant.planning.open_points import OPEN_POINTS, OpenPoint, open_points
from assistant.prompts import Wording

_LONGEST_QUESTION = 300
_LONGEST_QUOTE = 40
_MOST = 50


class OpenPointNotes:
    """Keeps open points and strikes them out; pure."""

    def __init__(self, wording: Wording, today: Callable[[], date]) -> None:
        """Take the phrases; `today` is asked for the date of each point."""
        self._say = wording
        self._today = today

    def keep(self, interview: Interview, question: str, language: str) -> Step:
        """Put a question down; one that stands there already stays as it is, none is asked for."""
        held = open_points(interview.profile)
        question = " ".join(question.split())[:_LONGEST_QUESTION]
        if not question:
            return Step(interview, text=self._say("point_which", language))
        if len(held) >= _MOST:
            return Step(interview, text=self._say("point_too_many", language, most=_MOST))
        if question not in (point.question for point in held):
            held = (*held, OpenPoint(question, self._today().isoformat()))
        number = [point.question for point in held].index(question) + 1
        strike = self._say("strike_point", language, number=number)
        return Step(
            _with_points(interview, held),
            text=self._say("point_kept", language, number=number, strike=strike),
            choices=(Option(strike, strike),),
        )

    def strike(self, interview: Interview, number: str, language: str) -> Step:
        """Take a point out by its number; the others move up."""
        held = open_points(interview.profile)
        at = int(number) - 1
        if not 0 <= at < len(held):
            return Step(interview, text=self._say("point_unknown", language, number=number))
        left = (*held[:at], *held[at + 1 :])
        question = shortened(held[at].question, _LONGEST_QUOTE)
        text = self._say("point_struck", language, question=question, left=len(left))
        return Step(_with_points(interview, left), text=text)


def _with_points(interview: Interview, points: Sequence[OpenPoint]) -> Interview:
    records = [{"question": point.question, "day": point.day} for point in points]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    raw = "\n".join(point.question for point in points)
    value = Value(records, raw=raw).stamped("owner", now)
    return replace(interview, profile=interview.profile.merge({OPEN_POINTS: value}))
