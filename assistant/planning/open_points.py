"""Open points: questions that the library could not answer, kept with the plan."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.profile import Profile

# Outside the question book: the owner puts them here, the interview does not ask.
OPEN_POINTS = "plan.open_points"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One question as it was asked, and the ISO day it was put down."""

    question: str
    day: str


def open_points(profile: Profile) -> tuple[OpenPoint, ...]:
    """Return the open points, oldest first; their numbers count from 1 in this order."""
    return tuple(
        OpenPoint(str(record["question"]), str(record.get("day", "")))
        for record in profile.items_of(OPEN_POINTS)
        if isinstance(record, dict) and record.get("question")
    )
