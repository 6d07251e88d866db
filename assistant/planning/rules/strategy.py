"""Rules on strategy: it answers the issues, was chosen among feasible ways, is proven and new."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import LABEL, Plan
from assistant.planning.profile_facts import yearly_budget
from assistant.planning.rules.rule import Fault, listed
from assistant.planning.rules.timing import is_due, is_stage_done

_LEGACY = ("directory", "links", "newsgroup", "mass_mail")
_LEGACY_FIELDS = (
    "strategy.main_attack",
    "strategy.support",
    "site.promo",
    "product.awareness.now",
    "product.awareness.plan",
)


def check_answers_to_issues(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-05: every issue is answered, the strategy rests on one, the goal on the key problem.

    Sources: S3-13, S3-42.
    """
    raised, answered = _issue_numbers(plan, "P3"), _issue_numbers(plan, "P5")
    attack = context.profile.text("strategy.main_attack").strip()
    if raised - answered:
        items = listed(sorted(raised - answered))
        yield Fault("open", {"items": items}, "strategy.main_attack")
    if attack and not raised and is_due(context, "A3", "B7"):
        yield Fault("unfounded", {"strategy": attack}, "strategy.main_attack")
    # The kind of plan may be told long before its problem, so the stage must be done.
    is_missed = is_due(context, "A5", "A10") and is_stage_done(context, "A10")
    if is_missed and not context.knows("problem.key"):
        yield Fault("no_problem", field="problem.key")


def _issue_numbers(plan: Plan, section_id: str) -> set[str]:
    """Return the numbers of issues ("O1", "Q3") a section lists."""
    runs = plan.section(section_id).runs()
    labels = {run.text for run in runs if run.source == LABEL}
    return {text for text in labels if text[:1] in ("O", "Q") and text[1:].isdigit()}


def check_alternatives(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-31: two ways were compared and the one chosen can be done now (S3-27)."""
    result = plan.results.get("alternatives")
    if result is None:
        known = len(context.records("alternatives"))
        if is_due(context, "E5"):
            yield Fault("few", {"n": str(known)}, "alternatives")
        return
    attack = context.profile.text("strategy.main_attack")
    chosen = next((name for name in result.values["gated"] if name and name in attack), None)
    if chosen is not None:
        yield Fault("infeasible", {"name": chosen}, "strategy.main_attack")
    elif result.values["winner"] is None:
        yield Fault("nobody", field="alternatives")


def check_proof(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-32: one of four ways of proof; a pilot before large money or a new channel (S3-46)."""
    methods = context.completed.items_of("validation.method")
    if not is_due(context, "E5"):
        return
    if not methods:
        yield Fault("none", field="validation.method", change=_with_pilot([]))
        return
    if "pilot" in methods:
        return
    costly, fresh = _is_costly(plan, context), _new_channels(context)
    if costly or fresh:
        why = listed(fresh) if fresh else context.wording["R-32.costly"]
        yield Fault("pilot", {"why": why}, "validation.method", change=_with_pilot(methods))


def _with_pilot(methods: list[str]) -> dict[str, list[str]]:
    return {"validation.method": [*methods, "pilot"]}


def _is_costly(plan: Plan, context: DraftContext) -> bool:
    """Tell whether the winning way costs more than the set share of the year's money."""
    result, budget = plan.results.get("alternatives"), yearly_budget(context.completed)
    if result is None or not budget:
        return False
    costs = {plan["name"]: plan["cost"] for plan in result.inputs["plans"]}
    cost = costs.get(result.values["winner"], 0)
    return bool(cost > budget * context.wording.thresholds.pilot_share_pct / 100)


def _new_channels(context: DraftContext) -> list[str]:
    """Return the channels the owner is not in yet; none while today's are unknown."""
    known = [str(name) for name in context.completed.items_of("current.platforms")]
    known += [str(r.get("name", "")) for r in context.records("current.channels")]
    known = [name for name in known if name]
    channels = [str(r.get("channel", "")) for r in context.records("channels.mix")]
    if not known or not is_stated(context.profile, "channels.mix"):
        return []
    return [c for c in channels if c and not any(name in c or c in name for name in known)]


def check_methods(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-33: outdated methods get today's name; one main attack, few supports (S2-6, S3-54)."""
    texts = [context.completed.raw(key, "") for key in _LEGACY_FIELDS]
    texts += [record.get("channel", "") for record in context.records("channels.mix")]
    said = " ".join(str(text) for text in texts)
    most = context.wording.thresholds.supports_max
    for method in _LEGACY:
        if context.wording.mentions(f"legacy_{method}", said):
            old, new = (context.wording[f"R-33.{method}{end}"] for end in ("", "_today"))
            yield Fault("legacy", {"old": old, "new": new}, "channels.mix")
    mains = [r for r in context.records("channels.mix") if r.get("role") == "main"]
    if len(mains) > 1:
        yield Fault("mains", {"n": str(len(mains))}, "channels.mix")
    supports = context.completed.items_of("strategy.support")
    if len(supports) > most:
        yield Fault(
            "supports", {"n": str(len(supports)), "max": figures.number(most)}, "strategy.support"
        )
