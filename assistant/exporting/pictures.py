"""Pictures: charts of a plan as parts of a width or a height, ready for a template to draw."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from assistant.planning.amounts import short, shortened, width_of
from assistant.planning.plan import Chart, Plan, Span, Table, plain

_SIDE_FEW, _SIDE = 38, 17  # per cent left free at both sides of the columns of a label
_CROWDED = 6
_MOST_TICKS = 13
_NARROWEST = 0.012
_LANE_WIDTH, _LONGEST_LANE = 22, 40  # half-width characters on a line, and on two
_RING = ("brand", "traffic", "reserve")
_FUNNEL = ("visitors", "leads", "paid_clicks", "customers", "orders")


def picture_of(chart: Chart, language: str) -> dict[str, Any] | None:
    """Return what a template draws of a chart; None when there is nothing to draw."""
    if chart.kind == "gantt":
        return _gantt(chart) if chart.spans else None
    if not chart.series or not chart.labels:
        return None
    return _tornado(chart, language) if chart.kind == "tornado" else _columns(chart, language)


def beside(table: Table, plan: Plan) -> dict[str, Any] | None:
    """Return the picture that belongs beside a table of the plan: how money is divided, a funnel.

    It is drawn from the calculation the table shows, so a table edited by hand stands alone.
    """
    if any(run.source == "edit" for run in table.runs()):
        return None
    if table.name == "P7.lines" and "allocation" in plan.results:
        return _ring(table, plan)
    if table.name == "P7.need" and "funnel" in plan.results:
        return _funnel(table, plan)
    return None


def _columns(chart: Chart, language: str) -> dict[str, Any]:
    highest = max(max(series.values, default=0.0) for series in chart.series) or 1.0
    return {
        "chart": "columns",
        "title": chart.title,
        "labels": list(chart.labels),
        "valued": len(chart.series) == 1 or len(chart.labels) <= _CROWDED,
        "side": _SIDE_FEW if len(chart.labels) <= _CROWDED else _SIDE,
        "series": [
            {
                "name": series.name,
                "shares": [max(0.0, value) / highest for value in series.values],
                "shown": [short(value, chart.unit, language) for value in series.values],
            }
            for series in chart.series
        ],
    }


def _tornado(chart: Chart, language: str) -> dict[str, Any]:
    low, high = (series.values for series in chart.series[:2])
    smallest, largest = min((*low, *high)), max((*low, *high))
    scale = (largest - smallest) or 1.0
    room = 0.86  # the rest is for the figure behind the longest bar

    def place(value: float) -> float:
        return room * (value - smallest) / scale

    bars = []
    for name, *ends in zip(chart.labels, low, high, strict=True):
        first, last = min(ends), max(ends)
        bars.append(
            {
                "name": name,
                "x": place(first),
                "width": place(last) - place(first),
                "low": short(first, chart.unit, language),
                "high": short(last, chart.unit, language),
            }
        )
    base = place(chart.base) if chart.base is not None else 0.0
    return {"chart": "tornado", "title": chart.title, "bars": bars, "base": base}


def _gantt(chart: Chart) -> dict[str, Any]:
    first = min(date.fromisoformat(span.start) for span in chart.spans).replace(day=1)
    last = _next_month(max(date.fromisoformat(span.end) for span in chart.spans))
    names = list(dict.fromkeys(span.label for span in chart.spans))

    def place(day: date) -> float:
        return (day - first) / (last - first)

    def bar(span: Span) -> dict[str, Any]:
        start, end = date.fromisoformat(span.start), date.fromisoformat(span.end)
        wide = max(_NARROWEST, place(end + timedelta(days=1)) - place(start))
        return {"x": place(start), "width": wide, "order": names.index(span.label)}

    lanes = dict.fromkeys(span.lane for span in chart.spans)
    return {
        "chart": "gantt",
        "title": chart.title,
        "ticks": [{"x": place(day), "name": f"{day:%Y-%m}"} for day in _ticks(first, last)],
        "lanes": [
            {
                "name": shortened(lane, _LONGEST_LANE),
                "wraps": width_of(lane) > _LANE_WIDTH,
                "bars": [bar(span) for span in chart.spans if span.lane == lane],
            }
            for lane in lanes
        ],
        "legend": names,
    }


def _ticks(first: date, last: date) -> list[date]:
    months = []
    while first < last:
        months.append(first)
        first = _next_month(first)
    return months[:: -(-len(months) // _MOST_TICKS)]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _ring(table: Table, plan: Plan) -> dict[str, Any] | None:
    """Return the lines of the budget as parts of a ring, in the order of the table."""
    amounts = [plan.results["allocation"].values[name] for name in _RING]
    total = sum(amounts)
    if total <= 0:
        return None
    parts, done = [], 0.0
    for row, amount in zip(table.rows, amounts, strict=False):
        parts.append({"name": plain(row[0]), "from": done, "to": done + amount / total})
        done += amount / total
    return {"chart": "donut", "title": "", "parts": parts}


def _funnel(table: Table, plan: Plan) -> dict[str, Any] | None:
    """Return the steps from visitor to order, the widest on top."""
    values = plan.results["funnel"].values
    named = {plain(row[1]): plain(row[0]) for row in table.rows}
    steps = [(name, values.get(name)) for name in _FUNNEL if isinstance(values.get(name), int)]
    drawn = sorted(((amount, f"{amount:,}") for _, amount in steps if amount), reverse=True)
    if len(drawn) < 2 or any(shown not in named for _, shown in drawn):
        return None
    # Visitors are many times the orders; the root keeps the last step wide enough to be read.
    widest = drawn[0][0] ** 0.5
    return {
        "chart": "funnel",
        "title": "",
        "steps": [
            {"name": named[shown], "shown": shown, "share": max(0.3, amount**0.5 / widest)}
            for amount, shown in drawn
        ],
    }
