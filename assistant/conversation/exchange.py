"""PlanExchange: files that come back, a plan exported as data or a tracker with actual figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from assistant.conversation.archive import PlanArchive
from assistant.conversation.words import shortened
from assistant.errors import InputError
from assistant.exporting.json_reading import read_plan_file
from assistant.exporting.xlsx.tracker_reading import Reported, read_tracker
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning.plan import Plan
from assistant.planning.progress import forecast_sales
from assistant.planning.tracker import SALES, Tracker, tracker_of
from assistant.prompts import Wording
from assistant.storage.database import Database
from assistant.storage.plan_copy import store_copy
from assistant.storage.plan_records import Actual
from assistant.storage.version_store import VersionStore

Language = Literal["zh", "en"]
# What a tracker calls the line no owner named: a file may be in another language than the page.
SALES_NAMES = frozenset({"销售额", "銷售額", "Sales"})
_MOST_NAMED, _LONGEST_TITLE = 8, 80


@dataclass(frozen=True, slots=True)
class TakenActuals:
    """What came of a tracker: the figures stored, names and cells left out, and K18 in its light.

    `light` is green, yellow or red, "" while sales cannot be forecast; `text` tells all of it.
    """

    stored: tuple[Actual, ...]
    foreign: tuple[str, ...]
    unread: tuple[str, ...]
    light: str
    text: str


class PlanExchange:
    """Takes files in under the name of their owner."""

    def __init__(
        self,
        database: Database,
        archive: PlanArchive,
        book: QuestionBook,
        wording: Wording,
    ) -> None:
        """Take finished parts."""
        self._database = database
        self._versions = VersionStore(database)
        self._archive = archive
        self._book = book
        self._wording = wording

    def take_plan(self, owner: str, data: bytes) -> tuple[str, str]:
        """Store an exported plan as a new plan of the owner; return its id and title.

        InputError when the data are no such export, or hold what no plan can.
        """
        copy = read_plan_file(data, self._book)
        name = Profile.from_dict(copy.profile).text("company.name") or copy.title
        copy = replace(copy, title=shortened(name, _LONGEST_TITLE))
        return store_copy(self._database, owner, copy), copy.title

    def take_actuals(
        self, owner: str, plan_id: str, data: bytes, language: Language = "zh"
    ) -> TakenActuals:
        """Store the actual figures of a tracker workbook with a plan.

        Raises:
            NotFoundError: the plan is not the owner's.
            InputError: the workbook has no tracker, or no figure for an indicator of the plan.
        """
        tracker = tracker_of(self._plan(owner, plan_id, language))
        reading = read_tracker(data)
        stored = tuple(_matched(reading.reported, tracker))
        known = _keys(tracker)
        foreign = tuple(dict.fromkeys(r.name for r in reading.reported if r.name not in known))
        if not stored:
            raise InputError(
                "表里没有读到这份方案的实际数。请填在“实际”那一行，月份不要改。",
                'No actual figure of this plan was found. Fill the rows named "actual".',
            )
        self._versions.report(owner, plan_id, stored)
        forecast = forecast_sales(tracker_of(self._plan(owner, plan_id, language)))
        light = str(forecast.values["light"]) if forecast else ""
        text = self._told(len(stored), foreign, reading.unread, language)
        return TakenActuals(stored, foreign, reading.unread, light, text)

    def told_of_plan(self, title: str, language: Language) -> str:
        """Return the sentence that tells of an imported plan."""
        return self._wording("plan_imported", language, title=title)

    def _plan(self, owner: str, plan_id: str, language: Language) -> Plan:
        return self._archive.edited(owner, plan_id, language).draft

    def _told(
        self, count: int, foreign: Iterable[str], unread: Iterable[str], language: Language
    ) -> str:
        parts = [self._wording("actuals_taken", language, count=count)]
        for key, slot, names in (
            ("actuals_foreign", "names", tuple(foreign)),
            ("actuals_unread", "cells", tuple(unread)),
        ):
            if names:
                listed = ", ".join(names[:_MOST_NAMED])
                parts.append(self._wording(key, language, **{slot: listed}))
        return " ".join(parts)


def _keys(tracker: Tracker) -> dict[str, str]:
    """Return the keys of the lines by their names; the sales by those of every language."""
    names = {line.name: line.key for line in tracker.lines}
    return names | dict.fromkeys(SALES_NAMES, SALES) if SALES in names.values() else names


def _matched(reported: Iterable[Reported], tracker: Tracker) -> Iterable[Actual]:
    """Yield what belongs to a line and a month of the plan; of two for a cell the later counts."""
    keys, found = _keys(tracker), {}
    for entry in reported:
        if entry.name in keys and entry.month in tracker.months:
            key = keys[entry.name]
            found[key, entry.month] = Actual(key, entry.month, entry.value)
    return found.values()
