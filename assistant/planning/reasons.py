"""Reasons: what an owner wrote down to depart from a rule, by the id of the rule."""

from __future__ import annotations

from assistant.interview.profile import Profile

# Outside the question book: the review asks for a reason, not the interview.
REASONS = "plan.reasons"


def given_reasons(profile: Profile) -> dict[str, str]:
    """Return rule id -> reason from records {rule, reason}; of two for a rule the later counts."""
    return {
        record["rule"]: record["reason"].strip()
        for record in profile.items_of(REASONS)
        if isinstance(record, dict) and _is_complete(record)
    }


def _is_complete(record: dict[str, object]) -> bool:
    return all(
        isinstance(record.get(k), str) and str(record[k]).strip() for k in ("rule", "reason")
    )
