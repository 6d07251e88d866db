"""K18 re-forecast: the pace so far against the pace that is still needed."""

from __future__ import annotations

from typing import Literal

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_pct, to_ratio, to_yuan

_FORMULA = (
    "rate so far = done / periods done; rate needed = (goal − done) / periods left; "
    "factor = needed / so far; variance = (done − planned by now) / planned (S3-49)"
)
_UNITS = {
    "rate_so_far": "yuan",
    "rate_needed": "yuan",
    "factor": "",
    "variance_pct": "pct",
    "light": "",
}
_UNREALISTIC = 1.5

Light = Literal["green", "yellow", "red"]


@records_inputs
def reforecast(
    *,
    goal: float,
    done: float,
    periods_done: int,
    periods_left: int,
    planned_done: float | None = None,
    threshold_pct: float = 10,
) -> Result:
    """Compare plan and actual part-way and say how fast the rest must go.

    Args:
        goal: yuan (or any count) for all periods.
        done: reached so far.
        periods_done: months or weeks gone, from 1.
        periods_left: still to come, from 1.
        planned_done: what the plan had for now; default an even share of the goal.
        threshold_pct: how far behind is still yellow.

    Returns:
        rate_so_far, rate_needed a period (0 once the goal is reached); factor needed / so far,
        None if nothing is done; variance_pct against the plan; light green, yellow or red.

    Raises:
        InputError: a number is out of range.

    Sources: S3-49, S3-20 (K18).
    """
    bounds.positive("goal", goal)
    bounds.money("done", done)
    gone = bounds.whole("periods_done", periods_done, 1, 1000)
    left = bounds.whole("periods_left", periods_left, 1, 1000)
    planned = goal * gone / (gone + left) if planned_done is None else planned_done
    bounds.positive("planned_done", planned)
    threshold = bounds.share("threshold_pct", threshold_pct)
    so_far, needed = done / gone, max(0.0, goal - done) / left
    factor = needed / so_far if so_far >= bounds.SMALLEST else None
    variance = done / planned - 1
    return Result(
        name="reforecast",
        values={
            "rate_so_far": to_yuan(so_far),
            "rate_needed": to_yuan(needed),
            "factor": None if factor is None else to_ratio(factor),
            "variance_pct": to_pct(variance),
            "light": _light(variance * 100, threshold),
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(done >= goal, factor),
    )


def _light(variance_pct: float, threshold_pct: float) -> Light:
    if variance_pct >= 0:
        return "green"
    return "yellow" if variance_pct >= -threshold_pct else "red"


def _notes(reached: bool, factor: float | None) -> tuple[Note, ...]:
    if reached:
        return (note("目标已经达到。", "The goal has been reached."),)
    if factor is None or factor > _UNREALISTIC:
        zh, en = (
            ("快很多", "much faster")
            if factor is None
            else (f"快到 {factor:.1f} 倍", f"{factor:.1f} × as fast")
        )
        return (
            note(
                f"剩下的速度要比现在{zh}，照现在的做法达不到。请看漏斗里哪一项能动，或者改目标。",
                f"The rest must go {en}; as things are it will not happen. "
                "See which lever of the funnel can move, or change the goal.",
            ),
        )
    return ()


REFORECAST = Calculator(
    name="reforecast",
    k="K18",
    function=reforecast,
    zh="计划与实际：重新预测",
    en="Plan against actual: re-forecast",
    inputs=(
        Input("goal", "目标", "goal", "yuan", required=True),
        Input("done", "已经完成", "done so far", "yuan", required=True),
        Input("periods_done", "过了几期", "periods gone", "count", "int", required=True),
        Input("periods_left", "还剩几期", "periods left", "count", "int", required=True),
        Input("planned_done", "到现在计划完成", "planned by now", "yuan"),
        Input("threshold_pct", "落后多少算黄灯", "yellow up to", "pct", default="10"),
    ),
    values=_UNITS,
    example={"goal": "3120000", "done": "1150000", "periods_done": "7", "periods_left": "5"},
    sources=("S3-49", "S3-20"),
)
