"""P6 actions: what is done, when and by whom, the battles, one card a channel, the team."""

from __future__ import annotations

from collections.abc import Callable

from assistant.planning.context import DraftContext
from assistant.planning.modules import modules_of
from assistant.planning.plan import Section, Text
from assistant.planning.sections.action_table import add_actions
from assistant.planning.sections.battles import add_battles
from assistant.planning.sections.briefs import add_briefs
from assistant.planning.sections.organisation import add_organisation
from assistant.planning.sheet import Sheet

Part = Callable[[Sheet, DraftContext], None]


def draft_actions(context: DraftContext) -> Section:
    """Draft P6 from A3 B3 C4 C6 C7 C9 and D1 to D6 (S3-14, S3-35, S2-19, S4-31).

    A plan for service opens with its reception; battle briefs are then optional (S3-38).
    """
    modules = modules_of(context.completed)
    parts: dict[str, Part] = {
        "P6.1": add_actions,
        "P6.2": add_battles,
        "P6.3": add_briefs,
        "P6.4": _add_content,
        "P6.5": add_organisation,
        "P6.6": _add_reception,
        "P6.7": _add_evidence,
    }
    order = sorted(parts, key=lambda part: not (modules.service_first and part == "P6.6"))
    sheet = Sheet(context, "P6")
    for part in order:
        if part != "P6.3" or modules.briefs:
            parts[part](sheet.part(part), context)
    return sheet.section("C7", "C9", "C4", "D1", "D3", "D4", "D5", "D6")


def _add_content(sheet: Sheet, context: DraftContext) -> None:
    sheet.records("brand.content_plan")


def _add_reception(sheet: Sheet, context: DraftContext) -> None:
    """Add how enquiries and complaints are received."""
    sheet.facts(
        "sales.reply_minutes",
        "sales.followups",
        "sales.sop",
        "sales.consistency_ok",
        "after.complaint_hours",
        "after.repeat_goal_pct",
    )


def _add_evidence(sheet: Sheet, context: DraftContext) -> None:
    """Add what belongs into the evidence folder: proofs and words of praise (S3-16)."""
    proofs: list[Text] = [*context.column("strengths", "proof")]
    sheet.bullets([*proofs, *context.items("product.love.moments")])
