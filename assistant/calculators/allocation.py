"""K3 allocation: one yearly sum to reserve, brand and traffic, battles and base, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.calculators import bounds
from assistant.calculators.battle import (
    DEFAULT_BATTLES,
    Battle,
    CustomerType,
    checked_battles,
)
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.evenness import Evenness, evenness
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_yuan
from assistant.calculators.split import split

# S1-20: business customers 6 : 4, consumers 4 : 6; in between for a firm that serves both.
_BRAND_PCT = {"b2b": 60, "b2c": 40, "both": 50}
_MEASURES = (
    "cv",
    "hhi",
    "gini",
    "top1_share_pct",
    "top2_share_pct",
    "top3_share_pct",
    "largest_month",
)
_FORMULA = (
    "allocated = total × (1 − reserve); brand = allocated × 60/40/50 %; "
    "battles = allocated × battle share, by node weight; the rest evenly (S0-22, S1-20)"
)
_UNITS = {
    "reserve": "yuan",
    "allocated": "yuan",
    "brand": "yuan",
    "traffic": "yuan",
    "battle_pool": "yuan",
    "base": "yuan",
    "battles": "yuan",
    "months": "yuan",
    "month_numbers": "",
    "cv": "",
    "hhi": "",
    "gini": "",
    "top1_share_pct": "pct",
    "top2_share_pct": "pct",
    "top3_share_pct": "pct",
    "largest_month": "",
    "planned": "",
}


@records_inputs
def allocation(
    *,
    total: float,
    customer_type: CustomerType = "b2c",
    reserve_pct: float = 10,
    battle_share_pct: float = 65,
    nodes: Sequence[Battle] | None = None,
    start_month: int = 1,
    planned: Sequence[float] | None = None,
) -> Result:
    """Divide a year's promotion money (yuan) so that it is concentrated on a few battles.

    Args:
        total: yuan for the year.
        customer_type: sets brand : traffic and the default nodes.
        reserve_pct: kept back for surprises, per cent of total.
        battle_share_pct: share of the rest that goes to battles; what remains is spread evenly.
        nodes: the battles; default `DEFAULT_BATTLES` of the customer type.
        start_month: calendar month in which the plan year starts.
        planned: 12 monthly amounts planned so far, only measured for comparison.

    Returns:
        reserve; allocated = brand + traffic = battle_pool + base; battles with their months;
        months: 12 amounts from start_month on that sum to allocated, and how even they are
        (None when all are 0); planned: the same measures of the amounts given, or None.

    Raises:
        InputError: money, a percentage, a node or a month is out of range.

    Sources: S0-22, S0-23, S0-24, S1-20, S3-35 (K3).
    """
    bounds.one_of("customer_type", customer_type, tuple(_BRAND_PCT))
    start = bounds.whole("start_month", start_month, 1, 12)
    battles = checked_battles(DEFAULT_BATTLES[customer_type] if nodes is None else nodes)
    drafted = None if planned is None else evenness(bounds.amounts("planned", planned, 12))
    order = [(start - 1 + i) % 12 + 1 for i in range(12)]
    values = _pots(total, _BRAND_PCT[customer_type], reserve_pct, battle_share_pct)
    fought = _fight(values["battle_pool"], battles)
    months = _by_month(fought, values["base"], order)
    measured = evenness(months) if any(months) else None
    values |= {"battles": fought, "months": months, "month_numbers": order}
    values |= _described(measured, order)
    values["planned"] = None if drafted is None else _described(drafted, order)
    return Result(
        name="allocation",
        inputs={"nodes": [battle.to_dict() for battle in battles]},
        values=values,
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(measured, drafted, reserve_pct),
    )


def _pots(
    total: float, brand_pct: float, reserve_pct: float, battle_share_pct: float
) -> dict[str, Any]:
    """Divide the whole sum two ways: brand and traffic, battles and base."""
    yuan = to_yuan(bounds.money("total", total))
    reserve = to_yuan(yuan * bounds.share("reserve_pct", reserve_pct) / 100)
    allocated = yuan - reserve
    brand = to_yuan(allocated * brand_pct / 100)
    pool = to_yuan(allocated * bounds.share("battle_share_pct", battle_share_pct) / 100)
    return {
        "reserve": reserve,
        "allocated": allocated,
        "brand": brand,
        "traffic": allocated - brand,
        "battle_pool": pool,
        "base": allocated - pool,
    }


def _readable(amount: int, unit: int) -> int:
    """Round to tens or hundreds of yuan only where that is below a thousandth of the sum."""
    return unit if amount >= 1000 * unit else 1


def _fight(pool: int, battles: Sequence[Battle]) -> list[dict[str, Any]]:
    """Divide the battle money over the nodes, and each node over its months."""
    unit = _readable(pool, 100)
    amounts = split(pool, [battle.weight for battle in battles], unit)
    fought = []
    for battle, amount in zip(battles, amounts, strict=True):
        parts = zip(battle.months, split(amount, tuple(battle.months.values()), unit), strict=True)
        months = [{"month": month, "amount": part} for month, part in parts]
        fought.append({"name": battle.name, "amount": amount, "months": months})
    return fought


def _by_month(fought: list[dict[str, Any]], base: int, order: Sequence[int]) -> list[int]:
    """Add the battles to an even base; the list follows the order of the plan year."""
    even = split(base, (1,) * 12, _readable(base, 10))
    amounts = dict(zip(order, even, strict=True))
    for battle in fought:
        for phase in battle["months"]:
            amounts[phase["month"]] += phase["amount"]
    return [amounts[month] for month in order]


def _described(measured: Evenness | None, order: Sequence[int]) -> dict[str, Any]:
    """Return the measures by name, the largest month by its calendar number."""
    if measured is None:
        return dict.fromkeys(_MEASURES)
    described = asdict(measured) | {"largest_month": order[measured.largest]}
    return {name: described[name] for name in _MEASURES}


def _notes(
    measured: Evenness | None, drafted: Evenness | None, reserve_pct: float
) -> tuple[Note, ...]:
    notes = []
    if drafted is not None and drafted.is_spread_thin:
        notes.append(
            note(
                f"原来的月度安排几乎是平摊（变异系数 {drafted.cv:.2f}），这就是添油战术。",
                f"The months planned so far are almost even (cv {drafted.cv:.2f}): "
                "money fed in drop by drop.",
            )
        )
    if measured is not None and measured.top1_share_pct > 50:
        notes.append(
            note(
                f"最大的一个月占了 {measured.top1_share_pct:.0f}%，一战失手会影响全年。",
                f"One month holds {measured.top1_share_pct:.0f} %; one lost battle hurts the year.",
            )
        )
    if not 5 <= reserve_pct <= 20:
        notes.append(
            note(
                "预备金一般留 5% 到 20%，太少应付不了意外，太多会闲着。",
                "A reserve is usually 5 to 20 %; less is soon used up, more lies idle.",
            )
        )
    return tuple(notes)


ALLOCATION = Calculator(
    name="allocation",
    k="K3",
    function=allocation,
    zh="预算分配：品牌与流量，战役与日常",
    en="Allocation: brand and traffic, battles and base",
    inputs=(
        Input("total", "一年的推广预算", "promotion money of the year", "yuan", required=True),
        Input(
            "customer_type",
            "客户类型",
            "type of customers",
            kind="choice",
            default="b2c",
            choices=("b2b", "b2c", "both"),
        ),
        Input("reserve_pct", "预备金比例", "reserve", "pct", default="10"),
        Input("battle_share_pct", "战役占比", "share of the battles", "pct", default="65"),
        Input("nodes", "战役节点", "battle nodes", kind="battles", default="by customer_type"),
        Input("start_month", "从几月开始", "first month of the year", kind="int", default="1"),
        Input("planned", "原来的 12 个月安排", "12 months planned so far", "yuan", "list"),
    ),
    values=_UNITS,
    example={"total": "600000", "customer_type": "b2c", "planned": ",".join(["50000"] * 12)},
    sources=("S0-22", "S0-23", "S0-24", "S1-20", "S3-35"),
)
