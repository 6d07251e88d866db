"""Calendar node: a day that matters to a campaign, and what platforms did there in past years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.calculators.calendar_rule import DateRule


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a platform really did in a year; `presale` is when its sale opened, if that is known."""

    year: int
    presale: date | None
    zh: str
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class Node:
    """One entry of the calendar.

    `who` holds "b2c", "b2b", "export" or "all"; `lead_days`, `preheat_days`, `length_days` and
    `after_days` measure preparation, pre-heat, the sale and its tail; `phases` maps "preheat",
    "day" and "after" to shares of the sales in per cent (empty where nothing is sold).
    """

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    who: tuple[str, ...]
    rule: DateRule
    lead_days: int
    preheat_days: int
    length_days: int
    after_days: int
    phases: Mapping[str, int]
    schedule: str
    source: str
    seen: tuple[Sighting, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the node may be called, lower case."""
        return tuple(name.lower() for name in (self.key, self.zh, self.en, *self.aliases))

    @property
    def needs_checking(self) -> bool:
        """Tell whether date or shape rest on general knowledge and must be looked up each year."""
        return self.source == "gk"
