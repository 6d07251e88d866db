"""K14 reply workload: how many people answering messages keeps busy."""

from __future__ import annotations

import math

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money

_FORMULA = (
    "FTE = messages × minutes / (hours × 60 × utilisation); a dedicated person from 0.8 (S3-20)"
)
_UNITS = {"fte": "people", "dedicated_from": "count", "needs_dedicated": ""}
_DEDICATED_FTE = 0.8


@records_inputs
def reply_workload(
    *,
    messages_per_day: float,
    minutes_each: float,
    hours: float = 6.5,
    utilisation_pct: float = 85,
) -> Result:
    """Turn messages a day into full-time people.

    Args:
        messages_per_day: messages, comments and mails that expect an answer.
        minutes_each: minutes to answer one.
        hours: working hours of a person a day, breaks taken off.
        utilisation_pct: share of that time really spent answering.

    Returns:
        fte in full-time people; dedicated_from: messages a day from which somebody should do
        nothing else; needs_dedicated.

    Raises:
        InputError: a number is out of range.

    Sources: S3-20 (K14).
    """
    minutes = bounds.within("hours", hours, 0.5, 24) * 60
    minutes *= bounds.rate("utilisation_pct", utilisation_pct) / 100
    each = bounds.positive("minutes_each", minutes_each)
    fte = bounds.money("messages_per_day", messages_per_day) * each / minutes
    return Result(
        name="reply_workload",
        values={
            "fte": to_money(fte),
            "dedicated_from": round(_DEDICATED_FTE * minutes / each),
            "needs_dedicated": fte >= _DEDICATED_FTE,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(fte),
    )


def _notes(fte: float) -> tuple[Note, ...]:
    if fte < _DEDICATED_FTE:
        return ()
    people = math.ceil(fte)
    return (
        note(
            f"消息量已经需要专人回复，按 {people} 个人安排。",
            f"Answering needs somebody who does nothing else; plan for {people}.",
        ),
    )


REPLY_WORKLOAD = Calculator(
    name="reply_workload",
    k="K14",
    function=reply_workload,
    zh="回复工作量",
    en="Reply workload",
    inputs=(
        Input("messages_per_day", "每天多少条消息", "messages a day", "count", required=True),
        Input("minutes_each", "每条回复几分钟", "minutes for one", "minutes", required=True),
        Input("hours", "一个人每天工作几小时", "working hours a day", "hours", default="6.5"),
        Input("utilisation_pct", "实际回复时间占比", "share of time used", "pct", default="85"),
    ),
    values=_UNITS,
    example={"messages_per_day": "160", "minutes_each": "4"},
    sources=("S3-20",),
)
