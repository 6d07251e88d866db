"""K2 budget size: five answers to "how much?", side by side, because no single one is right."""

from __future__ import annotations

from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_yuan
from assistant.errors import InputError

_FORMULA = (
    "revenue share = revenue × 7–8 %, 7.7 %, 12–20 %; margin allows = orders × max CPA; "
    "seed rule = marketing budget × share of target customers online (S0-6, S3-18)"
)
_UNITS = {
    "willing": "yuan",
    "need": "yuan",
    "revenue_share": "yuan",
    "margin_allows": "yuan",
    "seed_rule": "yuan",
}
# Benchmarks from abroad: key, lowest and highest per cent of revenue, where it comes from.
_SHARES = (
    ("sba", 7.0, 8.0, "US SBA, firms under US$5 m"),
    ("gartner", 7.7, 7.7, "Gartner CMO survey 2025"),
    ("young_firm", 12.0, 20.0, "young firms, US practice"),
)


def budget_size(
    *,
    willing: float | None = None,
    revenue: float | None = None,
    need: float | None = None,
    orders: float | None = None,
    max_cpa: float | None = None,
    marketing_budget: float | None = None,
    online_share_pct: float | None = None,
) -> Result:
    """Show what five different ways of thinking say a year's online budget should be.

    Args:
        willing: yuan the owner is ready to spend.
        revenue: yearly sales, yuan, for the shares of revenue.
        need: yuan the goal needs (`funnel`).
        orders: orders of the year; with max_cpa what the margin allows.
        max_cpa: the most an order may cost to win, yuan (`unit_economics`).
        marketing_budget: yuan for all marketing, online and offline.
        online_share_pct: share of target customers who can be reached online.

    Returns:
        willing, need, margin_allows, seed_rule in yuan, None where an input is missing;
        revenue_share: [{rule, low_pct, high_pct, low, high, source}], empty without revenue.

    Raises:
        InputError: nothing was given, or a number is out of range.

    Sources: S0-6, S3-18 (K2).
    """
    inputs = {
        "willing": willing,
        "revenue": revenue,
        "need": need,
        "orders": orders,
        "max_cpa": max_cpa,
        "marketing_budget": marketing_budget,
        "online_share_pct": online_share_pct,
    }
    _check(inputs)
    return Result(
        name="budget_size",
        inputs=inputs,
        values={
            "willing": _whole(willing),
            "need": _whole(need),
            "revenue_share": [] if revenue is None else _of_revenue(revenue),
            "margin_allows": _product(orders, max_cpa),
            "seed_rule": _product(marketing_budget, online_share_pct, 100),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(willing, need, revenue),
    )


def _check(inputs: dict[str, float | None]) -> None:
    given = {name: value for name, value in inputs.items() if value is not None}
    if not given:
        listed = ", ".join(inputs)
        raise InputError(f"请至少填一项：{listed}。", f"Give at least one of: {listed}.")
    for name, value in given.items():
        check = bounds.share if name.endswith("_pct") else bounds.money
        check(name, value)


def _whole(amount: float | None) -> int | None:
    return None if amount is None else to_yuan(amount)


def _product(first: float | None, second: float | None, divisor: float = 1) -> int | None:
    return None if first is None or second is None else to_yuan(first * second / divisor)


def _of_revenue(revenue: float) -> list[dict[str, Any]]:
    return [
        {
            "rule": rule,
            "low_pct": low,
            "high_pct": high,
            "low": to_yuan(revenue * low / 100),
            "high": to_yuan(revenue * high / 100),
            "source": source,
        }
        for rule, low, high, source in _SHARES
    ]


def _notes(willing: float | None, need: float | None, revenue: float | None) -> tuple[Note, ...]:
    notes = []
    if revenue is not None:
        notes.append(
            note(
                "按销售额比例的三个数来自国外（美国 SBA、Gartner 2025、初创企业做法），只作参考。",
                "The shares of revenue come from abroad (US SBA, Gartner 2025, young firms); "
                "take them as a reference only.",
            )
        )
    if willing is not None and need is not None and willing < need:
        notes.append(
            note(
                f"愿意花的比目标需要的少 {to_yuan(need - willing):,} 元。"
                "可以降目标、加钱，或提高转化率。",
                f"The owner is ready to spend {to_yuan(need - willing):,} yuan less than the goal "
                "needs: lower the goal, add money or raise conversion.",
            )
        )
    return tuple(notes)


BUDGET_SIZE = Calculator(
    name="budget_size",
    k="K2",
    function=budget_size,
    zh="预算多大合适：五个答案并排看",
    en="How big a budget: five answers side by side",
    inputs=(
        Input("willing", "愿意花多少", "ready to spend", "yuan"),
        Input("revenue", "一年销售额", "yearly sales", "yuan"),
        Input("need", "目标需要多少（漏斗倒推）", "what the goal needs (funnel)", "yuan"),
        Input("orders", "一年订单数", "orders a year", "count"),
        Input("max_cpa", "每单最多能付的获客成本", "highest cost to win an order", "yuan"),
        Input("marketing_budget", "全部营销预算", "whole marketing budget", "yuan"),
        Input("online_share_pct", "目标客户在网上的比例", "target customers online", "pct"),
    ),
    values=_UNITS,
    example={
        "willing": "240000",
        "revenue": "2400000",
        "need": "352210",
        "orders": "8153",
        "max_cpa": "96.2",
        "marketing_budget": "300000",
        "online_share_pct": "10",
    },
    sources=("S0-6", "S3-18"),
)
