"""K6 live stream: what one live session leaves after slot fee, commission and returns."""

from __future__ import annotations

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_yuan

_FORMULA = (
    "profit = GMV × (1 − return) × (margin − commission) − slot fee; "
    "break-even GMV = slot fee / ((margin − commission) × (1 − return)) (S0-33)"
)
_UNITS = {"kept_sales": "yuan", "commission": "yuan", "profit": "yuan", "break_even_gmv": "yuan"}


@records_inputs
def live_stream(
    *,
    gmv: float,
    slot_fee: float,
    commission_pct: float,
    margin_pct: float,
    return_rate_pct: float = 0,
) -> Result:
    """Work out one session with a paid host.

    Args:
        gmv: yuan ordered in the session.
        slot_fee: yuan paid for the slot, whatever is sold.
        commission_pct: the host's share of sales that are kept.
        margin_pct: gross margin of the goods.
        return_rate_pct: sales that come back, in per cent.

    Returns:
        kept_sales, commission, profit (maybe negative) and break_even_gmv in yuan; the last is
        None when commission eats the whole margin, so that no volume repairs the session.

    Raises:
        InputError: an amount or a percentage is out of range.

    Sources: S0-33, S0-35 (K6).
    """
    bounds.money("gmv", gmv)
    bounds.money("slot_fee", slot_fee)
    bounds.share("commission_pct", commission_pct)
    bounds.share("margin_pct", margin_pct)
    bounds.return_rate("return_rate_pct", return_rate_pct)
    kept = gmv * (1 - return_rate_pct / 100)
    left = (margin_pct - commission_pct) / 100
    per_yuan = left * (1 - return_rate_pct / 100)
    break_even = to_yuan(slot_fee / per_yuan) if left >= 0.0001 else None
    losing = note(
        "佣金已经吃掉全部毛利，卖多少都不赚。",
        "Commission eats the whole margin; no volume makes this session pay.",
    )
    return Result(
        name="live_stream",
        values={
            "kept_sales": to_yuan(kept),
            "commission": to_yuan(kept * commission_pct / 100),
            "profit": to_yuan(kept * left - slot_fee),
            "break_even_gmv": break_even,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=(losing,) if break_even is None else (),
    )


LIVE_STREAM = Calculator(
    name="live_stream",
    k="K6",
    function=live_stream,
    zh="一场直播的账",
    en="One live session",
    inputs=(
        Input("gmv", "成交额", "sales in the session", "yuan", required=True),
        Input("slot_fee", "坑位费", "slot fee", "yuan", required=True),
        Input("commission_pct", "佣金比例", "commission", "pct", required=True),
        Input("margin_pct", "毛利率", "gross margin", "pct", required=True),
        Input("return_rate_pct", "退货率", "return rate", "pct", default="0"),
    ),
    values=_UNITS,
    example={
        "gmv": "500000",
        "slot_fee": "30000",
        "commission_pct": "20",
        "margin_pct": "45",
        "return_rate_pct": "20",
    },
    sources=("S0-33", "S0-35"),
)
