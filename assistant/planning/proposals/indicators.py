"""Indicators proposed: what is usually watched in a trade, with today's number and the goal."""

from __future__ import annotations

from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.people import person_for
from assistant.planning.proposals.preset import Preset, Presets

_MONTHS = 12
# From the calculation of today's sales and of the first year's goal, a month.
_MONTHLY = {"visitors": "visitors", "orders": "orders", "leads": "leads", "deals": "customers"}
_FIELDS = {
    "conversion": "funnel.conversion_pct",
    "repeat": "after.repeat_goal_pct",
    "aov": "econ.aov",
    "reply": "sales.reply_minutes",
}


def usual_indicators(
    context: DraftContext, preset: Preset, presets: Presets
) -> list[dict[str, Any]]:
    """Return the indicators of a trade as records of E1."""
    records = []
    for name in preset.kpis:
        usual = presets.kpis[name]
        now, goal = _figures(context, usual.figure)
        records.append(
            {
                "name": usual.name.text(context.language),
                "baseline": now,
                "target": goal,
                "source": usual.source.text(context.language),
                "owner": person_for(context.completed, usual.roles),
                "freq": usual.freq,
            }
        )
    return records


def _figures(context: DraftContext, figure: str) -> tuple[float | None, float | None]:
    """Return (now, first year's goal) of an indicator, None where nothing knows it."""
    if figure in _MONTHLY:
        return _a_month(context, "funnel_now", figure), _a_month(context, "funnel", figure)
    if figure in ("cost", "lead_cost"):
        economics, funnel = context.result("unit_economics"), context.result("funnel")
        if figure == "lead_cost":
            return (funnel.values.get("cpl") if funnel else None), None
        return (None, None) if economics is None else _cost(economics.values)
    number = context.completed.number(_FIELDS.get(figure, ""))
    return (None, number) if figure in ("repeat", "reply") else (number, None)


def _cost(values: Any) -> tuple[float | None, float | None]:
    """Return what an order costs to win and the most it may cost."""
    return values["cpa"], values["max_cpa"] if values["max_cpa"] > 0 else None


def _a_month(context: DraftContext, result: str, figure: str) -> float | None:
    if figure == "visitors" and result == "funnel_now":
        counted = context.completed.number("funnel.monthly_visitors")
        if counted is not None:
            return counted
    found = context.result(result)
    yearly = found.values.get(_MONTHLY[figure]) if found else None
    return None if yearly is None else round(yearly / _MONTHS)
