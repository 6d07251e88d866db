"""Progress: the year's sales so far against the plan, and what the rest must bring (K18)."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculators.reforecast import reforecast
from assistant.calculators.result import Result
from assistant.planning.tracker import SALES, TrackedLine, Tracker

_ALL = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stood in the last month somebody reported."""

    name: str
    unit: str
    month: str
    target: float | None
    actual: float


def standings(tracker: Tracker) -> tuple[Standing, ...]:
    """Return the last reported month of each indicator that has one."""
    found = []
    for line in tracker.lines:
        places = [i for i, value in enumerate(line.actuals) if value is not None]
        value = line.actuals[places[-1]] if places else None
        if value is not None:
            month, target = tracker.months[places[-1]], line.targets[places[-1]]
            found.append(Standing(line.name, line.unit, month, target, value))
    return tuple(found)


def forecast_sales(tracker: Tracker) -> Result | None:
    """Return K18 for the sales of the year (S3-49); None before the first and after the last month.

    A month without a report before one with a report counts as nothing sold.
    """
    line = next((line for line in tracker.lines if line.key == SALES), None)
    gone = _months_gone(line) if line else 0
    if line is None or not 0 < gone < len(tracker.months):
        return None
    planned = sum(target or 0 for target in line.targets[:gone])
    if planned <= 0:
        return None
    return reforecast(
        goal=sum(target or 0 for target in line.targets),
        done=sum(max(0, actual or 0) for actual in line.actuals[:gone]),
        periods_done=gone,
        periods_left=len(tracker.months) - gone,
        planned_done=planned,
        threshold_pct=min(_ALL, tracker.threshold_pct),
    )


def _months_gone(line: TrackedLine) -> int:
    reported = [i for i, value in enumerate(line.actuals, start=1) if value is not None]
    return reported[-1] if reported else 0


def variance_pct(standing: Standing) -> float | None:
    """Return how far an indicator is above its target, in per cent; None without a target."""
    if not standing.target:
        return None
    return _ALL * (standing.actual / standing.target - 1)
