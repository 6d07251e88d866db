"""K9 daily sales test: did the campaign lift everyday sales, which is what it was for?"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money, to_ratio
from assistant.errors import InputError

_FORMULA = (
    "ratio = average after / average before; before = T−60 … T−31, after = T+15 … T+44, "
    "same weekdays; the median if a day is above 3 × the median; pass from 2.0 (S2-14)"
)
_UNITS = {"ratio": "", "passed": "", "average": "", "before_daily": "yuan", "after_daily": "yuan"}
_PASS = 2.0
_OUTLIER = 3


@records_inputs
def daily_sales_test(*, before: Sequence[float], after: Sequence[float]) -> Result:
    """Compare daily sales well before and well after a campaign.

    Args:
        before: daily sales from 60 to 31 days before, so that the pre-heat does not bend them.
        after: daily sales from 15 to 44 days after, when the hangover is over.

    Returns:
        ratio, passed (2.0 or more), average ("mean", or "median" when one day stands out),
        before_daily and after_daily in the unit given.

    Raises:
        InputError: a list is empty, holds a negative number, or nothing was sold before.

    Sources: S2-14 (K9).
    """
    earlier = bounds.weights("before", before)
    later = bounds.amounts("after", after)
    # A median of 0 (most days without a sale) cannot be compared with.
    use_median = (_stands_out(earlier) or _stands_out(later)) and median(earlier) > 0
    average = median if use_median else fmean
    ratio = average(later) / average(earlier)
    if ratio > bounds.HIGHEST:
        raise InputError(
            "before 和 after 的单位好像不一样，请核对。",
            "before and after do not seem to be in the same unit; please check.",
        )
    return Result(
        name="daily_sales_test",
        values={
            "ratio": to_ratio(ratio),
            "passed": ratio >= _PASS,
            "average": "median" if use_median else "mean",
            "before_daily": to_money(average(earlier)),
            "after_daily": to_money(average(later)),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(len(earlier), len(later), ratio >= _PASS),
    )


def _stands_out(days: Sequence[float]) -> bool:
    return max(days) > _OUTLIER * median(days)


def _notes(before: int, after: int, passed: bool) -> tuple[Note, ...]:
    notes = []
    if before % 7 or after % 7:
        notes.append(
            note(
                "两段最好都取整周，星期才能对得上。",
                "Take whole weeks on both sides so that the weekdays match.",
            )
        )
    if not passed:
        notes.append(
            note(
                "活动后的日销没有到活动前的 2 倍，这次活动没有真正抬高日常销售。",
                "Daily sales stayed below twice the earlier level: the campaign did not lift them.",
            )
        )
    return tuple(notes)


DAILY_SALES_TEST = Calculator(
    name="daily_sales_test",
    k="K9",
    function=daily_sales_test,
    zh="日销检验：活动后有没有翻倍",
    en="Daily sales test: did they double afterwards",
    inputs=(
        Input("before", "活动前每天的销量", "daily sales before", kind="list", required=True),
        Input("after", "活动后每天的销量", "daily sales after", kind="list", required=True),
    ),
    values=_UNITS,
    example={"before": "48,52,50,47,53,49,51", "after": "96,104,99,101,110,92,105"},
    sources=("S2-14",),
)
