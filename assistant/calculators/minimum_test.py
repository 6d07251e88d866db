"""K16 minimum test: how much must be spent before a result means anything."""

from __future__ import annotations

import math
from collections.abc import Callable

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import round_up, to_pct, to_yuan
from assistant.calculators.wilson import wilson
from assistant.errors import InputError

_FORMULA = (
    "clicks needed = expected orders / conversion; low, high = Wilson 95 % interval of the rate "
    "at the clicks that are bought (S0-7, S0-8)"
)
_UNITS = {
    "clicks": "count",
    "orders": "count",
    "spend": "yuan",
    "low_pct": "pct",
    "high_pct": "pct",
    "needed_clicks": "count",
    "needed_spend": "yuan",
    "enough": "",
    "stop_orders": "count",
    "scale_orders": "count",
}


@records_inputs
def minimum_test(
    *,
    conversion_pct: float,
    cpc: float,
    expected_orders: float = 30,
    spend: float | None = None,
) -> Result:
    """Tell what a pilot can prove, with the spend given or with the least that is meaningful.

    Args:
        conversion_pct: share of clicks hoped to order.
        cpc: yuan a click.
        expected_orders: orders a meaningful pilot should bring.
        spend: yuan to test with; default the least that is needed.

    Returns:
        clicks and orders to expect, spend, and low_pct, high_pct: where the true rate may lie if
        it goes as expected; needed_clicks, needed_spend, enough. stop_orders: at this many or
        fewer the hoped rate is out of reach (None if no result could show it); scale_orders: from
        this many it is proven.

    Raises:
        InputError: a number is out of range, or the money does not buy one click.

    Sources: S0-7, S0-8, S3-46 (K16).
    """
    rate = bounds.rate("conversion_pct", conversion_pct) / 100
    price = bounds.positive("cpc", cpc)
    needed = round_up(bounds.within("expected_orders", expected_orders, 1, 1e6) / rate)
    clicks = needed if spend is None else _bought(bounds.money("spend", spend), price)
    orders = round(clicks * rate)
    low, high = wilson(orders, clicks)
    return Result(
        name="minimum_test",
        values={
            "clicks": clicks,
            "orders": orders,
            "spend": to_yuan(clicks * price if spend is None else spend),
            "low_pct": to_pct(low),
            "high_pct": to_pct(high),
            "needed_clicks": needed,
            "needed_spend": to_yuan(needed * price),
            "enough": clicks >= needed,
            **_lines(clicks, rate),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(clicks >= needed, needed * price, low, high),
    )


def _bought(spend: float, price: float) -> int:
    # A hair is added because 2160 / 1.8 may come out just below 1200.
    clicks = math.floor(spend / price * (1 + 1e-12))
    if clicks >= 1:
        return clicks
    raise InputError(
        f"spend 不能是 {bounds.shown(spend)}，连一次点击都买不到。请填高一些。",
        f"spend cannot be {bounds.shown(spend)}; it does not buy one click. Give more.",
    )


def _lines(clicks: int, rate: float) -> dict[str, int | None]:
    """Return the orders at which the pilot should be stopped and from which it may grow."""
    reachable = _first(clicks, lambda orders: wilson(orders, clicks)[1] >= rate)
    proven = _first(clicks, lambda orders: wilson(orders, clicks)[0] >= rate)
    return {"stop_orders": reachable - 1 if reachable else None, "scale_orders": proven}


def _first(most: int, holds: Callable[[int], bool]) -> int | None:
    """Return the smallest count up to `most` at which a rising condition holds, None if never."""
    low, high = 0, most + 1
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low if low <= most else None


def _notes(enough: bool, needed: float, low: float, high: float) -> tuple[Note, ...]:
    if enough:
        return ()
    return (
        note(
            f"这点钱看不出好坏：真实转化率可能是 {to_pct(low):.1f}% 到 {to_pct(high):.1f}%。"
            f"至少要 {to_yuan(needed):,} 元。",
            f"This cannot tell good from bad: the true rate may be {to_pct(low):.1f} to "
            f"{to_pct(high):.1f} %. It takes {to_yuan(needed):,} yuan at least.",
        ),
    )


MINIMUM_TEST = Calculator(
    name="minimum_test",
    k="K16",
    function=minimum_test,
    zh="最小有效测试",
    en="Minimum meaningful test",
    inputs=(
        Input("conversion_pct", "转化率", "conversion", "pct", required=True),
        Input("cpc", "每次点击的价格", "price of a click", "yuan", required=True),
        Input("expected_orders", "希望测到多少单", "orders hoped for", "count", default="30"),
        Input("spend", "打算花多少", "money for the test", "yuan"),
    ),
    values=_UNITS,
    example={"conversion_pct": "2.5", "cpc": "1.8", "spend": "300"},
    sources=("S0-7", "S0-8", "S3-46"),
)
