"""Period: when the plan year starts, and which months and days follow from it."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.interview.profile import Profile

_LONGEST, _MOST_YEARS = 10, 1000
_LAST_YEAR = 9000  # later days cannot be counted on from


def parse_day(text: str) -> date | None:
    """Return an ISO day as a date, None for any other text (the owner may have written "开春")."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def start_of(profile: Profile) -> date | None:
    """Return the first day of the plan (A7), None when it is not known."""
    return parse_day(profile.text("horizon.start"))


def year_end(start: date, year: int) -> date:
    """Return the last day of plan year `year` (1 is the first): 2027-01-01, 3 -> 2029-12-31."""
    # 1 March stands in for 29 February, which most years do not have.
    anchor = date(start.year, 3, 1) if (start.month, start.day) == (2, 29) else start
    return anchor.replace(year=anchor.year + year) - timedelta(days=1)


def months_from(start: date) -> list[tuple[int, int]]:
    """Return the twelve (year, month) pairs of the first plan year."""
    return [
        (start.year + (start.month - 1 + i) // 12, (start.month - 1 + i) % 12 + 1)
        for i in range(12)
    ]


def horizon_of(profile: Profile) -> tuple[date, date] | None:
    """Return the first and last day of the plan (A7); None when they are not known or not usable.

    Years beyond ten are not planned day by day, so the last day is at most ten years away.
    """
    start, years = start_of(profile), profile.number("horizon.years")
    if start is None or years is None or not 0 < years < _MOST_YEARS or start.year > _LAST_YEAR:
        return None
    return start, year_end(start, min(_LONGEST, max(1, round(years))))
