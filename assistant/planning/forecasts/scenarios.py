"""Scenarios: how far the money for the goal may miss (K15), what is left, and the cash (K17)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import Any

from assistant.calculators.cash_valley import cash_valley
from assistant.calculators.result import Result
from assistant.calculators.sensitivity import sensitivity
from assistant.planning.proposals.preset import Figures
from assistant.planning.worksheet import Worksheet

# K15 in per cent of the simulated years in which the money is enough.
_STORIES = {"cautious": "p80", "middle": "p50", "hopeful": "p20"}
_SPARE = ("sql_to_opp_pct", "lead_to_sql_pct")
_ALL = 100.0
_LOW, _HIGH = 0.8, 1.2
_FORMULA = (
    "left = contribution − brand − reserve − traffic needed in 80 / 50 / 20 % of the simulated "
    "years (K15)"
)


def add_scenarios(sheet: Worksheet, figures: Figures) -> None:
    """Add sensitivity, scenarios and cash_valley where the funnel and the money are known."""
    chain = sheet.results.get("funnel")
    if chain is None:
        return
    given = tuple(
        (name, value) for name, value in chain.inputs.items() if isinstance(value, int | float)
    )
    sheet.run("sensitivity", _simulated, {}, chain=given, draws=figures.draws)
    sheet.fields.setdefault("sensitivity", {}).update(sheet.fields.get("funnel", {}))
    _add_stories(sheet)
    _add_cash(sheet, figures)


@lru_cache(maxsize=64)
def _simulated(*, chain: tuple[tuple[str, float], ...], draws: int) -> Result:
    """Return K15; the same chain always gives the same figures, so they are kept."""
    inputs: dict[str, Any] = dict(chain)
    varied = {name: value for name, value in inputs.items() if _varies(name, value)}
    result = sensitivity(
        draws=draws,
        ranges={name: (value * _LOW, value, _high(name, value)) for name, value in varied.items()},
        **inputs,
    )
    bars = [bar for bar in result.values["tornado"] if bar["input"] in varied]
    return replace(result, values={**result.values, "tornado": bars})


def _varies(name: str, value: float) -> bool:
    """Tell whether a figure may turn out differently.

    The goal stands, and a rate of 100 % is a step the interview does not ask for (C8).
    """
    return (
        name not in ("revenue", "available")
        and value > 0
        and not (name in _SPARE and value == _ALL)
    )


def _high(name: str, value: float) -> float:
    most = 99.0 if name == "return_rate_pct" else _ALL if name.endswith("_pct") else inf
    return max(value, min(most, value * _HIGH))


def _add_stories(sheet: Worksheet) -> None:
    year, money = sheet.results.get("first_year"), sheet.results.get("allocation")
    odds = sheet.results.get("sensitivity")
    if year is None or money is None or odds is None:
        return
    fixed = money.values["brand"] + money.values["reserve"]
    needs = {story: odds.values[key] for story, key in _STORIES.items()}
    contribution = year.values["contribution"]
    sheet.results["scenarios"] = Result(
        name="scenarios",
        inputs={"contribution": contribution, "brand_and_reserve": fixed},
        values={
            "needs": needs,
            "left": {story: contribution - fixed - need for story, need in needs.items()},
        },
        formula=_FORMULA,
        units={"needs": "yuan", "left": "yuan"},
    )


def _add_cash(sheet: Worksheet, figures: Figures) -> None:
    """Follow the account through the first year; an order that earns nothing has no valley."""
    money, gap = sheet.results.get("allocation"), sheet.results.get("goal_gap")
    margin = sheet.value("unit_economics", "contribution_margin_pct")
    if money is None or gap is None or margin is None or not 0 <= margin <= 100:
        return
    sheet.run(
        "cash_valley",
        cash_valley,
        {},
        spend=money.values["months"],
        sales=gap.values["months"],
        margin_pct=margin,
        lag_months=figures.lag_months,
    )
