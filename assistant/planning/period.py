"""Period: when the plan year starts, and which months and days follow from it."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.interview.profile import Profile


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
