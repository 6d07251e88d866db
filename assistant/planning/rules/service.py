"""Rules on service: questions are answered fast and followed up, complaints settled, sold again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, Slot, listed
from assistant.planning.rules.timing import is_due


def check_service(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-39: reply within the hour, three follow-ups, complaints in 48 hours, a repeat goal.

    Sources: S1-22, S1-23. What is only assumed is not judged; the repair sets the limits as the
    standard to work to.
    """
    limits = context.wording.thresholds
    ends = {
        "sales.reply_minutes": (-limits.reply_max_minutes, "minutes"),
        "sales.followups": (limits.followups_min, "count"),
        "after.complaint_hours": (-limits.complaint_max_hours, "hours"),
    }
    weak: list[Bilingual] = []
    change: dict[str, Any] = {}
    for key, (limit, unit) in ends.items():
        value = context.profile.number(key) if is_stated(context.profile, key) else None
        # A negative limit is a ceiling: both sides turn their sign.
        if value is not None and (value if limit > 0 else -value) < limit:
            weak.append(_named(context, key, value, unit))
            change[key] = round(abs(limit))
    if is_due(context, "D6") and not context.knows("after.repeat_goal_pct"):
        weak.append(context.wording["R-39.repeat"])
    if weak:
        slots: dict[str, Slot] = {"items": listed(weak)}
        slots |= {"minutes": figures.number(limits.reply_max_minutes)}
        slots |= {"times": figures.number(limits.followups_min)}
        slots |= {"hours": figures.number(limits.complaint_max_hours)}
        field = next(iter(change), "after.repeat_goal_pct")
        yield Fault("weak", slots, field, change=change)


def _named(context: DraftContext, key: str, value: float, unit: str) -> Bilingual:
    name = context.labels.names(key)
    return Bilingual(
        zh=f"{name.zh} {figures.measured(value, unit, 'zh')}",
        en=f"{name.en} {figures.measured(value, unit, 'en')}",
    )
