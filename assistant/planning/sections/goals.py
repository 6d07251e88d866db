"""P4 goals: the main goal, the gap as yearly steps, what it means a day, further goals."""

from __future__ import annotations

from assistant.calculators.result import Result
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.period import start_of, year_end
from assistant.planning.plan import (
    Chart,
    Paragraph,
    Row,
    Run,
    Section,
    Series,
    Table,
    Text,
    joined,
    label,
)
from assistant.planning.sections.steps import add_steps_of_year
from assistant.planning.sheet import Sheet

_STAGES = (("funnel_now", "stage.now"), ("funnel", "stage.first"), ("funnel_goal", "stage.goal"))


def draft_goals(context: DraftContext) -> Section:
    """Draft P4 from A5 A7 C2 C5 E3, K1 and the funnel (S0-5, S1-8, S3-7, S3-12)."""
    sheet = Sheet(context, "P4")
    sheet.part("P4.1").facts("goal.metric", "goal.current", "goal.target", "goal.due", "lead.name")
    sheet.part("P4.2")
    gap = context.result("goal_gap")
    if gap:
        _add_steps(sheet, context, gap)
    sheet.part("P4.3").table(("head.stage", *_day_heads(context)), _per_day(context))
    _say_it_a_day(sheet, context)
    sheet.part("P4.4").table(("head.area", "head.content"), _areas(context))
    sheet.part("P4.5").bullets(context.items("goal.secondary"))
    sheet.part("P4.6").facts("horizon.start", "horizon.years", "horizon.vision")
    return sheet.section("A5", "A7", "C2", "E1")


def _add_steps(sheet: Sheet, context: DraftContext, gap: Result) -> None:
    """Add the gap in one sentence, the staircase, the first year by quarter, and remarks."""
    values = gap.values
    key = "P4.gap" if values["cagr_pct"] is not None else "P4.gap_new"
    slots = {"gap": context.figure("goal_gap", "gap")}
    if values["cagr_pct"] is not None:
        slots["growth"] = context.figure("goal_gap", "cagr_pct")
        slots["multiple"] = context.figure("goal_gap", "multiple")
    sheet.line(key, **slots)
    sheet.add(_staircase(context, gap))
    add_steps_of_year(sheet, context)
    for note in gap.notes:
        sheet.add(Paragraph((context.calculated("goal_gap", note[context.language]),)))


def _staircase(context: DraftContext, gap: Result) -> Chart:
    """Return the yearly milestones as a chart with its table: goal, increment, money and owner."""
    milestones: list[int] = gap.values["milestones"]
    before = [gap.inputs["current"], *milestones]
    labels = _year_labels(context, len(milestones))
    money = _money_a_year(context)
    owner = context.field("lead.name") or context.words("open")
    rows = tuple(
        (
            (label(labels[i]),),
            (context.figure("goal_gap", "milestones", amount),),
            (context.figure("goal_gap", "milestones", amount - before[i]),),
            money if i == 0 else context.words("later"),
            owner,
        )
        for i, amount in enumerate(milestones)
    )
    heads = ("head.period", "head.goal", "head.increment", "head.money", "head.owner")
    words = context.words
    table = Table(
        tuple((Run(words.label(key)),) for key in heads),
        rows,
        keys=heads,
        name="P4.staircase",
    )
    series = Series(words.label("head.goal"), tuple(float(amount) for amount in milestones))
    title = words.label("P4.staircase")
    return Chart("staircase", title, tuple(labels), (series,), "yuan", table)


def _year_labels(context: DraftContext, years: int) -> list[str]:
    """Return the last day of each plan year; a bare number while the start is unknown."""
    start = start_of(context.completed)
    if start is None:
        return [str(year) for year in range(1, years + 1)]
    return [year_end(start, year).isoformat() for year in range(1, years + 1)]


def _money_a_year(context: DraftContext) -> Text:
    result = context.result("allocation")
    if result is None:
        return context.words("open")
    total = result.values["reserve"] + result.values["allocated"]
    return (context.figure("allocation", "allocated", total),)


def _day_heads(context: DraftContext) -> tuple[str, ...]:
    units = "customers" if _sells_by_enquiry(context) else "orders"
    return ("head.sales", f"head.{units}_day", "head.visitors_day", "head.money_day")


def _sells_by_enquiry(context: DraftContext) -> bool:
    funnel = context.result("funnel_goal")
    return funnel is not None and "leads" in funnel.values


def _per_day(context: DraftContext) -> list[Row]:
    """Return the reality check: what today, the first year and the goal mean a day (I-01)."""
    rows: list[Row] = []
    for name, stage in _STAGES:
        result = context.result(name)
        if result is None:
            continue
        bought = result.values.get("orders") or result.values.get("customers") or 0
        rows.append(
            (
                context.words(stage),
                (context.figure(name, "budget", result.inputs["revenue"]),),
                (_a_day(context, name, bought),),
                (_a_day(context, name, result.values["visitors"]),),
                (_a_day(context, name, result.values["budget"], "yuan"),),
            )
        )
    return rows


def _say_it_a_day(sheet: Sheet, context: DraftContext) -> None:
    """Add the goal a day in one sentence (I-01), for a shop that sells something today."""
    goal, now = context.result("funnel_goal"), context.result("funnel_now")
    if goal is None or now is None or "orders" not in goal.values:
        return
    sheet.line(
        "P4.reality",
        goal=context.figure("funnel_goal", "budget", goal.inputs["revenue"]),
        orders=_a_day(context, "funnel_goal", goal.values["orders"]),
        visitors=_a_day(context, "funnel_goal", goal.values["visitors"]),
        money=_a_day(context, "funnel_goal", goal.values["budget"], "yuan"),
        now=_a_day(context, "funnel_now", now.values["orders"]),
    )


def _a_day(context: DraftContext, name: str, yearly: float, unit: str = "") -> Run:
    """Return a yearly amount per day, to one decimal while it is below ten."""
    daily = yearly / 365
    rounded = round(daily, 1) if daily < 10 else round(daily)
    text = figures.measured(rounded, unit, context.language)
    return Run(text, "calculated", f"÷ 365 | {context.formulas[name]}")


def _areas(context: DraftContext) -> list[Row]:
    """Return the four areas a goal is set for (S3-8 to S3-11), with what the owner named."""
    fields = {
        "site": "site.new_columns",
        "monitoring": "competitors",
        "service": "after.needs_log",
        "push": "assets.reach_by",
    }
    rows: list[Row] = []
    for area, key in fields.items():
        if key == "competitors":
            content = joined(context.column(key, "name"), context.words("pause"))
        else:
            content = context.field(key)
        rows.append((context.words(f"area.{area}"), content or context.words("open")))
    return rows if any(context.knows(key) for key in fields.values()) else []
