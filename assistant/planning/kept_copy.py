"""Kept copy: themes, titles and posts for a campaign that the owner took over into the plan."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.profile import Profile

# Outside the question book: drafted on request, and taken over one by one.
KEPT_COPY = "plan.copy"
KINDS = ("theme", "title", "post")


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """One text for customers: the campaign it is for, its kind (theme, title, post), the text."""

    battle: str
    kind: str
    text: str


def kept_copies(profile: Profile) -> tuple[KeptCopy, ...]:
    """Return what was taken over, oldest first; their numbers count from 1 in this order."""
    return tuple(
        KeptCopy(str(record.get("battle", "")), str(record.get("kind", "")), str(record["text"]))
        for record in profile.items_of(KEPT_COPY)
        if isinstance(record, dict) and record.get("text")
    )
