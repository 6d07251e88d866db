"""Repair: what the fields of a plan become when a finding that can be repaired by itself is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.review import Finding


def repair(finding: Finding, profile: Profile, today: date) -> dict[str, Value]:
    """Return the fields to merge into a profile, empty when only the owner can repair the finding.

    Each is an assumption whose note names the rule; what the owner had said stays as its `raw`
    and `question`, so the question still counts as answered and the reply is not lost.

    Args:
        finding: of a review of this very profile.
        profile: what is known.
        today: the day of the repair, which the values carry.
    """
    return {
        key: _after(profile.get(key), value).stamped("review", today.isoformat())
        for key, value in finding.change.items()
    }


def _after(before: Value | None, value: Value) -> Value:
    if before is None:
        return value
    question = before.question or value.question
    return replace(value, raw=before.raw, question=question, unit=before.unit or value.unit)
