"""Rules on control: review dates, indicators that are watched, risks that have a signal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.controls import CONTROLS
from assistant.planning.labels import is_stated
from assistant.planning.period import parse_day, start_of
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, Slot, lacking, listed
from assistant.planning.rules.timing import is_due

_REVIEW_FIELDS = (
    "control.cycle",
    "control.chair",
    "control.threshold_pct",
    "control.first_review",
    "horizon.start",
)


def check_reviews(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-28: cycle, chair, threshold, a first review within 45 days, a re-plan date (S3-20, S4-37).

    The re-plan date is the end of the first plan year, so it needs the start of the plan.
    """
    lacks = [key for key in _REVIEW_FIELDS if not context.knows(key)]
    if lacks:
        items = listed([context.labels.names(key) for key in lacks])
        yield Fault("lacks", {"items": items}, lacks[0], change=_review_plan(context, lacks))
    first = parse_day(context.completed.text("control.first_review"))
    start, most = start_of(context.completed), context.wording.thresholds.first_review_days
    if first and start and (first - start).days > most:
        slots = {"days": str((first - start).days), "max": figures.number(most)}
        change = _review_plan(context, ["control.first_review"])
        yield Fault("late", slots, "control.first_review", change=change)


def _review_plan(context: DraftContext, lacks: Sequence[str]) -> dict[str, Any]:
    """Return what can be set for the reviews: the lead chairs, the first one after a month."""
    start, change = start_of(context.completed), dict[str, Any]()
    lead = context.profile.text("lead.name")
    if "control.chair" in lacks and lead:
        change["control.chair"] = lead
    if "control.first_review" in lacks and start:
        days = context.wording.thresholds.first_review_usual_days
        change["control.first_review"] = (start + timedelta(days=days)).isoformat()
    return change


def check_indicators(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-29: 3 to 12 indicators of both kinds, each watched; eight controls covered (S1-25)."""
    kpis, limits = context.records("kpis"), context.wording.thresholds
    if not limits.kpis_min <= len(kpis) <= limits.kpis_max:
        slots = {
            "n": str(len(kpis)),
            "min": figures.number(limits.kpis_min),
            "max": figures.number(limits.kpis_max),
        }
        yield Fault("count", slots, "kpis")
    names = [str(kpi.get("name", "")) for kpi in kpis]
    for family in ("sales", "brand"):
        if kpis and not any(context.wording.mentions(f"kpi_{family}", name) for name in names):
            yield Fault(family, field="kpis")
    yield from _unwatched(context)
    uncovered = [
        context.wording[f"control.{control}"]
        for control, key in CONTROLS.items()
        if not is_stated(context.profile, key)
    ]
    if uncovered:
        yield Fault("control", {"items": listed(uncovered)}, "kpis")


def _unwatched(context: DraftContext) -> Iterator[Fault]:
    """Yield one fault for the first indicator that nobody watches; the others look the same.

    The usual ones, which are listed until somebody names his own, are not judged.
    """
    if not is_stated(context.profile, "kpis"):
        return
    for kpi in context.records("kpis"):
        lacks = list(lacking(context, kpi, "kpis", ("source", "owner", "freq")))
        if lacks:
            name = str(kpi.get("name", ""))
            slots: dict[str, Slot] = {"name": name, "items": listed(lacks)}
            yield Fault("incomplete", slots, "kpis")
            return


def check_risks(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-30: three complete risks; people, platform, stock and price considered (S3-35, S0-16)."""
    risks = context.records("risks")
    events = " ".join(str(risk.get("event", "")) for risk in risks)
    forgotten = list(_forgotten(context, events))
    change = {"risks": [*risks, *_drafts(context, forgotten)]} if forgotten else {}
    complete = sum(not _lacks(context, risk) for risk in risks)
    if is_stated(context.profile, "risks"):
        yield from _incomplete(context, risks)
    least = context.wording.thresholds.risks_min
    # While nobody was asked, the topics say all there is to say.
    if complete < least and (is_due(context, "E4") or not forgotten):
        slots = {"n": str(complete), "min": figures.number(least)}
        yield Fault("few", slots, "risks", change=change)
    if forgotten:
        items = listed([context.wording[f"R-30.{topic}"] for topic in forgotten])
        yield Fault("topic", {"items": items}, "risks", change=change)


def _lacks(context: DraftContext, risk: Mapping[str, Any]) -> list[Bilingual]:
    return list(lacking(context, risk, "risks", ("signal", "response", "owner")))


def _incomplete(context: DraftContext, risks: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield one fault for the first risk that is not thought through; the others look the same."""
    for risk in risks:
        lacks = _lacks(context, risk)
        if lacks:
            slots: dict[str, Slot] = {"event": str(risk.get("event", "")), "items": listed(lacks)}
            yield Fault("incomplete", slots, "risks")
            return


def _drafts(context: DraftContext, topics: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield a complete risk for each topic, decided by the lead."""
    owner = context.profile.text("lead.name") or context.words.label("R-30.owner")
    for topic in topics:
        parts = ("event", "signal", "response")
        drafted = {part: context.words.label(f"R-30.draft.{topic}.{part}") for part in parts}
        yield {**drafted, "owner": owner}


def _forgotten(context: DraftContext, events: str) -> Iterator[str]:
    """Yield the risks every plan of this kind has and nobody named."""
    topics = ["person", "platform"]
    if context.knows("campaigns") and context.completed.text("plan.type") != "service":
        topics.append("stock")
    if context.completed.text("offer.customer_type") == "b2c":
        topics.append("price")
    for topic in topics:
        if not context.wording.mentions(f"risk_{topic}", events):
            yield topic
