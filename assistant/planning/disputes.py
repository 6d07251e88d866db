"""Disputes: points on which the sources disagree, shown once where they matter, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Paragraph, Run, Text
from assistant.planning.reasons import REASONS


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement: the text "dispute.<id>" under a part of the plan, where it applies.

    `rule` is the review rule that asks for the same reason, "" when none does.
    """

    id: str
    under: str
    applies: Callable[[DraftContext], bool]
    rule: str = ""


def _has(name: str) -> Callable[[DraftContext], bool]:
    return lambda context: context.result(name) is not None


def _part_time(context: DraftContext) -> bool:
    return context.completed.raw("lead.fulltime") is False


def _outsources(context: DraftContext) -> bool:
    route = context.completed.text("lead.route")
    bought = any(record.get("resource") == "outsource" for record in context.records("actions"))
    return bought or route in ("external", "cooperate")


def _long(context: DraftContext) -> bool:
    years = context.completed.number("horizon.years")
    return is_stated(context.profile, "horizon.years") and years is not None and years > 1


def _on_one_platform(context: DraftContext) -> bool:
    platforms = context.completed.items_of("channels.platforms")
    return is_stated(context.profile, "channels.main") and len(platforms) <= 1


def _spends_in_full(context: DraftContext) -> bool:
    funnel = context.result("funnel")
    return funnel is not None and bool(funnel.values["short"])


DISPUTES = (
    Dispute("platform", "P2.3", _on_one_platform, "R-21"),
    Dispute("horizon", "P4.6", _long),
    Dispute("ratio", "P5.6", _has("allocation"), "R-17"),
    Dispute("preheat", "P6.3", _has("preheat_windows")),
    Dispute("part_time", "P6.5", _part_time, "R-13"),
    Dispute("outsource", "P6.5", _outsources),
    Dispute("steady", "P7.2", _has("allocation"), "R-15"),
    Dispute("share_rule", "P7.4", _has("budget_size")),
    Dispute("scale", "P7.4", _spends_in_full),
    Dispute("fixed", "P9.6", _has("goal_gap")),
)


def disputes_under(context: DraftContext, part: str) -> Iterator[Paragraph]:
    """Yield the disagreements that belong to a part, each with the owner's reason or a blank."""
    for dispute in DISPUTES:
        if dispute.under == part and dispute.applies(context):
            reason = _reason(context, dispute) or context.words("dispute.no_reason")
            asked = context.words("dispute.reason", reason=reason)
            yield Paragraph((*context.words(f"dispute.{dispute.id}"), *asked))


def _reason(context: DraftContext, dispute: Dispute) -> Text:
    """Return what the owner wrote for this point, found by its id or by its rule."""
    value = context.completed.get(REASONS)
    for record in value.value if value and isinstance(value.value, list) else ():
        if not isinstance(record, dict) or not record.get("reason"):
            continue
        if record.get("rule") in {dispute.id, dispute.rule} - {""}:
            return (Run(str(record["reason"]), value.origin if value else "answer", REASONS),)
    return ()
