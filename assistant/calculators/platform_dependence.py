"""K19 platform dependence: how much hangs on one platform, and what a bad turn there would cost."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.order import Order
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money, to_pct, to_ratio, to_yuan

_FORMULA = (
    "hhi = Σ share²; CPA after = cpc × (1 + rise) / conversion, against max CPA of the order; "
    "loss = daily sales of the top platform × days closed (S0-19, S0-28)"
)
_UNITS = {
    "top": "",
    "top_share_pct": "pct",
    "hhi": "",
    "cpa_after": "yuan",
    "max_cpa": "yuan",
    "every_order_loses": "",
    "loss": "yuan",
}


@records_inputs
def platform_dependence(
    *,
    shares: Mapping[str, float],
    cpc_rise_pct: float = 40,
    days_closed: int = 14,
    daily_sales: float | None = None,
    cpc: float | None = None,
    conversion_pct: float | None = None,
    aov: float | None = None,
    unit_cost: float | None = None,
    shipping: float = 0,
    platform_fee_pct: float = 0,
    return_rate_pct: float = 0,
) -> Result:
    """Measure concentration on platforms and rehearse two accidents.

    `shares` maps each platform to its sales or share, in any scale. The accidents: clicks become
    `cpc_rise_pct` dearer (needs `cpc` in yuan and `conversion_pct`; compared with what an `Order`
    of `aov`, `unit_cost` ... leaves), and the top platform, which sells `daily_sales` yuan a day,
    closes for `days_closed` days.

    Returns:
        top, top_share_pct, hhi (1 = one platform only); cpa_after, max_cpa and loss in yuan and
        every_order_loses, None where an input is missing.

    Raises:
        InputError: no share, or a number is out of range.

    Sources: S0-19, S0-28 (K19).
    """
    parts = bounds.weights("shares", tuple(shares.values()))
    closed = bounds.whole("days_closed", days_closed, 0, 366)
    top = max(shares, key=lambda name: shares[name])
    max_cpa = _max_cpa(aov, unit_cost, shipping, platform_fee_pct, return_rate_pct)
    after = _cpa_after(cpc, conversion_pct, cpc_rise_pct)
    loses = None if max_cpa is None or after is None else after > max_cpa
    lost = None if daily_sales is None else bounds.money("daily_sales", daily_sales) * closed
    return Result(
        name="platform_dependence",
        values={
            "top": top,
            "top_share_pct": to_pct(shares[top] / sum(parts)),
            "hhi": to_ratio(sum((part / sum(parts)) ** 2 for part in parts)),
            "cpa_after": None if after is None else to_money(after),
            "max_cpa": None if max_cpa is None else to_money(max_cpa),
            "every_order_loses": loses,
            "loss": None if lost is None else to_yuan(lost),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(top, shares[top] / sum(parts), loses),
    )


def _cpa_after(cpc: float | None, conversion_pct: float | None, rise_pct: float) -> float | None:
    risen = 1 + bounds.within("cpc_rise_pct", rise_pct, 0, 1000) / 100
    if cpc is None or conversion_pct is None:
        return None
    rate = bounds.rate("conversion_pct", conversion_pct) / 100
    return bounds.positive("cpc", cpc) * risen / rate


def _max_cpa(aov: float | None, unit_cost: float | None, *rest: float) -> float | None:
    if aov is None or unit_cost is None:
        return None
    return Order(aov, unit_cost, *rest).contribution


def _notes(top: str, share: float, loses: bool | None) -> tuple[Note, ...]:
    notes: list[Note] = []
    if share > 0.6:
        notes.append(
            note(
                f"{top} 占了 {share:.0%}。平台是工具，别只靠它吃饭。",
                f"{top} holds {share:.0%}. A platform is a tool, not a living.",
            )
        )
    if loses:
        notes.append(
            note(
                "点击涨价以后每一单都亏，要先有别的客源。",
                "After the rise every order loses money; build another source of customers first.",
            )
        )
    return tuple(notes)


PLATFORM_DEPENDENCE = Calculator(
    name="platform_dependence",
    k="K19",
    function=platform_dependence,
    zh="平台依赖",
    en="Platform dependence",
    inputs=(
        Input(
            "shares", "各平台占比（淘宝=72）", "shares (name=72)", "pct", "shares", required=True
        ),
        Input("cpc_rise_pct", "点击涨价多少", "clicks become dearer by", "pct", default="40"),
        Input("days_closed", "店铺停几天", "days closed", "days", "int", default="14"),
        Input("daily_sales", "最大平台每天的销售额", "daily sales of the top one", "yuan"),
        Input("cpc", "每次点击的价格", "price of a click", "yuan"),
        Input("conversion_pct", "转化率", "conversion", "pct"),
        Input("aov", "客单价", "average order value", "yuan"),
        Input("unit_cost", "每单成本", "cost of goods per order", "yuan"),
        Input("shipping", "每单运费", "shipping per order", "yuan", default="0"),
        Input("platform_fee_pct", "平台扣点", "platform fee", "pct", default="0"),
        Input("return_rate_pct", "退货率", "return rate", "pct", default="0"),
    ),
    values=_UNITS,
    example={
        "shares": "淘宝=72,抖音=18,线下=10",
        "daily_sales": "4700",
        "cpc": "1.8",
        "conversion_pct": "2.5",
        "aov": "240",
        "unit_cost": "110",
        "shipping": "12",
        "platform_fee_pct": "5.6",
        "return_rate_pct": "8",
    },
    sources=("S0-19", "S0-28"),
)
