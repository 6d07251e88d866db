"""K5 unit economics: what one order earns, and how much may be paid to win it."""

from __future__ import annotations

from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.order import Order
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money, to_pct, to_ratio

_FORMULA = (
    "GM = (aov − unit_cost) / aov; CM = (GM − fee − shipping / aov) × (1 − return); "
    "break-even ROAS = 1 / CM; max CPA = aov × CM; CPA = cpc / conversion (S0-28, S1-16)"
)
_UNITS = {
    "gross_margin_pct": "pct",
    "contribution_margin_pct": "pct",
    "break_even_roas": "",
    "max_cpa": "yuan",
    "break_even_cpc": "yuan",
    "cpa": "yuan",
    "roas": "",
    "profit_per_order": "yuan",
    "ltv": "yuan",
    "ltv_to_cac": "",
    "payback_months": "months",
}


@records_inputs
def unit_economics(
    *,
    aov: float,
    unit_cost: float,
    shipping: float = 0,
    platform_fee_pct: float = 0,
    return_rate_pct: float = 0,
    conversion_pct: float | None = None,
    cpc: float | None = None,
    cac: float | None = None,
    orders_per_year: float | None = None,
    years: float = 1,
) -> Result:
    """Work out what one order leaves and the most that may be paid to win it.

    `aov` to `return_rate_pct` are those of `Order`. `conversion_pct` (visitors who order) with
    `cpc` (yuan per paid click), or `cac` in yuan where it is known directly, give the cost of
    winning an order; `orders_per_year` and `years` of a customer give the lifetime value.

    Returns:
        The values of `_UNITS`; None where an input was not given, and for break_even_roas when an
        order earns nothing (no advertising result repairs that).

    Raises:
        InputError: an amount or a percentage is out of range.

    Sources: S0-28, S1-16 (K5).
    """
    order = Order(aov, unit_cost, shipping, platform_fee_pct, return_rate_pct)
    cost = _winning_cost(cpc, conversion_pct, cac)
    bounds.positive("years", years)
    return Result(
        name="unit_economics",
        values={
            **_margins(order, conversion_pct),
            **_after_winning(order, cost),
            **_lifetime(order, cost, orders_per_year, years),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(order, cost),
    )


def _winning_cost(
    cpc: float | None, conversion_pct: float | None, cac: float | None
) -> float | None:
    """Return yuan paid to win one order, None when nothing is known about it."""
    conversion = None if conversion_pct is None else bounds.rate("conversion_pct", conversion_pct)
    click = None if cpc is None else bounds.positive("cpc", cpc)
    if cac is not None:
        return bounds.positive("cac", cac)
    return None if click is None or conversion is None else click / (conversion / 100)


def _margins(order: Order, conversion_pct: float | None) -> dict[str, Any]:
    margin = order.contribution_margin
    break_even = None if conversion_pct is None else order.contribution * conversion_pct / 100
    return {
        "gross_margin_pct": to_pct(order.gross_margin),
        "contribution_margin_pct": to_pct(margin),
        # Below a hundredth of a per cent the ratio says nothing but "impossible".
        "break_even_roas": to_ratio(1 / margin) if margin >= 0.0001 else None,
        "max_cpa": to_money(order.contribution),
        "break_even_cpc": None if break_even is None else to_ratio(break_even),
    }


def _after_winning(order: Order, cost: float | None) -> dict[str, Any]:
    if cost is None:
        return dict.fromkeys(("cpa", "roas", "profit_per_order"))
    return {
        "cpa": to_money(cost),
        "roas": to_ratio(order.aov / cost),
        "profit_per_order": to_money(order.contribution - cost),
    }


def _lifetime(
    order: Order, cost: float | None, orders_per_year: float | None, years: float
) -> dict[str, Any]:
    if orders_per_year is None:
        return dict.fromkeys(("ltv", "ltv_to_cac", "payback_months"))
    yearly = order.contribution * bounds.positive("orders_per_year", orders_per_year)
    pays_back = cost is not None and yearly > 0.01
    return {
        "ltv": to_money(yearly * years),
        "ltv_to_cac": None if cost is None else to_ratio(yearly * years / cost),
        "payback_months": round(cost / (yearly / 12), 1) if cost and pays_back else None,
    }


def _notes(order: Order, cost: float | None) -> tuple[Note, ...]:
    if order.contribution <= 0:
        return (
            note(
                "不算推广，每卖一单也不赚钱。先调价格、成本或运费。",
                "An order earns nothing even before promotion. Change price or cost first.",
            ),
        )
    if cost is not None and cost > order.contribution:
        return (
            note(
                f"每单获客 {cost:,.1f} 元，超过最多能付的 {order.contribution:,.1f} 元，"
                "卖得越多亏得越多。",
                f"Winning an order costs {cost:,.1f} yuan, more than the {order.contribution:,.1f} "
                "it leaves: the more is sold, the more is lost.",
            ),
        )
    return ()


ORDER_INPUTS = (
    Input("aov", "客单价", "average order value", "yuan", required=True),
    Input("unit_cost", "每单成本", "cost of goods per order", "yuan", required=True),
    Input("shipping", "每单运费", "shipping per order", "yuan", default="0"),
    Input("platform_fee_pct", "平台扣点", "platform fee", "pct", default="0"),
    Input("return_rate_pct", "退货率", "return rate", "pct", default="0"),
)

UNIT_ECONOMICS = Calculator(
    name="unit_economics",
    k="K5",
    function=unit_economics,
    zh="一单账：毛利、保本投产比、最高获客成本",
    en="Unit economics: margin, break-even, highest cost per order",
    inputs=(
        *ORDER_INPUTS,
        Input("conversion_pct", "访客下单率", "visitors who order", "pct"),
        Input("cpc", "每次点击的价格", "price of a click", "yuan"),
        Input("cac", "已知的获客成本", "cost to win a customer, if known", "yuan"),
        Input("orders_per_year", "一位顾客一年买几次", "orders a customer places a year", "count"),
        Input("years", "顾客留存几年", "years a customer stays", "years", default="1"),
    ),
    values=_UNITS,
    example={
        "aov": "240",
        "unit_cost": "110",
        "shipping": "12",
        "platform_fee_pct": "5.6",
        "return_rate_pct": "8",
        "conversion_pct": "2.5",
        "cpc": "1.8",
        "orders_per_year": "1.6",
        "years": "2",
    },
    sources=("S0-28", "S1-16"),
)
