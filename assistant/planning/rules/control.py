"""Rules on control: review dates, indicators that are watched, risks that have a signal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.controls import CONTROLS
from assistant.planning.labels import is_stated
from assistant.planning.period import parse_day, start_of
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, Slot, lacking, listed

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
        yield Fault("lacks", {"items": items}, lacks[0])
    first = parse_day(context.completed.text("control.first_review"))
    start, most = start_of(context.completed), context.wording.thresholds.first_review_days
    if first and start and (first - start).days > most:
        slots = {"days": str((first - start).days), "max": figures.number(most)}
        yield Fault("late", slots, "control.first_review")


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
    """Yield one fault for the first indicator that nobody watches; the others look the same."""
    for kpi in context.records("kpis"):
        lacks = list(lacking(context, kpi, "kpis", ("source", "owner", "freq")))
        if lacks:
            name = str(kpi.get("name", ""))
            slots: dict[str, Slot] = {"name": name, "items": listed(lacks)}
            yield Fault("incomplete", slots, "kpis")
            return


def check_risks(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-30: three complete risks; people, platform, stock and price considered (S3-35, S0-16)."""
    risks, complete = context.records("risks"), 0
    for risk in risks:
        lacks = list(lacking(context, risk, "risks", ("signal", "response", "owner")))
        complete += not lacks
        if lacks:
            slots: dict[str, Slot] = {"event": str(risk.get("event", "")), "items": listed(lacks)}
            yield Fault("incomplete", slots, "risks")
    least = context.wording.thresholds.risks_min
    if complete < least:
        yield Fault("few", {"n": str(complete), "min": figures.number(least)}, "risks")
    forgotten = list(_forgotten(context, " ".join(str(risk.get("event", "")) for risk in risks)))
    if forgotten:
        yield Fault("topic", {"items": listed(forgotten)}, "risks")


def _forgotten(context: DraftContext, events: str) -> Iterator[Bilingual]:
    """Yield the risks every plan of this kind has and nobody named."""
    topics = ["person", "platform"]
    if context.knows("campaigns"):
        topics.append("stock")
    if context.completed.text("offer.customer_type") == "b2c":
        topics.append("price")
    for topic in topics:
        if not context.wording.mentions(f"risk_{topic}", events):
            yield context.wording[f"R-30.{topic}"]
