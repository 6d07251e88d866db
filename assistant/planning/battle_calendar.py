"""BattleCalendar: when a battle falls and its back-schedule, worked out once and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.calculators.calendar_node import Node
from assistant.calculators.calendar_rule import FixedDate
from assistant.calculators.campaign_calendar import Calendar
from assistant.calculators.campaign_schedule import campaign_schedule
from assistant.calculators.result import Result
from assistant.errors import InputError

_OWN = "own"
# A battle the calendar does not know is prepared like an ordinary campaign.
_PATTERN = "womens_day"
_SHORTEST_NAME = 3


class BattleCalendar:
    """The campaign calendar as a plan uses it; schedules are kept, because they never change."""

    def __init__(self, calendar: Calendar) -> None:
        """Read the calendar (`load_calendar`)."""
        self._calendar = calendar
        self._schedules: dict[tuple[str, date, str], Result | None] = {}
        tasks = (task for tasks in calendar.schedules.values() for task in tasks)
        self._posts = {task.role["zh"]: task.role["en"] for task in tasks}

    def node(self, name: str) -> Node | None:
        """Return the node a battle is called after ("618 大促"), None when there is none."""
        try:
            return self._calendar.find(name)
        except InputError:
            lowered = name.lower()
            named = (
                (len(known), node)
                for node in self._calendar.nodes.values()
                for known in node.names
                if len(known) >= _SHORTEST_NAME and known in lowered
            )
            return max(named, key=lambda found: found[0], default=(0, None))[1]

    def day(self, name: str, start: date) -> date | None:
        """Return when a battle falls in the year that begins on `start`; None when unknown."""
        node = self.node(name)
        if node is None:
            return None
        for year in (start.year - 1, start.year, start.year + 1):
            if not self._calendar.first_year <= year <= self._calendar.last_year:
                continue
            when = self._calendar.date_of(node, year)
            if start <= when < start + timedelta(days=365):
                return when
        return None

    def title(self, name: str, language: str) -> str:
        """Return what the calendar calls a node in a language; a name it lacks stays as it is."""
        node = self.node(name)
        if node is None:
            return name
        return node.en if language == "en" else node.zh

    def working_day(self, day: date) -> date:
        """Return the day itself or the next one on which people work."""
        return self._calendar.working_day(day, 1)

    def post(self, role: str, language: str) -> str:
        """Return what a post of the calendar is called in a language."""
        return self._posts.get(role, role) if language == "en" else role

    def schedule(self, name: str, when: date, tasks: str = "") -> Result | None:
        """Return the back-schedule (K7) of a battle; None outside the calendar's years.

        Args:
            name: what the battle is called; one the calendar lacks is prepared like others.
            when: its day.
            tasks: the list of tasks it follows ("service_season"); "" for the one of its node.
        """
        key = (name, when, tasks)
        if key not in self._schedules:
            self._schedules[key] = self._scheduled(*key)
        return self._schedules[key]

    def _scheduled(self, name: str, when: date, tasks: str) -> Result | None:
        calendar, node = self._calendar, self.node(name)
        if not calendar.first_year <= when.year <= calendar.last_year:
            return None
        found = node or replace(calendar.nodes[_PATTERN], zh=name, en=name)
        if node is None or calendar.date_of(node, when.year) != when:
            # The owner's own day: what platforms did in other years says nothing about it.
            found = replace(found, rule=FixedDate(when.month, when.day), seen=())
        if tasks or found is not node:
            found = replace(found, key=_OWN, aliases=(), schedule=tasks or found.schedule)
            calendar = replace(calendar, nodes={**calendar.nodes, _OWN: found})
        return campaign_schedule(node=found.key, year=when.year, calendar=calendar)
