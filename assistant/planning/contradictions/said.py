"""Said: what the owner has said, in the types the rules compare; junk counts as not said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.interview.profile import Profile
from assistant.planning.contradictions.limits import Limits
from assistant.planning.gauge_book import GaugeBook
from assistant.planning.gauge_inputs import GaugeInputs, gauge_inputs
from assistant.planning.period import parse_day
from assistant.planning.phrases import Slot
from assistant.planning.profile_facts import yearly_budget
from assistant.planning.slots import count, goal_money
from assistant.planning.stated import figure

_YEARS = range(2000, 2200)
_PERIODS_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True, slots=True)
class Said:
    """A profile without assumptions, with the limits and ranges its statements are held against."""

    profile: Profile
    limits: Limits
    gauges: GaugeBook
    today: date

    def __contains__(self, key: object) -> bool:
        """Tell whether the owner said something about a field."""
        return key in self.profile

    def number(self, key: str) -> float | None:
        """Return a figure; None when it was not said."""
        return figure(self.profile.raw(key))

    def text(self, key: str) -> str:
        """Return a text or a choice; empty when it was not said."""
        return self.profile.text(key).strip()

    def flag(self, key: str) -> bool | None:
        """Return yes or no; None when it was not said."""
        value = self.profile.raw(key)
        return value if isinstance(value, bool) else None

    def items(self, key: str) -> list[str]:
        """Return the texts of a list."""
        return [item for item in self.profile.items_of(key) if isinstance(item, str) and item]

    def records(self, key: str) -> list[dict[str, Any]]:
        """Return the records of a list."""
        return [item for item in self.profile.items_of(key) if isinstance(item, dict)]

    def day(self, key: str) -> date | None:
        """Return a date within two centuries; None when it was not said."""
        return as_day(self.profile.raw(key))

    def amounts(self, key: str, part: str) -> list[float]:
        """Return the figures of one part of the records that have it."""
        found = (figure(record.get(part)) for record in self.records(key))
        return [amount for amount in found if amount is not None]

    def mentions(self, words: str, *texts: str) -> bool:
        """Tell whether one of the texts holds one of the listed words."""
        return any(word in text.lower() for text in texts for word in self.limits.words[words])

    def words_in(self, words: str, *texts: str) -> list[str]:
        """Return the listed words that one of the texts holds."""
        lowered = [text.lower() for text in texts]
        return [word for word in self.limits.words[words] if any(word in text for text in lowered)]

    def worded(self, key: str, amount: float) -> Slot:
        """Return an amount in the unit of a field."""
        return goal_money(amount) if self.profile[key].unit in ("", "yuan") else count(amount)

    @property
    def is_about_sales(self) -> bool:
        """Whether the goal is a year's sales in yuan."""
        return self.text("goal.metric") in ("", "revenue")

    @property
    def offline_pct(self) -> float:
        """The share of today's sales that comes without the internet, as far as it was said.

        Channels (A8) name it, or streams of income (A4) such as meals eaten in the restaurant.
        """
        return max(
            sum(
                figure(record.get("share_pct")) or 0.0
                for record in self.records(key)
                if self.mentions("offline", str(record.get("name", "")))
            )
            for key in ("current.channels", "model.streams")
        )

    @property
    def budget(self) -> float | None:
        """The promotion money of a year; None unless the owner said for which period."""
        return yearly_budget(self.profile)

    @property
    def inputs(self) -> GaugeInputs | None:
        """The way from a visitor to an order, ranges where something was not said."""
        return gauge_inputs(self.profile, self.gauges)

    def as_said(self, yearly: float) -> float:
        """Return a yearly budget as the amount of the period the owner speaks in."""
        period = self.text("budget.period")
        if period == "horizon":
            return yearly * (self.number("horizon.years") or 1)
        return yearly / _PERIODS_A_YEAR.get(period, 1)


def as_day(value: Any) -> date | None:
    """Return an ISO text as a date within two centuries, None for anything else."""
    day = parse_day(value) if isinstance(value, str) else None
    return day if day is not None and day.year in _YEARS else None
