"""K6 return on spend: what more money brings if profit follows spend to some power."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money, to_ratio
from assistant.errors import InputError

Tick = Literal["yes", "no", "unknown"]
Point = tuple[float, float]  # spend and profit

_FORMULA = (
    "profit = profit1 × (spend / spend1)^β; β = ln(profit2 / profit1) / ln(spend2 / spend1); "
    "break-even β = ln(bet / profit1) / ln(bet / spend1) (S0-29 … S0-34)"
)
_UNITS = {
    "exponent": "",
    "exponent_used": "",
    "profit": "yuan",
    "bet": "yuan",
    "break_even_exponent": "",
    "bet_profits": "yuan",
    "best_spend": "yuan",
    "cautious_best_spend": "yuan",
    "preconditions_met": "",
}
_CAUTIOUS = 0.8  # what practitioners measure when daily spend grows: each yuan brings less
_SHOWN = (0.7, _CAUTIOUS, 0.9, 1.0)
_TICKS = ("yes", "no", "unknown")
_LARGEST_LOG = math.log(1e15)


@records_inputs
def return_on_spend(
    *,
    spend1: float,
    profit1: float,
    spend2: float | None = None,
    profit2: float | None = None,
    spend: float | None = None,
    exponent: float = 1.0,
    supply_enough: Tick = "unknown",
    competitive: Tick = "unknown",
    team_stable: Tick = "unknown",
    platform_unchanged: Tick = "unknown",
) -> Result:
    """Project profit from one or two known points; money in yuan or in 万, the same throughout.

    `spend1`, `profit1` and `spend2`, `profit2` are what was spent and earned, before the spend is
    taken off; without the second point `exponent` (1 is proportional) is used. `spend` is what to
    project, default the larger known spend. The four ticks are the premises of the source; with
    any "no" the projection is not made at more than exponent 0.8.

    Returns:
        exponent, exponent_used and profit at spend. For the bet, which is spend2 or else spend:
        break_even_exponent (None where the bet equals spend1) and bet_profits at 0.7 to 1.0.
        best_spend leaves the most after spending, None unless exponent_used is from 0 to 1.
        preconditions_met: True, False or None (not all known).

    Raises:
        InputError: a number is out of range, or two spends are too close to compare (S0-29..34).
    """
    start = _point(1, spend1, profit1)
    if spend2 is not None and profit2 is not None:
        exponent = _fit(start, _point(2, spend2, profit2))
    bounds.within("exponent", exponent, -400, 400)
    ticks = _checked(
        supply_enough=supply_enough,
        competitive=competitive,
        team_stable=team_stable,
        platform_unchanged=platform_unchanged,
    )
    used = min(exponent, _CAUTIOUS) if "no" in ticks.values() else exponent
    known = max(spend1, spend2 or 0)
    asked = known if spend is None else bounds.positive("spend", spend)
    bet = asked if spend2 is None else bounds.positive("spend2", spend2)
    return Result(
        name="return_on_spend",
        inputs={"spend": asked, "exponent": to_ratio(exponent)},
        values={
            "exponent": to_ratio(exponent),
            "exponent_used": to_ratio(used),
            "profit": _profit(start, asked, used),
            **_bet(start, bet),
            "best_spend": _best_spend(start, used),
            "cautious_best_spend": _best_spend(start, _CAUTIOUS),
            "preconditions_met": _met(ticks),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(ticks, exponent),
    )


def _checked(**ticks: Tick) -> Mapping[str, Tick]:
    for name, tick in ticks.items():
        bounds.one_of(name, tick, _TICKS)
    return ticks


def _point(number: int, spend: float, profit: float) -> Point:
    return bounds.positive(f"spend{number}", spend), bounds.positive(f"profit{number}", profit)


def _fit(first: Point, second: Point) -> float:
    distance = math.log(second[0] / first[0])
    if abs(distance) < math.log(1.1):
        raise InputError(
            "spend1 和 spend2 太接近，看不出规律。两次投入至少要差一成。",
            "spend1 and spend2 are too close to compare. They must differ by at least a tenth.",
        )
    return math.log(second[1] / first[1]) / distance


def _profit(start: Point, spend: float, exponent: float) -> float:
    """Return the profit at a spend; computed in logarithms so that it can be refused in time."""
    size = math.log(start[1]) + exponent * math.log(spend / start[0])
    if size > _LARGEST_LOG:
        raise InputError(
            "按这两点推出来的数大得没有意义。请把 spend 填得近一些。",
            "The projection is too large to mean anything. Give a spend closer to what is known.",
        )
    return to_money(math.exp(size))


def _bet(start: Point, bet: float) -> dict[str, Any]:
    distance = math.log(bet / start[0])
    even = None if abs(distance) < 0.001 else to_ratio(math.log(bet / start[1]) / distance)
    profits = [{"exponent": beta, "profit": _profit(start, bet, beta)} for beta in _SHOWN]
    return {"bet": bet, "break_even_exponent": even, "bet_profits": profits}


def _best_spend(start: Point, exponent: float) -> float | None:
    """Return where A·x^β − x is largest: (A·β)^(1/(1−β)), for diminishing returns only."""
    if not 0.01 <= exponent <= 0.99:
        return None
    scale = math.log(start[1]) - exponent * math.log(start[0]) + math.log(exponent)
    size = scale / (1 - exponent)
    return to_money(math.exp(size)) if size <= _LARGEST_LOG else None


def _met(ticks: Mapping[str, Tick]) -> bool | None:
    if "no" in ticks.values():
        return False
    return None if "unknown" in ticks.values() else True


def _notes(ticks: Mapping[str, Tick], exponent: float) -> tuple[Note, ...]:
    notes = [
        note(
            "这里的利润没有扣掉投入本身。原文没有写清楚，请先核对口径。",
            "Profit here is before the spend itself is taken off. The source does not say; "
            "check how yours is counted.",
        )
    ]
    if "no" in ticks.values():
        notes.append(
            note(
                "有一个前提不成立，所以按指数 0.8 来看，不按放大来看。",
                "One premise does not hold, so the figure uses exponent 0.8 at most.",
            )
        )
    elif "unknown" in ticks.values():
        notes.append(
            note(
                "先确认四个前提：货够、有竞争力、团队稳、平台规则不变。",
                "Confirm four premises first: enough supply, competitive, stable team, same rules.",
            )
        )
    if exponent > 1:
        notes.append(
            note(
                "指数大于 1 是乐观的算法。多数投手看到的是钱越多效果越薄。",
                "An exponent above 1 is optimistic; most practitioners see diminishing returns.",
            )
        )
    return tuple(notes)


def _tick(name: str, zh: str, en: str) -> Input:
    return Input(name, zh, en, kind="choice", default="unknown", choices=_TICKS)


RETURN_ON_SPEND = Calculator(
    name="return_on_spend",
    k="K6",
    function=return_on_spend,
    zh="加大投入的回报",
    en="Return on spending more",
    inputs=(
        Input("spend1", "第一次投入", "first spend", "yuan", required=True),
        Input(
            "profit1",
            "第一次利润（未扣投入）",
            "first profit, before the spend",
            "yuan",
            required=True,
        ),
        Input("spend2", "第二次投入", "second spend", "yuan"),
        Input("profit2", "第二次利润（未扣投入）", "second profit, before the spend", "yuan"),
        Input("spend", "想投多少", "spend to project", "yuan"),
        Input("exponent", "放大指数（只有一个点时）", "exponent, with one point only", default="1"),
        _tick("supply_enough", "货源够吗", "is supply enough"),
        _tick("competitive", "产品有竞争力吗", "is the product competitive"),
        _tick("team_stable", "团队稳定吗", "is the team stable"),
        _tick("platform_unchanged", "平台规则没变吗", "are platform rules unchanged"),
    ),
    values=_UNITS,
    example={"spend1": "10", "profit1": "15", "spend2": "100", "profit2": "200", "spend": "50"},
    sources=("S0-29", "S0-30", "S0-31", "S0-32", "S0-33", "S0-34"),
)
