"""How long a plan takes: from a profile to its review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from apps import plan_desk
from benchmarks.measuring import spread
from f1 import TODAY, load_drafter, raw_profile, repaired_profile

from assistant.interview.profile import Profile
from assistant.planning.edits import apply_edits

TIMES = 40


def measure() -> dict[str, tuple[float, float]]:
    """Return what was done with median and 95th percentile, in milliseconds."""
    desk, drafter = plan_desk(load_drafter()), load_drafter()
    raw, repaired = raw_profile(), repaired_profile()

    days = (TODAY + timedelta(days=number) for number in count())

    def draft(profile: Profile) -> object:
        return desk.draft(profile, next(days), "zh")  # a desk keeps the drafts of a day

    plan = desk.draft(raw, TODAY, "zh").plan
    return {
        "profile → plan → review, F1 as told": _measured(lambda: draft(raw)),
        "profile → plan → review, F1 repaired": _measured(lambda: draft(repaired)),
        "profile → plan → review, nothing known": _measured(lambda: draft(Profile())),
        "places of a plan for edits by hand": _measured(lambda: apply_edits(plan, ())),
        "calculations of a profile": _measured(
            lambda: drafter.context(raw, language="zh", today=TODAY)
        ),
    }


def _measured(act: Callable[[], object]) -> tuple[float, float]:
    return spread([act] * (TIMES + 1))
