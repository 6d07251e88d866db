"""K15 sensitivity: which number of the funnel moves the budget most, and how wide it may be."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.funnel import FUNNEL_INPUTS, Funnel, build_funnel, change_funnel
from assistant.calculators.notes import Note, note
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_ratio, to_yuan
from assistant.errors import InputError

Range = tuple[float, float, float]

_FORMULA = (
    "tornado: each input alone × (1 ± spread); simulation: every input drawn from its triangle "
    "low–likely–high, budget by the funnel, percentiles of all draws (K4)"
)
_UNITS = {
    "budget": "yuan",
    "tornado": "yuan",
    "p10": "yuan",
    "p20": "yuan",
    "p50": "yuan",
    "p80": "yuan",
    "p90": "yuan",
    "p_within": "",
}
_PERCENTILES = (10, 20, 50, 80, 90)
_MOST_DRAWS = 100_000
_LABELS = {asked.name: asked for asked in FUNNEL_INPUTS}


def sensitivity(
    *,
    spread_pct: float = 20,
    ranges: Mapping[str, Range] | None = None,
    draws: int = 20_000,
    seed: int = 7,
    available: float | None = None,
    **chain: float | None,
) -> Result:
    """Vary the inputs of `funnel`, which are given here under the same names (`chain`).

    Args:
        spread_pct: how far the tornado moves each input, per cent up and down.
        ranges: low, likely, high of the inputs to simulate; default every input ± spread_pct.
        draws: number of simulated years, 100 to 100 000.
        seed: of the random numbers; the same seed gives the same figures.
        available: yuan, for p_within: the share of simulated years in which it is enough.
        **chain: the inputs of `funnel`.

    Returns:
        budget at the values given; tornado [{input, low, high, at_low, at_high, swing}], the
        largest swing first; p10 to p90: yuan that are enough in so many per cent of the simulated
        years (p20 hopeful, p50 middle, p80 cautious); p_within, None without available.

    Raises:
        InputError: as `funnel`; a range that is not rising or names no input.

    Sources: S4-30 (K15).
    """
    base = build_funnel(chain)
    spread = bounds.within("spread_pct", spread_pct, 0.1, 90)
    tornado = _tornado(base, spread / 100)
    drawn = _checked_ranges(base, _even_ranges(base, spread / 100) if ranges is None else ranges)
    count = bounds.whole("draws", draws, 100, _MOST_DRAWS)
    budgets = _simulate(base, drawn, count, bounds.whole("seed", seed, 0, 10**9))
    return Result(
        name="sensitivity",
        inputs={
            **asdict(base),
            "spread_pct": spread_pct,
            "ranges": {name: list(ends) for name, ends in drawn.items()},
            "draws": draws,
            "seed": seed,
            "available": available,
        },
        values={
            "budget": to_yuan(base.cost),
            "tornado": tornado,
            **{f"p{p}": to_yuan(budgets[count * p // 100]) for p in _PERCENTILES},
            "p_within": None if available is None else _within(budgets, available),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(base.cost, budgets[count // 2], tornado),
    )


def _varied(base: Funnel) -> tuple[str, ...]:
    """Return the inputs that may turn out differently: all but the goal itself."""
    names = (field.name for field in fields(base) if field.name != "revenue")
    return tuple(name for name in names if getattr(base, name) > 0)


def _moved(base: Funnel, name: str, factor: float) -> float:
    """Return an input times a factor, no higher than a rate can be."""
    top = {"return_rate_pct": 99}.get(name, 100 if name.endswith("_pct") else bounds.HIGHEST)
    return float(min(top, max(bounds.SMALLEST, getattr(base, name) * factor)))


def _tornado(base: Funnel, spread: float) -> list[dict[str, Any]]:
    bars = []
    for name in _varied(base):
        low, high = _moved(base, name, 1 - spread), _moved(base, name, 1 + spread)
        at_low, at_high = (change_funnel(base, {name: value}).cost for value in (low, high))
        bars.append(
            {
                "input": name,
                "low": to_ratio(low),
                "high": to_ratio(high),
                "at_low": to_yuan(at_low),
                "at_high": to_yuan(at_high),
                "swing": to_yuan(abs(at_high - at_low)),
            }
        )
    return sorted(bars, key=lambda bar: bar["swing"], reverse=True)


def _even_ranges(base: Funnel, spread: float) -> dict[str, Range]:
    return {
        name: (_moved(base, name, 1 - spread), getattr(base, name), _moved(base, name, 1 + spread))
        for name in _varied(base)
    }


def _checked_ranges(base: Funnel, ranges: Mapping[str, Range]) -> dict[str, Range]:
    """Return the ranges in the order of the chain, so that a seed always means the same draws."""
    names = [field.name for field in fields(base)]
    for name, ends in ranges.items():
        bounds.one_of("ranges", name, names)
        if len(ends) != 3 or not ends[0] <= ends[1] <= ends[2]:
            raise InputError(
                f"ranges 里 {name} 的三个数要从小到大。请写成 低/最可能/高。",
                f"ranges: the three numbers of {name} must rise. Write low/likely/high.",
            )
        for end in ends:
            change_funnel(base, {name: end})  # refuses an end that the funnel could not take
    return {name: ranges[name] for name in names if name in ranges}


def _simulate(base: Funnel, ranges: Mapping[str, Range], draws: int, seed: int) -> list[float]:
    """Return the budgets of all simulated years, cheapest first."""
    dice = random.Random(seed)
    budgets = []
    for _ in range(draws):
        drawn = {
            name: dice.triangular(low, high, likely) for name, (low, likely, high) in ranges.items()
        }
        budgets.append(change_funnel(base, drawn).cost)
    return sorted(budgets)


def _within(budgets: list[float], available: float) -> float:
    enough = bisect_right(budgets, bounds.money("available", available))
    return to_ratio(enough / len(budgets))


def _notes(budget: float, median: float, tornado: list[dict[str, Any]]) -> tuple[Note, ...]:
    first = [_LABELS[bar["input"]] for bar in tornado[:2]]
    notes = [
        note(
            f"先动{'和'.join(asked.zh for asked in first)}，它们对预算影响最大。",
            f"Work on {' and '.join(asked.en for asked in first)} first: they matter most.",
        )
    ]
    if 0 < budget * 1.05 < median:
        share = (median / budget - 1) * 100
        notes.append(
            note(
                f"一半的情况下预算会比单点算出来的多 {share:.0f}% 以上，别只看一个数。",
                f"In half of the cases the budget is over {share:.0f} % above the single figure.",
            )
        )
    if any(bar["input"] == "return_rate_pct" for bar in tornado):
        notes.append(
            note(
                "退货率本身不大，上下浮动两成看不出风险，请另外试 5% 到 15%。",
                "A fifth of a small return rate is little; try 5 to 15 % separately.",
            )
        )
    return tuple(notes)


SENSITIVITY = Calculator(
    name="sensitivity",
    k="K15",
    function=sensitivity,
    zh="敏感度与情景",
    en="Sensitivity and scenarios",
    inputs=(
        *FUNNEL_INPUTS,
        Input("spread_pct", "上下浮动", "spread", "pct", default="20"),
        Input("ranges", "各项的范围（低/最可能/高）", "ranges (low/likely/high)", kind="ranges"),
        Input("draws", "模拟多少次", "simulated years", "count", "int", default="20000"),
        Input("seed", "随机种子", "seed of the random numbers", kind="int", default="7"),
        Input("available", "可用的流量预算", "money for traffic", "yuan"),
    ),
    values=_UNITS,
    example={
        "revenue": "1800000",
        "aov": "240",
        "return_rate_pct": "8",
        "conversion_pct": "2.5",
        "paid_share_pct": "60",
        "cpc": "1.8",
        "ranges": "aov=210/240/260,return_rate_pct=5/8/15,conversion_pct=1.4/2.5/3.1,"
        "paid_share_pct=45/60/80,cpc=1.4/1.8/2.6",
        "available": "540000",
    },
    sources=("S4-30",),
)
