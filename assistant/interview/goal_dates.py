"""When a goal is due: the date named, or the end of the years it is given."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.interview.calendar_days import later
from assistant.interview.clauses import Span
from assistant.interview.dates import DateSpan
from assistant.interview.defaults import first_day_of_next_month
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_AGE = re.compile(r"(?:开了|做了|干了|成立|经营|经验|已经|从业)[ ]?(?:快|有|大概)?$")

_AIMS = re.compile(r"目标|到|达|冲|想|要|希望|突破|争取|完成|target|goal|reach|want|to ")
_STARTS_AFTER = re.compile(r"[ ]?(?:份)?(?:正式)?(?:开始|启动|起(?!来))")
_STARTS_BEFORE = re.compile(
    r"(?:从|自|始于"
    r"|(?<![a-z])(?:from|since|(?:start|begin)(?:n?ing|s)?(?: on| in| from)?))[ ]?$"
)


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
        within_years = day.precision == "year" and day.start == scan.today
        if _is_this_year_so_far(scan, day):
            continue
        if day.end > scan.today and not _begins(scan, day) and not within_years:
            return Reading(day.end.isoformat(), (Span(*day.span),))
    return None


def _is_this_year_so_far(scan: Scan, day: DateSpan) -> bool:
    """Tell whether "今年" tells when today's figure is from ("去年180万，今年240万")."""
    if scan.plain[day.first : day.last] not in ("今年", "this year"):
        return False
    clause = scan.clause_at(day.first)
    return not _AIMS.search(scan.plain, day.last, clause.end)


def read_start(scan: Scan) -> Reading | None:
    """Return the first day of a date that is not yet past and begins something ("1月1日开始")."""
    for day in scan.dates:
        if day.start > scan.today and _begins(scan, day):
            return Reading(day.start.isoformat(), (Span(*day.span),))
    return None


def _begins(scan: Scan, day: DateSpan) -> bool:
    after, before = scan.plain[day.last :], scan.plain[max(0, day.first - 8) : day.first]
    return bool(_STARTS_AFTER.match(after) or _STARTS_BEFORE.search(before))
