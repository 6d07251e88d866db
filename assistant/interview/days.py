"""Assign the dates of a reply to date fields, by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.dates import DateSpan
from assistant.interview.field import Field
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

MAX_GAP = 8  # characters between a cue and its date
_BREAK = re.compile(r"[,，。;；\n]")
_TO = re.compile(r"[ ]?(?:到|至|-|~|–|—|to|until)[ ]?")
# "08年开的", "15年成立": a year of which only the last two digits are said
_SHORT_YEAR = re.compile(
    r"(?<!\d)(?P<year>[01]\d|2[0-6]|9\d)年(?:就)?(?:开|创办|创立|成立|注册|建|起家|开始做)(?:的|厂|店|公司)?"
    r"(?=[,，。;；\s]|$)"
)
_CENTURY = 100
_FIRST_DAY = ("start", "begin")  # last part of the keys that mean the first day of a stretch


def read_days(scan: Scan, fields: Sequence[Field], cues: Sequence[Cue]) -> dict[str, Reading]:
    """Return the readings of the date fields.

    A date goes to the field whose cue stands next to it ("3月1日开始"); "3月1日到20日" fills a
    start and an end; an `alone` field takes a date without cue.
    """
    wanted = {field.key: field for field in fields if field.type == "date"}
    has_node = any(field.read == "node" for field in fields)  # then 双11 names the campaign
    dates = [d for d in scan.dates if not has_node or (d.precision == "day" and not d.occasion)]
    readings: dict[str, Reading] = {}
    left = list(dates)
    for day, cue in _nearest(scan, dates, [c for c in cues if c.key in wanted]):
        if cue.key not in readings and day in left:
            readings[cue.key] = day_reading(day, cue.key, (Span(cue.start, cue.end),))
            left.remove(day)
    readings |= _ranges(scan, wanted, readings, left)
    open_keys = [key for key in wanted if key not in readings]
    for key in open_keys:
        opens = any(_TO.match(scan.plain, day.last) for day in left[:1]) and _is_start(key)
        if left and (wanted[key].alone or opens):
            readings[key] = day_reading(left.pop(0), key)
    return readings


def read_ages(scan: Scan, fields: Sequence[Field], cues: Sequence[Cue]) -> dict[str, Reading]:
    """Return years counted from a past date beside a cue ("2009年成立", "since 2014")."""
    past = [d for d in scan.dates if not d.occasion and d.end < scan.today]
    wanted = {field.key for field in fields if field.type == "number" and field.unit == "years"}
    readings: dict[str, Reading] = {}
    for day, cue in _nearest(scan, past, [c for c in cues if c.key in wanted]):
        years = scan.today.year - day.start.year
        note = f"{day.start.year}年至今"
        readings.setdefault(cue.key, Reading(years, (Span(*day.span),), note=note))
    said = _SHORT_YEAR.search(scan.plain, scan.start, scan.end)
    if said:
        since = _full_year(int(said["year"]), scan.today.year)
        age = Reading(scan.today.year - since, (Span(*said.span()),), note=f"{since}年至今")
        readings |= {key: age for key in wanted if key not in readings}
    return readings


def _full_year(year: int, today: int) -> int:
    """Return the last year with these two digits that is not still to come."""
    century = today // _CENTURY * _CENTURY
    return century + year if century + year <= today else century - _CENTURY + year


def _nearest(
    scan: Scan, dates: Sequence[DateSpan], cues: Sequence[Cue]
) -> list[tuple[DateSpan, Cue]]:
    """Return date and cue pairs, the closest first; a cue behind its date wins a tie."""
    pairs: list[tuple[float, DateSpan, Cue]] = []
    for day in dates:
        for cue in cues:
            if cue.start < day.last and day.first < cue.end:
                pairs.append((0, day, cue))
                continue
            behind = cue.start >= day.last
            gap = (day.last, cue.start) if behind else (cue.end, day.first)
            words = scan.plain[gap[0] : gap[1]]
            if gap[1] - gap[0] <= MAX_GAP and not _BREAK.search(words):
                pairs.append((len(words) + (0 if behind else 0.5), day, cue))
    pairs.sort(key=lambda pair: (pair[0], pair[1].first))
    return [(day, cue) for _, day, cue in pairs]


def _ranges(
    scan: Scan, wanted: dict[str, Field], known: dict[str, Reading], left: list[DateSpan]
) -> dict[str, Reading]:
    """Read "3月1日到3月20日" and "3月1-20日" as start and end."""
    if not {"start", "end"} <= wanted.keys():
        return {}
    for first, second in pairwise(left):
        if _TO.fullmatch(scan.plain, first.last, second.first) and not known:
            return {"start": day_reading(first, "start"), "end": day_reading(second, "end")}
    for day in left:
        if day.start != day.end and day.precision == "day" and not known:
            return {"start": day_reading(day, "start"), "end": day_reading(day, "end")}
    return {}


def day_reading(day: DateSpan, key: str, spans: tuple[Span, ...] = ()) -> Reading:
    """Return a date as value of a field: the first day for a start, else the last."""
    when = day.start if _is_start(key) else day.end
    return Reading(when.isoformat(), (*spans, Span(*day.span)))


def _is_start(key: str) -> bool:
    return key.rsplit(".", 1)[-1] in _FIRST_DAY
