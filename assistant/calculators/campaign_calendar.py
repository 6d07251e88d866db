"""Campaign calendar: all nodes of the years ahead, and which days are working days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from assistant.calculators import bounds
from assistant.calculators.calendar_node import Node
from assistant.calculators.calendar_rule import OffsetDate
from assistant.calculators.calendar_task import TaskTemplate
from assistant.errors import InputError

_DAY = timedelta(days=1)
_SATURDAY = 6


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What the government announced for one year: weekdays off and weekends worked."""

    holidays: frozenset[date]
    working_weekends: frozenset[date]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday by law: `days` days, the first `start` days from the node."""

    node: str
    start: int
    days: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The content of prompts/calendar.yaml; `first_year` to `last_year` are complete."""

    first_year: int
    last_year: int
    nodes: Mapping[str, Node]
    schedules: Mapping[str, tuple[TaskTemplate, ...]]
    statutory: tuple[Holiday, ...]
    days_off: Mapping[int, DaysOff]

    def find(self, name: str) -> Node:
        """Return the node a person means ("双十一", "Double 11", "618").

        Raises:
            InputError: there is none; the sentence names the nearest.
        """
        wanted = " ".join(name.lower().split())
        by_name = {known: node for node in self.nodes.values() for known in node.names}
        if wanted in by_name:
            return by_name[wanted]
        titles = {node.zh: node for node in self.nodes.values()}
        nearest = get_close_matches(wanted, by_name, n=1, cutoff=0.4)
        hint = by_name[nearest[0]].zh if nearest else "、".join(titles)
        raise InputError(
            f"node 不能是 {bounds.shown(name)}。可以填：{hint}。",
            f"node cannot be {bounds.shown(name)}. Try: {hint}.",
        )

    def nodes_for(self, customers: str) -> tuple[Node, ...]:
        """Return the nodes that matter to "b2c", "b2b" or "export" customers, and to all."""
        return tuple(node for node in self.nodes.values() if {customers, "all"} & {*node.who})

    def date_of(self, node: Node, year: int) -> date:
        """Return when a node falls in a year; a node before Spring Festival may start a year early.

        Raises:
            InputError: the calendar does not reach that year.
        """
        bounds.whole("year", year, self.first_year, self.last_year)
        if isinstance(node.rule, OffsetDate):
            return self.date_of(self.nodes[node.rule.node], year) + node.rule.days * _DAY
        return node.rule.on(year)

    def knows_days_off(self, day: date) -> bool:
        """Tell whether the holidays of that year have been announced and entered."""
        return day.year in self.days_off

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work; without announced holidays by weekends and the law alone."""
        is_weekend = day.isoweekday() >= _SATURDAY
        announced = self.days_off.get(day.year)
        if announced is not None:
            return day in announced.working_weekends or not (
                is_weekend or day in announced.holidays
            )
        return not is_weekend and day not in set(self._statutory_days(day.year))

    def _statutory_days(self, year: int) -> Iterator[date]:
        if not self.first_year <= year <= self.last_year:
            return
        for holiday in self.statutory:
            first = self.date_of(self.nodes[holiday.node], year) + holiday.start * _DAY
            yield from (first + number * _DAY for number in range(holiday.days))

    def working_day(self, day: date, step: int) -> date:
        """Return the day itself if people work, else the nearest earlier (-1) or later (1) one."""
        while not self.is_working_day(day):
            day += step * _DAY
        return day
