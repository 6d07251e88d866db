"""Actions: the action table of a plan (P6.1), edits included, as records with dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.exporting.characters import printable
from assistant.exporting.tables import table_named
from assistant.planning.period import parse_day
from assistant.planning.plan import Plan, Row, Table, plain

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STEPS = {1: ("end",), 2: ("start", "end"), 3: ("start", "check", "end")}


@dataclass(frozen=True, slots=True)
class Action:
    """One action: texts as the plan shows them, "" for what is open; `when` is all its dates."""

    what: str
    owner: str
    when: str
    money: str
    proof: str

    @property
    def days(self) -> tuple[tuple[str, date], ...]:
        """The dates that are days, each with its step: start, check, end."""
        found = [day for text in _DAY.findall(self.when) if (day := parse_day(text))]
        return tuple(zip(_STEPS.get(len(found), ()), found, strict=False))


def actions_of(plan: Plan) -> tuple[Action, ...]:
    """Return the actions in the order of the table."""
    table = table_named(plan, "P6.1")
    return tuple(_action(table, row) for row in table.rows) if table else ()


def _action(table: Table, row: Row) -> Action:
    def cell(column: str) -> str:
        if column not in table.keys:
            return ""
        return printable(plain(row[table.keys.index(column)])).strip()

    names = ("what", "owner", "three_dates", "money", "proof")
    return Action(*(cell(f"head.{name}") for name in names))
