"""CheckInNotes: what an owner reports of a review becomes part of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.conversation.step import Interview, Step
from assistant.interview.value import Value
from assistant.planning.check_ins import CHECK_INS, check_ins
from assistant.prompts import Wording

_LONGEST_NOTE = 300


class CheckInNotes:
    """Keeps reports of reviews; pure."""

    def __init__(self, wording: Wording, today: Callable[[], date]) -> None:
        """Take the phrases; `today` is asked for the date of each report."""
        self._say = wording
        self._today = today

    def keep(self, interview: Interview, words: str, language: str) -> Step:
        """Return the interview with a report dated today; a second one of a day joins the first."""
        today = self._today().isoformat()
        held = {entry.day: entry.note for entry in check_ins(interview.profile)}
        held[today] = "；".join(part for part in (held.get(today), words[:_LONGEST_NOTE]) if part)
        records = [{"day": day, "note": note} for day, note in sorted(held.items())]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        value = Value(records, raw=words).stamped("owner", now)
        profile = interview.profile.merge({CHECK_INS: value})
        text = self._say("check_in_kept", language, count=len(records))
        return Step(replace(interview, profile=profile), text=text)
