"""Milestones: the first year's goal down to the quarter, the month and the person (S0-5, S1-8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.calculators.split import split
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.people import lead_of, sellers
from assistant.planning.period import months_from, start_of

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Milestone:
    """What one period has to bring.

    `amount` and `cumulative` are sales in yuan, `resources` the promotion money (None while it is
    not known), `owner_middle` answers for the period, `people` says who brings how much of it,
    `battles` which battles fall into it.
    """

    period: str
    amount: int
    cumulative: int
    resources: int | None
    owner_middle: str
    people: tuple[tuple[str, int], ...] = ()
    battles: tuple[str, ...] = ()


def monthly(context: DraftContext) -> tuple[Milestone, ...]:
    """Return the twelve months of the first plan year; empty until the goal is known."""
    gap, money = context.result("goal_gap"), context.result("allocation")
    if gap is None:
        return ()
    amounts: list[int] = gap.values["months"]
    resources = money.values["months"] if money else [None] * len(amounts)
    lead, people = lead_of(context.completed), sellers(context.completed)
    numbers, names = _months(context)
    fought = _fought(context)
    return tuple(
        Milestone(
            period=names[i],
            amount=amount,
            cumulative=total,
            resources=resources[i],
            owner_middle=lead,
            people=_shared(amount, people),
            battles=fought.get(numbers[i], ()),
        )
        for i, (amount, total) in enumerate(zip(amounts, accumulate(amounts), strict=True))
    )


def quarterly(months: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Return the quarters of the months; sums of three, so they always agree with them."""
    quarters = []
    for first in range(0, len(months), _QUARTER):
        part = months[first : first + _QUARTER]
        resources = [month.resources for month in part if month.resources is not None]
        quarters.append(
            Milestone(
                period=str(first // _QUARTER + 1),
                amount=sum(month.amount for month in part),
                cumulative=part[-1].cumulative,
                resources=sum(resources) if len(resources) == len(part) else None,
                owner_middle=part[0].owner_middle,
                people=_summed(part),
                battles=tuple(dict.fromkeys(name for month in part for name in month.battles)),
            )
        )
    return tuple(quarters)


def _months(context: DraftContext) -> tuple[list[int], list[str]]:
    """Return the calendar numbers and the names of the plan year's months."""
    start = start_of(context.completed)
    if start is None:
        return list(range(1, 13)), [str(number) for number in range(1, 13)]
    pairs = months_from(start)
    return [month for _, month in pairs], [figures.month(*pair) for pair in pairs]


def _fought(context: DraftContext) -> dict[int, tuple[str, ...]]:
    """Return which battles have money in which calendar month."""
    money = context.result("allocation")
    fought: dict[int, tuple[str, ...]] = {}
    for battle in money.values["battles"] if money else ():
        for phase in battle["months"]:
            fought[phase["month"]] = (*fought.get(phase["month"], ()), battle["name"])
    return fought


def _shared(amount: int, people: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Divide an amount evenly over those who sell, to the yuan."""
    if not people:
        return ()
    return tuple(zip(people, split(amount, (1,) * len(people)), strict=True))


def _summed(months: Iterable[Milestone]) -> tuple[tuple[str, int], ...]:
    totals: dict[str, int] = {}
    for month in months:
        for name, amount in month.people:
            totals[name] = totals.get(name, 0) + amount
    return tuple(totals.items())
