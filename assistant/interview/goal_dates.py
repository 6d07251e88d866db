"""When a goal is due: the date named, or the end of the years it is given."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.interview.calendar_days import later
from assistant.interview.clauses import Span
from assistant.interview.defaults import first_day_of_next_month
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_AGE = re.compile(r"(?:开了|做了|干了|成立|经营|经验|已经|从业)[ ]?(?:快|有|大概)?$")


def due_after(years: float, start: str, today: date) -> Reading:
    """Return the last day of a plan of so many years; without a start, from next month on."""
    begin = date.fromisoformat(start) if start else first_day_of_next_month(today)
    end = later(begin, years, "year") - timedelta(days=1)
    note = f"{years:g}年，从{begin.isoformat()}算起"
    return Reading(end.isoformat(), note=note, origin="calculated")


def read_years(scan: Scan) -> Reading | None:
    """Return the years a goal is given ("三年做到"), not those the firm is old."""
    for quantity in scan.quantities:
        before = scan.plain[max(scan.start, quantity.start - 6) : quantity.start]
        is_long = quantity.kind == "duration" and quantity.unit in ("year", "month")
        if is_long and not _AGE.search(before) and quantity.in_unit("year") > 1:
            return Reading.of_quantity(quantity, quantity.in_unit("year"), ())
    return None


def read_due(scan: Scan) -> Reading | None:
    """Return the last date named that is not yet past and does not begin something."""
    for day in reversed(scan.dates):
        after = scan.plain[day.last : day.last + 4]
        before = scan.plain[max(0, day.first - 6) : day.first]
        begins = re.search(r"^[ ]?(?:开始|起)", after) or re.search(
            r"(?:从|from |since )[ ]?$", before
        )
        within_years = day.precision == "year" and day.start == scan.today
        if day.end > scan.today and not begins and not within_years:
            return Reading(day.end.isoformat(), (Span(*day.span),))
    return None
