"""Annex D: each calculation with its formula, its inputs and where they came from."""

from __future__ import annotations

from assistant.calculators.registry import CALCULATORS
from assistant.calculators.result import Result
from assistant.interview.value import Origin
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Row, Run, Section, label
from assistant.planning.sheet import Sheet

# Results that come from a calculator of another name.
_RUN_AGAIN = {"funnel_goal": "funnel", "funnel_now": "funnel"}
# Inputs the interview does not ask for: the calculator's own default stands.
_USUAL = (
    "battle_share_pct",
    "sql_to_opp_pct",
    "lead_to_sql_pct",
    "years",
    "minutes_each",
    "hours",
    "utilisation_pct",
    "spread_pct",
    "draws",
    "seed",
    "lag_months",
    "preheat_share_pct",
    "preheat_days",
    "cart_to_order_pct",
    "favourite_to_cart_pct",
    "clearing_price",
    "demand_mean",
    "demand_sd",
    "expected_orders",
    "cpc_rise_pct",
    "days_closed",
    "shipping",
    "platform_fee_pct",
    "return_rate_pct",
    "market_pay",
    "monthly_budget",
    "capacity_per_hour",
)


def draft_calculations(context: DraftContext) -> Section:
    """Draft annex D: each calculation with its formula and its inputs."""
    sheet = Sheet(context, "D")
    for name, result in context.calculations.results.items():
        sheet.part(f"D.{name}").line("D.formula", formula=label(result.formula))
        sheet.table(("head.input", "head.figure", "head.origin"), _inputs(context, name, result))
    return sheet.section()


def _inputs(context: DraftContext, name: str, result: Result) -> list[Row]:
    """Return each single input: what it is called, its figure, and where it came from."""
    fields = context.calculations.fields.get(name, {})
    rows: list[Row] = []
    for key, value in result.inputs.items():
        if not isinstance(value, int | float | str):
            continue
        called, unit = _named(context, name, key)
        source = fields.get(key, "")
        origin = _origin(context, key, source)
        shown = figures.measured(value, unit, context.language)
        if source:
            shown = context.labels.field(source).options.get(str(value), shown)
        figure = Run(shown, origin, source or context.formulas[name])
        rows.append(((called,), (figure,), context.words(f"origin.{origin}")))
    return rows


def _named(context: DraftContext, name: str, key: str) -> tuple[Run, str]:
    """Return what an input is called and its unit, from the calculator or the fixed texts."""
    calculator = CALCULATORS.get(_RUN_AGAIN.get(name, name))
    for entry in calculator.inputs if calculator else ():
        if entry.name == key:
            return Run(entry.label[context.language]), entry.unit
    unit = "pct" if key.endswith("_pct") else "yuan" if key != "orders" else ""
    return Run(context.words.label(f"D.{key}")), unit


def _origin(context: DraftContext, key: str, source: str) -> Origin:
    """Return where an input came from; a default of the calculator is an assumption."""
    if source in context.completed:
        return context.completed[source].origin
    return "assumption" if key in _USUAL else "calculated"
