"""P5 strategy: whom to serve and how to be known, the main attack, answers to every issue."""

from __future__ import annotations

from assistant.planning.context import DraftContext
from assistant.planning.issues import find_issues
from assistant.planning.labels import is_stated
from assistant.planning.plan import Row, Run, Section, Text, joined
from assistant.planning.sheet import Sheet

_PROFIT_WEIGHT = 40  # per cent, what K11 gives the gain unless told otherwise
_LADDER = {
    "know": ("product.awareness.now", "product.awareness.plan"),
    "love": ("product.love.moments",),
    "stay": ("product.stay.reasons", "product.stay.leave_reasons"),
}


def draft_strategy(context: DraftContext) -> Section:
    """Draft P5 from A3 A6 B1 to B6 C1 C5 C6 C10 E5 and K3 (S3-13, S3-52 to S3-55, S1-20)."""
    sheet = Sheet(context, "P5")
    _add_position(sheet.part("P5.1"), context)
    sheet.part("P5.2").facts("brand.personality", "brand.do", "brand.dont")
    sheet.part("P5.3").facts("strategy.main_attack", "strategy.support", "strategy.not_doing")
    sheet.records("channels.mix").facts("offer.hooks")
    sheet.part("P5.4").table(("head.step", "head.content"), _mix(context))
    sheet.part("P5.5")
    rows = [((issue.number,), issue.text, issue.answer) for issue in find_issues(context)]
    sheet.table(("head.number", "head.issue", "head.answer"), rows)
    _add_ratio(sheet.part("P5.6"), context)
    _add_alternatives(sheet.part("P5.7").records("alternatives"), context)
    sheet.facts("validation.method")
    sheet.part("P5.8").table(("head.step", "head.content"), _ladder(context))
    sheet.records("product.trust.checks")
    return sheet.section("A6", "B1", "B2", "B3", "B4", "C6", "C10", "E5")


def _add_position(sheet: Sheet, context: DraftContext) -> None:
    """Add one position sentence from the first persona and the first proven strength."""
    personas, strengths = context.records("personas"), context.records("strengths")
    if not personas or not context.knows("offer.category"):
        return
    role = context.cell("personas", personas[0], "role")
    slots = {"role": role, "category": context.field("offer.category")}
    claim = context.cell("strengths", strengths[0], "claim") if strengths else ()
    proof = context.cell("strengths", strengths[0], "proof") if strengths else ()
    if not role:
        return
    if claim and proof:
        sheet.line("P5.position", claim=claim, proof=proof, **slots)
    else:
        sheet.line("P5.position_open", **slots)


def _mix(context: DraftContext) -> list[Row]:
    """Return one line for each of the seven P, from the field that speaks for it."""
    lines = {
        "product": _names(context, "product.items", "name"),
        "price": context.field("econ.aov"),
        "place": context.field("channels.main"),
        "promotion": _names(context, "channels.mix", "channel"),
        "people": context.field("lead.name"),
        "process": _names(context, "ops.steps", "step"),
        "evidence": _names(context, "strengths", "proof"),
    }
    return [(context.words(f"seven_p.{p}"), text) for p, text in lines.items() if text]


def _add_alternatives(sheet: Sheet, context: DraftContext) -> None:
    """Add the scores of the alternatives, the first of them, and what would change that (K11)."""
    result = context.result("alternatives")
    if result is None:
        return
    origin = context.completed["alternatives"].origin
    rows = [
        (
            (Run(name, origin, "alternatives"),),
            (context.figure("alternatives", "scores", 100 * score),),
        )
        for name, score in result.values["scores"].items()
    ]
    sheet.table(("head.alternative", "head.points"), rows)
    for name in result.values["gated"]:
        sheet.line("P5.gated", name=Run(name, origin, "alternatives"))
    winner, other = (result.values[key] for key in ("winner", "flips_to"))
    if winner is None:
        sheet.line("P5.nobody")
        return
    sheet.line("P5.winner", winner=Run(winner, origin, "alternatives"))
    if other is not None:
        weight = context.figure("alternatives", "flips_at")
        is_more = result.values["flips_at"] >= _PROFIT_WEIGHT
        key = "P5.flips" if is_more else "P5.flips_below"
        sheet.line(key, weight=weight, other=Run(other, origin, "alternatives"))


def _ladder(context: DraftContext) -> list[Row]:
    """Return the steps from known to indispensable (S4-16 to S4-19) that have content."""
    rows: list[Row] = []
    for step, keys in _LADDER.items():
        for key in keys:
            if context.knows(key):
                name = (*context.words(f"ladder.{step}"), context.name(key))
                rows.append((name, context.field(key)))
    return rows


def _add_ratio(sheet: Sheet, context: DraftContext) -> None:
    """Add brand and traffic of one year in yuan (S1-20)."""
    result = context.result("allocation")
    if result is None:
        sheet.facts("channels.brand_share_pct")
        return
    values = result.values
    shares = {"brand": "brand_share", "traffic": "traffic_share"}
    slots = {name: context.figure("allocation", name) for name in shares}
    for name, slot in shares.items():
        share = 100 * values[name] / values["allocated"] if values["allocated"] else 0
        slots[slot] = context.figure("allocation", "top1_share_pct", share)
    sheet.line("P5.ratio", **slots)
    if is_stated(context.profile, "channels.brand_share_pct"):
        sheet.facts("channels.brand_share_pct")


def _names(context: DraftContext, key: str, column: str) -> Text:
    return joined(context.column(key, column), context.words("pause"))
