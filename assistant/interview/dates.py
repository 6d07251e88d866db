"""Find the dates of a Chinese or English reply: fixed ones and those counted from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.interview.calendar_days import Precision
from assistant.interview.chinese_dates import CHINESE_FORMS
from assistant.interview.english_dates import ENGLISH_FORMS
from assistant.interview.occasion import Occasion, find_occasions
from assistant.interview.utterance import Utterance


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch of days a reply names ("2029年底", "明年3月"), first and last day included.

    `first` and `last` are the place in the text. A goal is due on `end`, a plan begins on `start`.
    `occasion` tells that the day was named by an occasion ("双11前") rather than the calendar.
    """

    first: int
    last: int
    start: date
    end: date
    precision: Precision
    occasion: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the text."""
        return self.first, self.last


def find_dates(text: str, today: date, occasions: Sequence[Occasion] = ()) -> list[DateSpan]:
    """Return the dates of a text from left to right; spans count its characters.

    A date without a year is the next one from `today` on. "年底" and "年底前" are the last day of
    the year; `occasions` are the campaign days that may stand for a date ("双11前").
    """
    plain = Utterance.of(text).plain
    found = [
        DateSpan(*match.span(), days.start, days.end, days.precision)
        for form in (*CHINESE_FORMS, *ENGLISH_FORMS)
        for match, days in form.find(plain, today)
    ]
    for first, last, when in find_occasions(plain, today, occasions):
        found.append(DateSpan(first, last, when, when, "day", True))
    found.sort(key=lambda span: (span.first, -span.last))
    result: list[DateSpan] = []
    for span in found:
        if not result or span.first >= result[-1].last:
            result.append(span)
    return result
