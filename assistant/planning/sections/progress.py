"""Progress in P9.1: what was reported against the plan, and what the rest must bring (K18)."""

from __future__ import annotations

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Row, Run, Text, label
from assistant.planning.progress import Standing, forecast_sales, standings, variance_pct
from assistant.planning.sheet import Sheet
from assistant.planning.tracker import track

_REPORTED = "actuals"  # the source of a figure that was read from the tracker
_STEPS = "E1"
_HEADS = ("indicator", "last_month", "goal", "actual", "variance")


def add_progress(sheet: Sheet, context: DraftContext) -> None:
    """Add the last reported month of each indicator, and the re-forecast of the sales (K18)."""
    actuals = context.history.actuals
    if not actuals:
        return
    sales = context.words.label("export.tracker.sales")
    tracker = track(context.completed, context.calculations.results, actuals, sales)
    rows = [_row(context, standing, sales) for standing in standings(tracker)]
    sheet.table([f"head.{head}" for head in _HEADS], rows, "P9.progress")
    result = forecast_sales(tracker)
    if result is None:
        return

    def figure(value: float, unit: str) -> Run:
        shown = figures.measured(value, unit, context.language)
        return Run(shown, "calculated", result.formula)

    values = result.values
    sheet.line(
        f"P9.light_{values['light']}",
        done=figure(result.inputs["done"], "yuan"),
        variance=figure(abs(values["variance_pct"]), "pct"),
        so_far=figure(values["rate_so_far"], "yuan"),
        needed=figure(values["rate_needed"], "yuan"),
    )


def _row(context: DraftContext, standing: Standing, sales: str) -> Row:
    name = Run(standing.name)
    if standing.name != sales:
        name = Run(standing.name, context.completed["kpis"].origin, "kpis")
    variance = variance_pct(standing)
    actual = figures.measured(standing.actual, standing.unit, context.language)
    return (
        (name,),
        (label(standing.month),),
        _figure(context, standing.target, standing.unit, _STEPS),
        (Run(actual, "imported", _REPORTED),),
        _figure(context, variance, "pct", _STEPS),
    )


def _figure(context: DraftContext, value: float | None, unit: str, source: str) -> Text:
    if value is None:
        return ()
    return (Run(figures.measured(value, unit, context.language), "calculated", source),)
