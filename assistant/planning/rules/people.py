"""Rules on people: one lead, and somebody for everything that must be kept up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning.context import DraftContext
from assistant.planning.duties import DUTIES, find_duty
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, lacking, listed

_BETWEEN_NAMES = re.compile(r"[、,，/;；&+]|和|与|\band\b")


def check_lead(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-13: exactly one person leads; a part-time lead is backed up (S0-10, S2-2).

    Backed up means: hours a week are known, somebody stands in, and one person inside works full
    time; an outside expert may lead on the same terms.
    """
    name = context.profile.text("lead.name").strip()
    if not name:
        yield Fault("none", field="lead.name")
    elif _BETWEEN_NAMES.search(name):
        yield Fault("several", {"name": name}, "lead.name")
    elif context.profile.raw("lead.fulltime") is False:
        lacks = list(_lacks_beside(context, name))
        if lacks:
            yield Fault("part_time", {"name": name, "items": listed(lacks)}, "lead.fulltime")


def _lacks_beside(context: DraftContext, name: str) -> Iterator[Bilingual]:
    """Yield what a part-time lead is missing."""
    team = context.records("team")
    if not any(r.get("name") == name and r.get("hours_per_week") for r in team):
        yield context.wording["R-13.hours"]
    if not context.profile.text("lead.backup"):
        yield context.wording["R-13.backup"]
    if not any(r.get("fulltime") is True and r.get("name") != name for r in team):
        yield context.wording["R-13.full_time"]


def check_upkeep(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-27: replies, content, reviews and rivals have owner, frequency and time limit (S3-19).

    Duties that were only proposed are not judged; that nobody leads them is R-13.
    """
    if context.knows("maint") and not is_stated(context.profile, "maint"):
        return
    lacks = []
    for duty in DUTIES:
        record, name = find_duty(context, duty), context.wording[f"duty.{duty}"]
        columns = list(lacking(context, record or {}, "maint", ("owner", "freq", "sla")))
        if record is None:
            lacks.append(name)
        elif columns:
            missing = listed(columns)
            lacks.append(Bilingual(zh=f"{name.zh}（{missing.zh}）", en=f"{name.en} ({missing.en})"))
    if lacks:
        yield Fault("lacks", {"items": listed(lacks)}, "maint")
