"""K17 cash valley: how deep the account goes before the money comes back, and when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money

_FORMULA = (
    "cash_t = cash_(t−1) + margin × sales_(t−lag) − spend_t; need = −lowest cash (S0-35, S0-36)"
)
_UNITS = {
    "balance": "yuan",
    "deepest": "yuan",
    "need": "yuan",
    "month": "",
    "recovered_month": "",
}


@records_inputs
def cash_valley(
    *,
    spend: Sequence[float],
    sales: Sequence[float],
    margin_pct: float,
    lag_months: int = 1,
) -> Result:
    """Follow the account month by month from the first spend.

    Args:
        spend: promotion money of each month, yuan or 万.
        sales: sales of each month in the same unit.
        margin_pct: share of sales that is left before promotion.
        lag_months: months until the money of a sale arrives.

    Returns:
        balance at the end of each month; deepest: the lowest of them, negative if money is
        missing; need: what must be ready (0 if nothing); month: number of the deepest month,
        from 1; recovered_month: first later month that is not below 0, None if there is none.

    Raises:
        InputError: the lists differ in length or a number is out of range.

    Sources: S0-32, S0-35, S0-36 (K17).
    """
    spent = bounds.amounts("spend", spend)
    sold = bounds.amounts("sales", sales, len(spent))
    margin = bounds.share("margin_pct", margin_pct) / 100
    lag = bounds.whole("lag_months", lag_months, 0, 24)
    arriving = [0.0] * lag + [amount * margin for amount in sold]
    flows = (income - cost for income, cost in zip(arriving, spent, strict=False))
    balance = [to_money(cash) for cash in accumulate(flows)]
    deepest = min(balance)
    month = balance.index(deepest) + 1
    later = (number for number, cash in enumerate(balance, 1) if number > month and cash >= 0)
    recovered = next(later, None) if deepest < 0 else None
    return Result(
        name="cash_valley",
        values={
            "balance": balance,
            "deepest": deepest,
            "need": max(0.0, -deepest),
            "month": month,
            "recovered_month": recovered,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(deepest, month, recovered),
    )


def _notes(deepest: float, month: int, recovered: int | None) -> tuple[Note, ...]:
    if deepest >= 0:
        return (note("全程不用垫钱。", "No money has to be advanced."),)
    zh = f"最深在第 {month} 个月，要先垫 {-deepest:,.10g}。"
    en = f"The lowest point is month {month}; {-deepest:,.10g} must be ready in advance. "
    if recovered is None:
        zh += "这几个月里还没有回正。可以放慢节奏、找合作方分摊，或者融资。"
        en += "It has not recovered yet: go slower, share with a partner or raise money."
    return (note(zh, en.strip()),)


CASH_VALLEY = Calculator(
    name="cash_valley",
    k="K17",
    function=cash_valley,
    zh="现金低谷",
    en="Cash valley",
    inputs=(
        Input("spend", "每月投入", "spend of each month", "yuan", "list", required=True),
        Input("sales", "每月销售额", "sales of each month", "yuan", "list", required=True),
        Input("margin_pct", "毛利率", "margin", "pct", required=True),
        Input("lag_months", "回款晚几个月", "months until paid", "months", "int", default="1"),
    ),
    values=_UNITS,
    example={
        "spend": "60,60,40,30,30,30",
        "sales": "20,60,110,150,170,190",
        "margin_pct": "40",
    },
    sources=("S0-32", "S0-35", "S0-36"),
)
