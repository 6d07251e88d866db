"""P7 budget: the lines, the months, brand and traffic, what the goal needs, what is left."""

from __future__ import annotations

from assistant.calculators.notes import FUNNEL_ABROAD
from assistant.calculators.result import Result
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_assumed
from assistant.planning.modules import modules_of
from assistant.planning.period import months_from, start_of
from assistant.planning.plan import (
    Chart,
    Paragraph,
    Row,
    Run,
    Section,
    Series,
    joined,
    label,
    plain,
)
from assistant.planning.sections.outlook import add_cash, add_scenarios
from assistant.planning.sections.pictures import add_funnel
from assistant.planning.sheet import Sheet

_SHOP_STEPS = ("orders", "visitors", "paid_clicks", "budget", "cac", "roas")
_LEAD_STEPS = ("customers", "leads", "visitors", "paid_clicks", "budget", "cpl", "cac", "roas")
_LEVER_UNITS = {"cpc": "yuan", "aov": "yuan", "acv": "yuan", "revenue": "yuan"}


def draft_budget(context: DraftContext) -> Section:
    """Draft P7 from A9 B8 C8 C9 E4 with K3, K4 and K5 (S0-22, S1-20, S2-3, S3-56, S4-30)."""
    sheet = Sheet(context, "P7")
    sheet.part("P7.1").facts("budget.total", "budget.period", "budget.includes", "budget.spread")
    result = context.result("allocation")
    if result:
        _add_lines(sheet, context, result)
        _add_months(sheet.part("P7.2"), context, result)
        _add_pots(sheet.part("P7.3"), context, result)
    sheet.part("P7.4")
    if modules_of(context.completed).funnel:
        _add_need(sheet, context)
    _add_sizes(sheet, context)
    _add_profit(sheet.part("P7.5"), context)
    add_scenarios(sheet, context)
    add_cash(sheet.part("P7.6"), context)
    sheet.part("P7.7").facts("budget.reserve_pct")
    if result:
        sheet.line("P7.reserve", reserve=context.figure("allocation", "reserve"))
    for error in context.calculations.refused.values():
        # The sentence repeats the owner's figure, so it has the origin of an answer.
        sheet.line("P7.refused", why=Run(error.text(context.language), "answer", "refused"))
    return sheet.section("A9", "B8", "C8", "C9", "E4")


def _add_lines(sheet: Sheet, context: DraftContext, result: Result) -> None:
    """Add the yearly lines; they sum to the budget of the year (R-14)."""
    rows = [
        (context.words(f"line.{name}"), (context.figure("allocation", name),))
        for name in ("brand", "traffic", "reserve")
    ]
    total = result.values["allocated"] + result.values["reserve"]
    rows.append((context.words("line.total"), (context.figure("allocation", "allocated", total),)))
    sheet.table(("head.line", "head.year_money"), rows, "P7.lines")


def _add_months(sheet: Sheet, context: DraftContext, result: Result) -> None:
    """Add the concentrated months, beside the owner's even ones if there are such (I-03)."""
    start = start_of(context.completed)
    names = (
        [figures.month(year, month) for year, month in months_from(start)]
        if start
        else [str(month) for month in result.values["month_numbers"]]
    )
    months: list[int] = result.values["months"]
    planned: list[int] = result.inputs["planned"] or []
    words = context.words
    rows: list[Row] = []
    for i, name in enumerate(names):
        row: Row = (
            (label(name),),
            (context.figure("allocation", "months", months[i]),),
        )
        if planned:
            row += ((context.figure("allocation", "months", planned[i]),),)
        rows.append(row)
    heads = ["head.month", "head.concentrated"] + (["head.even"] if planned else [])
    series = [Series(words.label("head.concentrated"), tuple(float(m) for m in months))]
    if planned:
        series.append(Series(words.label("head.even"), tuple(float(m) for m in planned)))
    table = sheet.new_table(heads, rows)
    title = words.label("P7.months")
    _compare(sheet, context, result)
    short = tuple(
        plain(words("month", number=label(str(number))))
        for number in result.values["month_numbers"]
    )
    sheet.add(Chart("bars", title, short, tuple(series), "yuan", table))


def _compare(sheet: Sheet, context: DraftContext, result: Result) -> None:
    """Add what the evenness measures say of the proposal, and of the owner's months."""
    for key, measures in (
        ("P7.concentrated", result.values),
        ("P7.even", result.values["planned"]),
    ):
        if measures and measures["cv"] is not None:
            cv = context.figure("allocation", "cv", measures["cv"])
            top = context.figure("allocation", "top3_share_pct", measures["top3_share_pct"])
            sheet.line(key, cv=cv, top=top)


def _add_pots(sheet: Sheet, context: DraftContext, result: Result) -> None:
    """Add brand and traffic, battles and base."""
    rows = [
        (context.words(f"line.{name}"), (context.figure("allocation", name),))
        for name in ("brand", "traffic", "battle_pool", "base")
    ]
    sheet.table(("head.line", "head.year_money"), rows)
    # Without campaigns the nodes are a proposal of the allocation.
    named = context.knows("campaigns")
    origin = context.completed["campaigns"].origin if named else "assumption"
    battles = [
        (
            (Run(battle["name"], origin, "campaigns"),),
            (context.figure("allocation", "battles", battle["amount"]),),
        )
        for battle in result.values["battles"]
    ]
    sheet.table(("head.battle", "head.year_money"), battles, "P7.battles")


def _add_need(sheet: Sheet, context: DraftContext) -> None:
    """Add what the first year's goal needs, the verdict, and the levers (K4)."""
    sheet.facts(
        "funnel.conversion_pct",
        "funnel.visitor_to_lead_pct",
        "funnel.lead_to_deal_pct",
        "funnel.paid_share_pct",
        "funnel.cpc",
    )
    rates = ("funnel.conversion_pct", "funnel.visitor_to_lead_pct")
    assumed = next((key for key in rates if is_assumed(context.completed, key)), "")
    if assumed:
        # What the assumed rate is compared with comes from abroad, and the owner should know.
        sheet.add(Paragraph((Run(FUNNEL_ABROAD[context.language], "assumption", assumed),)))
    result = context.result("funnel")
    if result is None:
        return
    steps = _LEAD_STEPS if "leads" in result.values else _SHOP_STEPS
    rows = [
        (context.words(f"step.{step}"), (context.figure("funnel", step),))
        for step in steps
        if result.values[step] is not None
    ]
    sheet.table(("head.item", "head.year"), rows, "P7.need")
    add_funnel(sheet, context)
    if result.values["short"] is None:
        return
    slots = {
        "need": context.figure("funnel", "budget"),
        "have": context.figure("funnel", "budget", result.inputs["available"]),
    }
    if result.values["short"] == 0:
        sheet.line("P7.enough", **slots)
        return
    sheet.line("P7.short", short=context.figure("funnel", "short"), **slots)
    sheet.table(("head.lever", "head.now", "head.needed"), _levers(context, result), "P7.levers")


def _add_sizes(sheet: Sheet, context: DraftContext) -> None:
    """Add several answers to "how much?", side by side, never one alone (K2)."""
    result = context.result("budget_size")
    if result is None:
        return
    rows: list[Row] = [
        (context.words(f"size.{name}"), (context.figure("budget_size", name),))
        for name in ("willing", "need", "margin_allows")
        if result.values[name] is not None
    ]
    for share in result.values["revenue_share"]:
        ends = sorted({share["low"], share["high"]})
        amounts = [(context.figure("budget_size", "revenue_share", end),) for end in ends]
        amount = joined(amounts, context.words("dash"))
        rows.append((context.words(f"size.{share['rule']}"), amount))
    sheet.table(("head.way", "head.year_money"), rows, "P7.size")


def _levers(context: DraftContext, result: Result) -> list[Row]:
    """Return what each figure alone would have to become; no single one may be credible."""
    rows: list[Row] = []
    for name, needed in result.values["levers"].items():
        unit = _LEVER_UNITS.get(name, "pct")
        now, then = (
            context.calculated("funnel", figures.measured(value, unit, context.language))
            for value in (result.inputs[name], needed)
        )
        rows.append((context.words(f"lever.{name}"), (now,), (then,)))
    return rows


def _add_profit(sheet: Sheet, context: DraftContext) -> None:
    """Add sales, contribution and promotion of the first year."""
    if context.result("first_year") is None:
        return
    rows = [
        (context.words(f"profit.{name}"), (context.figure("first_year", name),))
        for name in ("revenue", "contribution", "promotion", "after_promotion")
    ]
    sheet.table(("head.item", "head.year_money"), rows, "P7.profit")
