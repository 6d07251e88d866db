"""Tracker: the sales and the indicators of the first year, month by month, target and actual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.calculators.result import Result
from assistant.interview.profile import Profile
from assistant.planning import figures
from assistant.planning.period import months_from, start_of
from assistant.planning.plan import Plan
from assistant.storage.plan_records import Actual

SALES = "sales"  # the key of the line no owner named
_MONTHS = 12
_USUAL_THRESHOLD = 15.0

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TrackedLine:
    """One indicator: a target and, where somebody reported it, an actual value for each month.

    `key` is what actuals are stored under: SALES, or the name of the indicator. `adds_up` tells
    sales, whose months sum to the year, from levels such as a rate; `falls` that a lower value is
    the better one.
    """

    key: str
    name: str
    unit: str
    targets: Values
    actuals: Values
    adds_up: bool = False
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Tracker:
    """The lines of the first plan year; `months` in ISO form ("2027-01"), threshold in per cent."""

    months: tuple[str, ...]
    lines: tuple[TrackedLine, ...]
    threshold_pct: float = _USUAL_THRESHOLD


def track(
    known: Profile, results: Mapping[str, Result], actuals: Iterable[Actual], sales: str
) -> Tracker:
    """Return what is to be reached each month, with what was reported (S1-25, S3-20).

    Args:
        known: the completed profile; its indicators (E1) rise evenly from now to their target.
        results: the calculations; the monthly sales are those of K1.
        actuals: what was reported, by key of the line and month.
        sales: what the line of the sales is called.
    """
    months = _months(known)
    reported = {(actual.kpi, actual.month): actual.value for actual in actuals}
    lines: dict[str, TrackedLine] = {}
    gap = results.get("goal_gap")
    if gap:
        targets = tuple(float(amount) for amount in gap.values["months"])
        done = _values(reported, SALES, months)
        lines[sales] = TrackedLine(SALES, sales, "yuan", targets, done, adds_up=True)
    for record in known.items_of("kpis"):
        name = str(record.get("name") or "").strip() if isinstance(record, dict) else ""
        if name and name not in lines:
            lines[name] = _line(name, record, _values(reported, name, months))
    threshold = known.number("control.threshold_pct")
    return Tracker(months, tuple(lines.values()), threshold or _USUAL_THRESHOLD)


def tracker_of(plan: Plan) -> Tracker:
    """Return the tracker of a drafted plan."""
    basis = plan.basis
    return track(basis.known, plan.results, basis.history.actuals, plan.captions["tracker.sales"])


def _months(known: Profile) -> tuple[str, ...]:
    start = start_of(known)
    if start is None:
        return tuple(str(number) for number in range(1, _MONTHS + 1))
    return tuple(figures.month(*pair) for pair in months_from(start))


def _values(reported: Mapping[tuple[str, str], float], name: str, months: Sequence[str]) -> Values:
    return tuple(reported.get((name, month)) for month in months)


def _line(name: str, record: Mapping[str, Any], actuals: Values) -> TrackedLine:
    now, goal = _number(record.get("baseline")), _number(record.get("target"))
    falls = now is not None and goal is not None and goal < now
    return TrackedLine(name, name, "", _steps(now, goal), actuals, falls=falls)


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _steps(now: float | None, goal: float | None) -> Values:
    """Return even steps from now to the goal; only the last month while one end is unknown."""
    if goal is None:
        return (None,) * _MONTHS
    if now is None:
        return (*(None,) * (_MONTHS - 1), goal)
    return tuple(round(now + (goal - now) * i / _MONTHS, 2) for i in range(1, _MONTHS + 1))
