"""Steps of the first year (P4.2): quarters with their people, months with their battles."""

from __future__ import annotations

from assistant.planning.context import DraftContext
from assistant.planning.milestones import Milestone, monthly, quarterly
from assistant.planning.plan import Chart, Row, Run, Series, Text, joined, label, plain
from assistant.planning.sheet import Sheet

_QUARTERS = ("quarter", "goal", "cumulative", "money", "owner", "people")
_MONTHS = ("month", "goal", "cumulative", "money", "battle")


def add_steps_of_year(sheet: Sheet, context: DraftContext) -> None:
    """Add the quarters as a table and the months as a chart with its table."""
    months = monthly(context)
    rows = [_quarter(context, quarter) for quarter in quarterly(months)]
    sheet.table([f"head.{name}" for name in _QUARTERS], rows, "P4.quarters")
    if not months:
        return
    words = context.words
    table = sheet.new_table(
        [f"head.{name}" for name in _MONTHS], [_month(context, month) for month in months]
    )
    short = [month.period.rpartition("-")[2].lstrip("0") for month in months]
    labels = tuple(plain(words("month", number=label(number))) for number in short)
    series = [Series(words.label("head.goal"), tuple(float(m.amount) for m in months))]
    sheet.add(Chart("bars", words.label("P4.months"), labels, tuple(series), "yuan", table))


def _quarter(context: DraftContext, quarter: Milestone) -> Row:
    return (
        context.words(f"quarter.{quarter.period}"),
        _amount(context, quarter.amount),
        _amount(context, quarter.cumulative),
        _money(context, quarter),
        _person(quarter.owner_middle, context) or context.words("open"),
        _people(context, quarter) or context.words("open"),
    )


def _month(context: DraftContext, month: Milestone) -> Row:
    battles = ((_battle(context, name),) for name in month.battles)
    return (
        (label(month.period),),
        _amount(context, month.amount),
        _amount(context, month.cumulative),
        _money(context, month),
        joined(battles, context.words("pause")),
    )


def _amount(context: DraftContext, amount: int) -> Text:
    return (context.figure("goal_gap", "months", amount),)


def _money(context: DraftContext, milestone: Milestone) -> Text:
    if milestone.resources is None:
        return context.words("open")
    return (context.figure("allocation", "months", milestone.resources),)


def _person(name: str, context: DraftContext) -> Text:
    """Return a name with the origin of the field that holds it."""
    if not name:
        return ()
    key = "lead.name" if name == context.completed.text("lead.name").strip() else "team"
    return (Run(name, context.completed[key].origin, key),)


def _people(context: DraftContext, quarter: Milestone) -> Text:
    parts = (
        (*_person(name, context), Run(" "), *_amount(context, amount))
        for name, amount in quarter.people
    )
    return joined(parts, context.words("pause"))


def _battle(context: DraftContext, name: str) -> Run:
    """Return a battle's name; the nodes of the allocation are a proposal."""
    if not context.knows("campaigns"):
        return Run(name, "assumption", "campaigns")
    return Run(name, context.completed["campaigns"].origin, "campaigns")
