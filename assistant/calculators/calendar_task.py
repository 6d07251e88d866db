"""Calendar task: one line of a back-schedule, and on which day before or after a node it falls."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculators.notes import Note

# The lists are written for Double 11: 75 days of preparation, of which 10 are pre-heat.
_LEAD, _PREHEAT = 75, 10


@dataclass(frozen=True, slots=True)
class TaskTemplate:
    """A task `day` days after the node (before it, if negative), for whoever holds `role`.

    `hours` is "0-3" for a part of the day; `keeps_date` marks what happens on its day even if
    that is a Sunday.
    """

    day: int
    role: Note
    zh: str
    en: str
    keeps_date: bool = False
    hours: str = ""

    def day_for(self, lead_days: int, preheat_days: int) -> int:
        """Return the day for a node with its own lead and pre-heat, drawn together in proportion.

        What is planned before the pre-heat stays before it, what follows the node keeps its day.
        """
        if self.day >= 0:
            return self.day
        ahead = -self.day
        if ahead <= _PREHEAT:
            return -max(1, round(ahead * preheat_days / _PREHEAT))
        room = max(lead_days - preheat_days, 0)
        return -max(1, round(preheat_days + (ahead - _PREHEAT) * room / (_LEAD - _PREHEAT)))
