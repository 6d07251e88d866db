"""Pictures: tables of a plan as charts where their figures allow it; otherwise they stay tables."""

from __future__ import annotations

from dataclasses import replace

from assistant.calculators.result import Result
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Block, Chart, Row, Series, Table, plain
from assistant.planning.sheet import Sheet

_BEST_SCORE = 5.0
_FEWEST_AXES = 3
_STAGES = {"funnel_now": "stage.now", "funnel": "stage.first", "funnel_goal": "stage.goal"}
_STEPS = ("visitors", "leads", "orders", "customers")
_RATE_OF = {
    "orders": ("conversion_pct", "funnel.conversion_pct"),
    "leads": ("visitor_to_lead_pct", "funnel.visitor_to_lead_pct"),
    "customers": ("win_pct", "funnel.lead_to_deal_pct"),
}


def share_donut(context: DraftContext, key: str, table: Table) -> Block:
    """Return the table of records with their shares as a ring.

    `key` names the records ("current.channels"); each must have a name and a share in per cent.
    """
    records = context.records(key)
    shares = [record.get("share_pct") for record in records]
    numbers = [float(s) for s in shares if isinstance(s, int | float) and s > 0]
    if len(numbers) < 2 or len(numbers) != len(records):
        return table
    return Chart(
        kind="donut",
        title=context.labels.field(key).label,
        labels=tuple(str(record.get("name") or "") for record in records),
        series=(Series(context.labels.column(key, "share_pct").label, tuple(numbers)),),
        unit="pct",
        table=replace(table, caption=""),
    )


def score_radar(context: DraftContext, table: Table) -> Block:
    """Return the table of the traits of the site as a radar, 0 to 5 (S2-4)."""
    scores = [s for s in context.completed.items_of("site.scores") if isinstance(s, int | float)]
    if len(scores) != len(table.rows) or len(scores) < _FEWEST_AXES:
        return table
    if not all(0 <= score <= _BEST_SCORE for score in scores):
        return table
    return Chart(
        kind="radar",
        title=context.words.label("head.trait"),
        labels=tuple(plain(row[0]) for row in table.rows),
        series=(Series(context.words.label("head.score"), tuple(map(float, scores))),),
        unit="",
        table=table,
        base=_BEST_SCORE,
    )


def add_funnel(sheet: Sheet, context: DraftContext) -> None:
    """Add how many visitors and orders today's sales, the first year and the goal take (K4)."""
    results = {name: result for name in _STAGES if (result := context.result(name)) is not None}
    if "funnel" not in results:
        return
    steps = [step for step in _STEPS if all(r.values.get(step) for r in results.values())]
    rows: list[Row] = []
    for step in steps:
        if step in _RATE_OF:
            rows.append(_rates(context, step, results))
        counts = ((context.figure(name, step),) for name in results)
        rows.append((context.words(f"step.{step}"), *counts))
    heads = ("head.item", *(_STAGES[name] for name in results))
    names = [context.words.label(_STAGES[name]) for name in results]
    values = [tuple(float(r.values[step]) for step in steps) for r in results.values()]
    sheet.add(
        Chart(
            kind="funnel",
            title=context.words.label("P7.funnel"),
            labels=tuple(_step_label(context, step, results["funnel"]) for step in steps),
            series=tuple(Series(*pair) for pair in zip(names, values, strict=True)),
            unit="count",
            table=sheet.new_table(heads, rows),
        )
    )


def _rates(context: DraftContext, step: str, results: dict[str, Result]) -> Row:
    """Return the rate that leads to a step, as each column was worked out with it."""
    name, key = _RATE_OF[step]
    cells = (
        context.calculated(stage, figures.percent(float(result.inputs[name])))
        for stage, result in results.items()
    )
    return ((context.name(key),), *((cell,) for cell in cells))


def _step_label(context: DraftContext, step: str, first_year: Result) -> str:
    """Return a step with the rate that leads to it, and what that rate must become, if short."""
    label = context.words.label(f"step.{step}")
    if step not in _RATE_OF:
        return label
    name, key = _RATE_OF[step]
    rate = f"{label} · {context.name(key).text} {figures.percent(float(first_year.inputs[name]))}"
    needed = (first_year.values.get("levers") or {}).get(name)
    if needed is None:
        return rate
    both = context.wording.both("P7.rate_needed", rate=rate, needed=figures.percent(float(needed)))
    return both.text(context.language)
