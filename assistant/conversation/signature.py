"""Signature: who changes a plan and why, which becomes the log of an approved one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.planning.edits import typed
from assistant.planning.history import Difference, History
from assistant.storage.plan_records import LoggedChange

LONGEST_NAME = 80
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes a plan, and why; both are needed once the plan is approved."""

    by: str = ""
    reason: str = ""

    def sign(self, changes: Sequence[Difference], history: History) -> tuple[LoggedChange, ...]:
        """Return the log entries of changes; none are needed before the plan is approved.

        Raises:
            InputError: the plan is approved, and reason or name is missing or too long.
        """
        baseline = history.baseline
        if baseline is None or not changes:
            return ()
        by, reason = typed(self.by, LONGEST_NAME), typed(self.reason, LONGEST_NOTE)
        if not by or not reason:
            raise InputError(
                "方案已经批准，改动要写明原因和谁改的。",
                "The plan is approved; a change needs its reason and who made it.",
            )
        return tuple(
            LoggedChange(baseline.number, c.subject, c.where, c.old, c.new, reason, by)
            for c in changes
        )


UNSIGNED = Signature()
