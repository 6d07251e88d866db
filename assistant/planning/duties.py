"""Duties: the four things that must be kept up (S3-19), found among what the owner named."""

from __future__ import annotations

from typing import Any

from assistant.planning.context import DraftContext

DUTIES = ("replies", "content", "reviews", "rivals")


def find_duty(context: DraftContext, duty: str) -> dict[str, Any] | None:
    """Return the first record of E3 whose words fit a duty, None when nobody named it."""
    for record in context.records("maint"):
        if context.wording.mentions(f"duty_{duty}", str(record.get("duty", ""))):
            return record
    return None
