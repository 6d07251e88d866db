"""K8 pre-heat windows: a big sale divided into pre-heat days and the four windows of the day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import round_up, to_yuan
from assistant.calculators.split import split

_FORMULA = (
    "preheat = expected × share; day = expected − preheat, split over the windows; "
    "orders = window a / aov; carts = orders / cart rate; favourites = carts / rate (S2-13, S2-23)"
)
_UNITS = {
    "preheat": "yuan",
    "per_day": "yuan",
    "day": "yuan",
    "windows": "yuan",
    "window_hours": "",
    "per_hour": "yuan",
    "orders": "count",
    "carts": "count",
    "favourites": "count",
    "weekday": "",
}
# S2-22; 3 to 8 o'clock belongs to no window in the source.
_HOURS = ((0, 3), (8, 16), (16, 20), (20, 24))
_WEEKDAYS_ZH = "一二三四五六日"


@records_inputs
def preheat_windows(
    *,
    expected: float,
    preheat_share_pct: float = 65,
    preheat_days: int = 10,
    windows: Sequence[float] = (35, 30, 15, 20),
    aov: float | None = None,
    cart_to_order_pct: float | None = None,
    favourite_to_cart_pct: float | None = None,
    year: int | None = None,
) -> Result:
    """Divide the sales expected of a Double-11-like sale over pre-heat days and four windows.

    Args:
        expected: yuan of the whole period.
        preheat_share_pct: part sold before the day; the source says 60 to 70.
        preheat_days: length of the pre-heat in days; the source says 10.
        windows: weights of 0-3, 8-16, 16-20 and 20-24 o'clock.
        aov: order value in yuan; with it the orders of window a.
        cart_to_order_pct: carts that become orders at midnight, for the carts needed.
        favourite_to_cart_pct: favourites moved to the cart, for the favourites needed.
        year: to tell the weekday of 11 November.

    Returns:
        preheat, per_day, day in yuan; windows: 4 amounts that sum to day, with window_hours and
        per_hour; orders, carts, favourites of window a and weekday (1 Monday to 7 Sunday), None
        where an input is missing.

    Raises:
        InputError: a number or the number of windows is out of range.

    Sources: S2-13, S2-22 to S2-27 (K8).
    """
    total = to_yuan(bounds.money("expected", expected))
    days = bounds.whole("preheat_days", preheat_days, 1, 60)
    preheat = to_yuan(total * bounds.share("preheat_share_pct", preheat_share_pct) / 100)
    parts = split(total - preheat, bounds.weights("windows", windows, 4))
    weekday = None if year is None else _weekday(year)
    return Result(
        name="preheat_windows",
        values={
            "preheat": preheat,
            "per_day": to_yuan(preheat / days),
            "day": total - preheat,
            "windows": parts,
            "window_hours": [f"{start}-{end}" for start, end in _HOURS],
            "per_hour": [
                to_yuan(part / (end - start))
                for part, (start, end) in zip(parts, _HOURS, strict=True)
            ],
            **_carts(parts[0], aov, cart_to_order_pct, favourite_to_cart_pct),
            "weekday": weekday,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(preheat_share_pct, year, weekday),
    )


def _carts(
    window: int, aov: float | None, cart_pct: float | None, favourite_pct: float | None
) -> dict[str, int | None]:
    """Return the orders of the first window and what must lie in carts and favourites for them."""
    value = None if aov is None else bounds.positive("aov", aov)
    cart = None if cart_pct is None else bounds.rate("cart_to_order_pct", cart_pct) / 100
    favourite = (
        None if favourite_pct is None else bounds.rate("favourite_to_cart_pct", favourite_pct) / 100
    )
    orders = _before(window, value)
    carts = _before(orders, cart)
    # Rounded only here, so that no step inherits the rounding of the one before.
    exact = {"orders": orders, "carts": carts, "favourites": _before(carts, favourite)}
    return {name: None if count is None else round_up(count) for name, count in exact.items()}


def _before(count: float | None, yielded: float | None) -> float | None:
    """Return what the step before must hold, None when a number is missing."""
    return None if count is None or yielded is None else count / yielded


def _weekday(year: int) -> int:
    return datetime.date(bounds.whole("year", year, 2000, 2100), 11, 11).isoweekday()


def _notes(share_pct: float, year: int | None, weekday: int | None) -> tuple[Note, ...]:
    notes = [
        note(
            "原文没有讲 20 点到 24 点怎么做，也没有给四个时段的比例。"
            "这里的比例是假设，请按去年每小时订单改。",
            "The source does not explain the window 20-24 and gives no split of the day. These "
            "weights are an assumption; replace them with last year's hourly orders.",
        )
    ]
    if not 60 <= share_pct <= 70:
        notes.append(
            note(
                "原文说预热期占 60% 到 70%。",
                "The source puts 60 to 70 % of the sales in the pre-heat.",
            )
        )
    if weekday is not None:
        name = datetime.date(2001, 1, weekday).strftime("%A")  # 1 January 2001 was a Monday
        zh = f"{year} 年 11 月 11 日是星期{_WEEKDAYS_ZH[weekday - 1]}。"
        en = f"11 November {year} is a {name}. "
        if weekday >= 6:
            zh += "白天搜索高峰的前提是工作日，这一年要另外安排。"
            en += "The daytime search peak assumes a working day, so plan that window afresh."
        notes.append(note(zh, en.strip()))
    return tuple(notes)


PREHEAT_WINDOWS = Calculator(
    name="preheat_windows",
    k="K8",
    function=preheat_windows,
    zh="大促预热与四个时段",
    en="Pre-heat and the four windows of a big sale",
    inputs=(
        Input(
            "expected", "整个活动期的销售目标", "sales of the whole period", "yuan", required=True
        ),
        Input("preheat_share_pct", "预热期占比", "share of the pre-heat", "pct", default="65"),
        Input("preheat_days", "预热几天", "days of pre-heat", "days", "int", default="10"),
        Input("windows", "四个时段的比例", "weights of the windows", "pct", "list", "35,30,15,20"),
        Input("aov", "客单价", "average order value", "yuan"),
        Input("cart_to_order_pct", "加购变订单", "carts that become orders", "pct"),
        Input("favourite_to_cart_pct", "收藏变加购", "favourites moved to the cart", "pct"),
        Input("year", "哪一年", "year", kind="int"),
    ),
    values=_UNITS,
    example={
        "expected": "1000000",
        "aov": "240",
        "cart_to_order_pct": "15",
        "favourite_to_cart_pct": "40",
        "year": "2027",
    },
    sources=("S2-13", "S2-22", "S2-23", "S2-24", "S2-25", "S2-26", "S2-27"),
)
