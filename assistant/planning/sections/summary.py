"""P1 summary: the whole plan on one page, taken from the other sections and never typed."""

from __future__ import annotations

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Run, Section, Text, joined
from assistant.planning.sheet import Sheet

_MOST_LINES = 3


def draft_summary(context: DraftContext) -> Section:
    """Draft P1 (S3-4, S4-34): object, goal, bets, money, battles, top risk, what is not done."""
    sheet = Sheet(context, "P1")
    sheet.part("P1.1").bullets(_points(context))
    sheet.part("P1.2").bullets(_reality(context))
    return sheet.section("A1", "A5", "A6", "A9", "C9", "E4")


def _points(context: DraftContext) -> list[Text]:
    points = [
        _object(context),
        _goal(context),
        _gap(context),
        _line(context, "P1.bet", "strategy.main_attack"),
        _line(context, "P1.support", "strategy.support"),
        _money(context),
        _listed(context, "P1.battles", "campaigns", "node"),
        _listed(context, "P1.risk", "risks", "event", 1),
        _line(context, "P1.not_doing", "strategy.not_doing"),
    ]
    return [point for point in points if point]


def _object(context: DraftContext) -> Text:
    """Return who plans for whom; a company that only assumed its name has none."""
    if not context.knows("company.name"):
        return ()
    slots = {"company": context.field("company.name")}
    if context.knows("offer.category", "offer.customer_type"):
        customers = context.field("offer.customer_type")
        category = context.field("offer.category")
        return context.words("P1.object", customers=customers, category=category, **slots)
    return context.words("P1.company", **slots)


def _goal(context: DraftContext) -> Text:
    if not context.knows("goal.current", "goal.target", "goal.due"):
        return ()
    slots = {key: _short(context, f"goal.{key}") for key in ("current", "target")}
    return context.words("P1.goal", due=context.field("goal.due"), **slots)


def _gap(context: DraftContext) -> Text:
    result = context.result("goal_gap")
    if result is None:
        return ()
    amounts = {"gap": result.values["gap"], "first": result.values["milestones"][0]}
    slots = {
        name: context.calculated("goal_gap", figures.short_yuan(amount, context.language))
        for name, amount in amounts.items()
    }
    return context.words("P1.gap", **slots)


def _money(context: DraftContext) -> Text:
    result = context.result("allocation")
    if result is None:
        return ()
    values = result.values
    amounts = {
        "total": values["allocated"] + values["reserve"],
        "brand": values["brand"],
        "traffic": values["traffic"],
        "reserve": values["reserve"],
    }
    slots = {
        name: context.calculated("allocation", figures.short_yuan(amount, context.language))
        for name, amount in amounts.items()
    }
    return context.words("P1.money", **slots)


def _reality(context: DraftContext) -> list[Text]:
    """Return the verdict on goal against money, and what the first year leaves."""
    points = []
    funnel, profit = context.result("funnel"), context.result("first_year")
    if funnel and funnel.values["short"] is not None:
        enough = funnel.values["short"] == 0
        slots = {
            "need": context.figure("funnel", "budget"),
            "have": context.figure("funnel", "budget", funnel.inputs["available"]),
        }
        if not enough:
            slots["short"] = context.figure("funnel", "short")
        points.append(context.words("P7.enough" if enough else "P7.short", **slots))
    if profit:
        left = context.figure("first_year", "after_promotion")
        points.append(context.words("P1.profit", left=left))
    return points


def _line(context: DraftContext, words: str, key: str) -> Text:
    return context.words(words, content=context.field(key)) if context.knows(key) else ()


def _listed(
    context: DraftContext, words: str, key: str, column: str, most: int = _MOST_LINES
) -> Text:
    """Return the first entries of one column of records in a sentence."""
    content = joined(context.column(key, column)[:most], context.words("pause"))
    return context.words(words, content=content) if content else ()


def _short(context: DraftContext, key: str) -> Run:
    """Return an amount as owners say it, with the origin it has."""
    value = context.completed[key]
    is_money = value.unit == "yuan" and isinstance(value.value, int | float)
    if not is_money:
        return Run(context.shown(value.value, context.labels.field(key)), value.origin, key)
    return Run(figures.short_yuan(value.value, context.language), value.origin, key)
