"""K1 goal gap: from today and the goal to yearly milestones and the months of year 1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_pct, to_ratio, to_yuan
from assistant.calculators.split import split

_UNITS = {
    "gap": "yuan",
    "multiple": "",
    "cagr_pct": "pct",
    "milestones": "yuan",
    "linear": "yuan",
    "geometric": "yuan",
    "months": "yuan",
    "quarters": "yuan",
}
_FORMULA = (
    "gap = target − current; milestone_i = current + gap × (ramp_1 + … + ramp_i); "
    "cagr = (target / current)^(1 / years) − 1 (S0-5, S0-7, S1-7)"
)
_LONGEST = 10
_EVEN_YEAR = (1.0,) * 12


def default_ramp(years: int) -> tuple[float, ...]:
    """Return what share of the gap each year closes, in per cent; early results lag, so it rises.

    One year 100; two years 40, 60; three years 20, 35, 45. Longer plans rise in equal steps
    (weights 2, 3, 4 ...), the straight line through the same idea: five years 10, 15, 20, 25, 30.
    """
    if years == 3:
        return (20, 35, 45)
    steps = range(2, years + 2)
    return tuple(100 * step / sum(steps) for step in steps)


@records_inputs
def goal_gap(
    *,
    current: float,
    target: float,
    years: int = 3,
    ramp: Sequence[float] | None = None,
    seasonal: Sequence[float] | None = None,
) -> Result:
    """Divide the gap between today and the goal into years, and the first year into months.

    Args:
        current: yearly sales today, yuan; 0 for a new business.
        target: yearly sales at the end of the plan, yuan, above 0.
        years: 1 to 10.
        ramp: share of the gap for each year; see `default_ramp`.
        seasonal: 12 month weights for the first year; default even.

    Returns:
        gap, multiple, cagr_pct, milestones (ramp), linear and geometric paths, one amount a year;
        months and quarters of year 1. multiple, cagr_pct and geometric are None if current is 0.

    Raises:
        InputError: an amount, the years or the length of a list is out of range.

    Sources: S0-5, S1-7, S0-7 (K1).
    """
    now = to_yuan(bounds.money("current", current))
    goal = to_yuan(bounds.within("target", target, 1, bounds.HIGHEST))
    years = bounds.whole("years", years, 1, _LONGEST)
    shares = bounds.weights("ramp", default_ramp(years) if ramp is None else ramp, years)
    weights = bounds.weights("seasonal", _EVEN_YEAR if seasonal is None else seasonal, 12)
    milestones = [now + closed for closed in accumulate(split(goal - now, shares))]
    months = split(milestones[0], weights)
    growth = _growth(now, goal, years)
    return Result(
        name="goal_gap",
        inputs={"ramp": list(shares), "seasonal": list(weights)},
        values={
            "gap": goal - now,
            "milestones": milestones,
            "linear": [to_yuan(now + (goal - now) * year / years) for year in range(1, years + 1)],
            **growth,
            "months": months,
            "quarters": [sum(months[i : i + 3]) for i in range(0, 12, 3)],
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(now, goal, growth["cagr_pct"]),
    )


def _growth(now: int, goal: int, years: int) -> dict[str, Any]:
    """Return the path of equal growth; all None from a standing start, where it is not defined."""
    if now == 0:
        return {"multiple": None, "cagr_pct": None, "geometric": None}
    factor = (goal / now) ** (1 / years)
    return {
        "multiple": to_ratio(goal / now),
        "cagr_pct": to_pct(factor - 1),
        "geometric": [to_yuan(now * factor**year) for year in range(1, years + 1)],
    }


def _notes(now: int, goal: int, cagr_pct: float | None) -> tuple[Note, ...]:
    if cagr_pct is None:
        return (
            note(
                "现在是 0，算不出年均增长率和等比路径，请看爬坡路径。",
                "Today is 0, so there is no growth rate and no geometric path; use the ramp.",
            ),
        )
    if goal < now:
        return (
            note(
                f"目标比现在低 {now - goal:,} 元，这是一份收缩计划。",
                f"The goal is {now - goal:,} yuan below today, so this is a plan to shrink.",
            ),
        )
    if cagr_pct > 100:
        return (
            note(
                f"平均每年要增长 {cagr_pct:.0f}%，请写下凭什么做到。",
                f"That is {cagr_pct:.0f} % growth a year; write down why it can be done.",
            ),
        )
    return ()


GOAL_GAP = Calculator(
    name="goal_gap",
    k="K1",
    function=goal_gap,
    zh="目标差距与里程碑",
    en="Goal gap and milestones",
    inputs=(
        Input("current", "现在的年销售额", "yearly sales now", "yuan", required=True),
        Input("target", "目标年销售额", "yearly sales wanted", "yuan", required=True),
        Input("years", "几年", "years", "years", "int", default="3"),
        Input(
            "ramp",
            "每年完成差距的比例",
            "share of the gap for each year",
            "pct",
            "list",
            default="20,35,45",
        ),
        Input(
            "seasonal",
            "第一年 12 个月的权重",
            "12 month weights of year 1",
            "",
            "list",
            default="1,1,1,1,1,1,1,1,1,1,1,1",
        ),
    ),
    values=_UNITS,
    example={
        "current": "2400000",
        "target": "6000000",
        "years": "3",
        "seasonal": "0.9,0.6,1.0,0.8,0.9,1.5,0.8,0.8,0.9,0.9,2.1,0.8",
    },
    sources=("S0-5", "S0-7", "S1-7"),
)
