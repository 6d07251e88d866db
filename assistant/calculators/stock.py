"""K10 stock: how much to order for a campaign so that December is not spent clearing it."""

from __future__ import annotations

from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_ratio, to_yuan
from assistant.calculators.stock_demand import StockDemand
from assistant.errors import InputError

_FORMULA = (
    "critical ratio = Cu / (Cu + Co), Cu = price − cost, Co = cost − clearing price; "
    "best = μ + σ·z(ratio); left over by the normal loss function; "
    "recommended: at most 14 days to clear (S2-15)"
)
_OUTCOME = {
    "expected_left": "count",
    "days_to_clear": "days",
    "cash_tied": "yuan",
    "profit": "yuan",
}
_UNITS = {
    "critical_ratio": "",
    "best_quantity": "count",
    "recommended_quantity": "count",
    **_OUTCOME,
    **{f"planned_{name}": unit for name, unit in _OUTCOME.items()},
}
CLEARING_DAYS = 14


@records_inputs
def stock(
    *,
    price: float,
    unit_cost: float,
    clearing_price: float,
    demand_mean: float,
    demand_sd: float,
    daily_sales_after: float | None = None,
    planned: float | None = None,
) -> Result:
    """Find the order quantity that earns most when demand is uncertain, and judge a planned one.

    Args:
        price: yuan a piece in the campaign; above unit_cost.
        unit_cost: yuan a piece.
        clearing_price: yuan a piece for what is left; below unit_cost.
        demand_mean: pieces expected to sell in the campaign.
        demand_sd: standard deviation of that guess, up to the mean.
        daily_sales_after: pieces sold on an ordinary day afterwards.
        planned: pieces somebody wants to order.

    Returns:
        critical_ratio, best_quantity and recommended_quantity (the best one that clears within
        14 days); expected_left, days_to_clear, cash_tied and profit of the best quantity, and as
        planned_... of the planned one. None where an input is missing.

    Raises:
        InputError: a number is out of range, or the three prices are not in falling order.

    Sources: S2-15 (K10).
    """
    demand = StockDemand(
        bounds.positive("price", price),
        bounds.positive("unit_cost", unit_cost),
        bounds.money("clearing_price", clearing_price),
        bounds.within("demand_mean", demand_mean, 1, 1e9),
        bounds.within("demand_sd", demand_sd, 0, demand_mean),
    )
    _check_prices(demand)
    if daily_sales_after is not None:
        bounds.positive("daily_sales_after", daily_sales_after)
    best = demand.best_quantity
    planned = None if planned is None else bounds.within("planned", planned, 0, 1e9)
    outcome = _outcome(demand, best, daily_sales_after)
    planned_outcome = _outcome(demand, planned, daily_sales_after)
    return Result(
        name="stock",
        values={
            "critical_ratio": to_ratio(demand.critical_ratio),
            "best_quantity": best,
            "recommended_quantity": _clearing(demand, best, daily_sales_after),
            **outcome,
            **{f"planned_{name}": value for name, value in planned_outcome.items()},
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(outcome, planned_outcome),
    )


def _check_prices(demand: StockDemand) -> None:
    if not demand.price > demand.unit_cost > demand.clearing_price:
        raise InputError(
            "price 要高于 unit_cost，clearing_price 要低于 unit_cost。请核对这三个价格。",
            "price must be above unit_cost and clearing_price below it. Please check the three.",
        )


def _outcome(demand: StockDemand, quantity: float | None, daily: float | None) -> dict[str, Any]:
    if quantity is None:
        return dict.fromkeys(_OUTCOME)
    left = demand.expected_left(quantity)
    return {
        "expected_left": round(left),
        "days_to_clear": None if daily is None else round(left / daily, 1),
        "cash_tied": to_yuan(left * demand.unit_cost),
        "profit": to_yuan(demand.profit(quantity)),
    }


def _clearing(demand: StockDemand, best: int, daily: float | None) -> int:
    """Return the largest quantity up to the best whose leftovers sell within 14 ordinary days."""
    if daily is None:
        return best
    low, high = 0, best
    while low < high:
        middle = (low + high + 1) // 2
        if demand.expected_left(middle) <= CLEARING_DAYS * daily:
            low = middle
        else:
            high = middle - 1
    return low


def _notes(best: dict[str, Any], planned: dict[str, Any]) -> tuple[Note, ...]:
    if planned["profit"] is None or planned["expected_left"] <= best["expected_left"]:
        return ()
    less = best["profit"] - planned["profit"]
    zh = f"计划的备货预计剩 {planned['expected_left']:,} 件"
    en = f"The planned stock leaves about {planned['expected_left']:,} pieces"
    if planned["days_to_clear"] is not None:
        zh += f"，要卖 {planned['days_to_clear']:g} 天"
        en += f", {planned['days_to_clear']:g} days of sales"
    zh += f"，压住 {planned['cash_tied']:,} 元，比最合适的数量少赚 {less:,} 元。不贪。"
    en += f", ties {planned['cash_tied']:,} yuan and earns {less:,} yuan less than the best."
    return (note(zh, en),)


STOCK = Calculator(
    name="stock",
    k="K10",
    function=stock,
    zh="备货：不贪",
    en="Stock: do not be greedy",
    inputs=(
        Input("price", "活动价", "campaign price", "yuan", required=True),
        Input("unit_cost", "每件成本", "cost of a piece", "yuan", required=True),
        Input("clearing_price", "清仓价", "clearing price", "yuan", required=True),
        Input("demand_mean", "预计卖多少件", "pieces expected to sell", "count", required=True),
        Input("demand_sd", "上下浮动多少件", "standard deviation", "count", required=True),
        Input("daily_sales_after", "活动后每天卖几件", "pieces a day afterwards", "count"),
        Input("planned", "打算备多少件", "pieces planned", "count"),
    ),
    values=_UNITS,
    example={
        "price": "240",
        "unit_cost": "110",
        "clearing_price": "80",
        "demand_mean": "2000",
        "demand_sd": "500",
        "daily_sales_after": "40",
        "planned": "4000",
    },
    sources=("S2-15",),
)
