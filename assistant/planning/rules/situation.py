"""Rules on the situation: channels, customers and rivals known, opinions heard, carriers ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, listed
from assistant.planning.rules.timing import is_due

# What the situation must say: the fields that may hold it and the question that asks for it.
_ITEMS = {
    "channels": (("current.channels",), "A8"),
    "platforms": (("current.platforms", "channels.platforms"), "A8"),
    "feedback": (("current.feedback",), "A8"),
    "potential": (("personas",), "B6"),
    "existing": (("assets.old_customers",), "C5"),
}
# Where a channel of each scene may lead.
_CARRIERS = {
    "ecommerce": ("online_shop",),
    "search": ("website", "landing_page", "online_shop"),
    "social": ("official_account", "landing_page", "website", "online_shop"),
    "streaming": ("online_shop", "landing_page", "official_account"),
}


def check_situation(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-03: channels with shares, platforms, both kinds of customers, feedback (S3-5, S0-3)."""
    lacks = {
        item: keys[0]
        for item, (keys, question) in _ITEMS.items()
        if is_due(context, question) and not any(is_stated(context.profile, k) for k in keys)
    }
    shares = context.records("current.channels")
    if "channels" not in lacks and any(r.get("share_pct") is None for r in shares):
        lacks["shares"] = "current.channels"
    if lacks:
        items = listed([context.wording[f"R-03.{item}"] for item in lacks])
        yield Fault("lacks", {"items": items}, next(iter(lacks.values())))


def check_rivals(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-04: two rivals with a strong and a weak side; the problems are put in money (S3-6)."""
    if is_due(context, "B7"):
        rivals = context.records("competitors")
        complete = [r for r in rivals if r.get("strong") and r.get("weak")]
        least = int(context.wording.thresholds.rivals_min)
        if len(complete) < least:
            yield Fault("few", {"n": str(len(complete)), "min": str(least)}, "competitors")
    if is_due(context, "B7", "B8", "C8") and "funnel" not in plan.results:
        yield Fault("money", field="econ.aov")


def check_opinions(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-41: at least two departments were heard; a very small firm has none (S2-4, S3-3)."""
    limits = context.wording.thresholds
    people = context.profile.number("company.headcount")
    if not is_due(context, "D2") or people is None or people < limits.departments_from_people:
        return
    departments = {str(r.get("department", "")).strip() for r in context.records("opinions")}
    heard = len(departments - {""})
    if heard < limits.departments_min:
        slots = {"n": str(heard), "min": str(int(limits.departments_min))}
        yield Fault("few" if heard else "none", slots, "opinions")


def check_carriers(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-42: every channel leads to a carrier that exists or is being built (S1-13, S3-2).

    At least one carrier is measured: some indicator has a target.
    """
    if not is_stated(context.profile, "channels.mix") or not is_due(context, "A8"):
        return
    owned = _owned(context)
    bare = [
        str(channel.get("channel", ""))
        for channel in context.records("channels.mix")
        if not owned & _suitable(channel) and not _is_built(context, _suitable(channel))
    ]
    if bare:
        yield Fault("bare", {"channels": listed(bare)}, "current.carriers")
    if is_due(context, "E1") and not any(k.get("target") for k in context.records("kpis")):
        yield Fault("unmeasured", field="kpis")


def _owned(context: DraftContext) -> set[str]:
    """Return the carriers in use; a platform in use means a shop."""
    owned = {str(carrier) for carrier in context.completed.items_of("current.carriers")}
    names = " ".join(str(p) for p in context.completed.items_of("current.platforms"))
    for carrier in ("online_shop", "official_account", "website"):
        if context.wording.mentions(f"carrier_{carrier}", names):
            owned.add(carrier)
    return owned


def _suitable(channel: Mapping[str, Any]) -> set[str]:
    every = {carrier for carriers in _CARRIERS.values() for carrier in carriers}
    return set(_CARRIERS.get(str(channel.get("scene", "")), every))


def _is_built(context: DraftContext, carriers: set[str]) -> bool:
    """Tell whether an action builds one of the carriers."""
    tasks = [str(action.get("what", "")) for action in context.records("actions")]
    return any(
        context.wording.mentions("build", task)
        and context.wording.mentions(f"carrier_{carrier}", task)
        for task in tasks
        for carrier in carriers
    )
