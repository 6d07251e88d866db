"""K11 alternatives: a feasibility gate, then a weighted score, and where the winner changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from assistant.calculators import bounds
from assistant.calculators.alternative import Alternative, checked_alternatives
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import Note, note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_pct, to_ratio

_FORMULA = (
    "feasibility < 2 of 5: out; score = w_profit × profit / max + w_cost × min cost / cost + "
    "w_feasibility × feasibility / 5 (S3-26, S3-27)"
)
_UNITS = {
    "scores": "",
    "gated": "",
    "winner": "",
    "flips_at": "pct",
    "flips_to": "",
    "cost_margins_pct": "pct",
}
_GATE = 2
# profit, cost and feasibility of a plan, each from 0 to 1
Points = tuple[float, float, float]


@records_inputs
def alternatives(
    *, plans: Sequence[Alternative], weights: Sequence[float] = (40, 30, 30)
) -> Result:
    """Compare ways to reach the goal; one that is not feasible now is out, whatever it promises.

    Args:
        plans: the alternatives.
        weights: of profit, cost and feasibility, in any scale.

    Returns:
        scores {name: 0 to 1} of those that pass the gate, gated [names], winner (None if all are
        gated), cost_margins_pct {name: profit / cost}; flips_at: the weight of profit, in per
        cent, nearest to the present one at which flips_to overtakes the winner (the other two
        weights keep their proportion), None if nobody ever does.

    Raises:
        InputError: no plan, a name twice, or a number out of range.

    Sources: S3-26, S3-27, S3-28 (K11).
    """
    every = checked_alternatives(plans)
    shares = bounds.weights("weights", weights, 3)
    open_plans = [plan for plan in every if plan.feasibility >= _GATE]
    points = _points(open_plans)
    scores = {name: _score(found, shares) for name, found in points.items()}
    winner = max(scores, key=lambda name: scores[name]) if scores else None
    flip = _nearest_flip(points, winner, shares) if winner else None
    return Result(
        name="alternatives",
        inputs={"plans": [asdict(plan) for plan in every]},
        values={
            "scores": {name: to_ratio(score) for name, score in scores.items()},
            "gated": [plan.name for plan in every if plan.feasibility < _GATE],
            "winner": winner,
            "flips_at": flip[0] if flip else None,
            "flips_to": flip[1] if flip else None,
            "cost_margins_pct": {plan.name: to_pct(plan.profit / plan.cost) for plan in every},
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=_notes(every, winner),
    )


def _points(plans: Sequence[Alternative]) -> dict[str, Points]:
    most = max((plan.profit for plan in plans), default=0)
    least = min((plan.cost for plan in plans), default=0)
    return {
        plan.name: (plan.profit / most if most else 0.0, least / plan.cost, plan.feasibility / 5)
        for plan in plans
    }


def _score(points: Points, weights: Sequence[float]) -> float:
    weighted = sum(point * weight for point, weight in zip(points, weights, strict=True))
    return weighted / sum(weights)


def _nearest_flip(
    points: Mapping[str, Points], winner: str, weights: Sequence[float]
) -> tuple[float, str] | None:
    """Return (profit weight in per cent, name) where another plan first draws level.

    With the weight of profit w the score is a straight line w·profit + (1 − w)·rest, so every
    rival meets the winner once at most.
    """
    present = weights[0] / sum(weights)
    mine, my_rest = points[winner][0], _rest(points[winner], weights)
    flips = []
    for name, rival in points.items():
        ahead = my_rest - _rest(rival, weights)
        slope = ahead - (mine - rival[0])
        if name == winner or abs(slope) < 1e-9:
            continue
        meeting = ahead / slope
        if 0 <= meeting <= 1:
            flips.append((abs(meeting - present), to_pct(meeting), name))
    return min(flips)[1:] if flips else None


def _rest(points: Points, weights: Sequence[float]) -> float:
    """Return the score of cost and feasibility alone, half each if neither has a weight."""
    cost, feasibility = weights[1:] if sum(weights[1:]) >= bounds.SMALLEST else (1, 1)
    return (points[1] * cost + points[2] * feasibility) / (cost + feasibility)


def _notes(every: Sequence[Alternative], winner: str | None) -> tuple[Note, ...]:
    notes = []
    if winner is None:
        notes.append(
            note(
                "所有方案目前都不可行，请换一个做得到的。",
                "None of the plans is feasible now; add one that can be carried out.",
            )
        )
    if len(every) < 2:
        notes.append(
            note(
                "只有一个方案，比不出好坏。请再加一个。",
                "One plan alone cannot be compared; please add another.",
            )
        )
    return tuple(notes)


ALTERNATIVES = Calculator(
    name="alternatives",
    k="K11",
    function=alternatives,
    zh="方案比较",
    en="Comparing alternatives",
    inputs=(
        Input(
            "plans",
            "方案（名字:利润:成本:可行性 1 到 5）",
            "plans (name:profit:cost:feasibility 1 to 5)",
            kind="plans",
            required=True,
        ),
        Input(
            "weights",
            "利润、成本、可行性的权重",
            "weights of profit, cost, feasibility",
            "pct",
            "list",
            "40,30,30",
        ),
    ),
    values=_UNITS,
    example={"plans": "老客加618:180:90:5,达人直播:320:240:3,新品订阅:420:260:1"},
    sources=("S3-25", "S3-26", "S3-27", "S3-28"),
)
