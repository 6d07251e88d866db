"""Corrections: "不对，是46人" changes a figure that was given before."""

from __future__ import annotations

import re
from functools import cache

from assistant.interview.figures import convert
from assistant.interview.lexicon import Lexicon
from assistant.interview.occasion import word_pattern
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


def is_correction(scan: Scan, lexicon: Lexicon) -> bool:
    """Tell whether a reply opens by taking something back."""
    opening = scan.plain[scan.start : scan.start + 24]
    return bool(_pattern(lexicon.corrections).search(opening))


def read_correction(
    scan: Scan, profile: Profile, book: QuestionBook, lexicon: Lexicon
) -> dict[str, Reading]:
    """Return the new value of the last number given in the unit of the only figure of the reply.

    A figure without unit corrects nothing unless its field is named, which the cues see to.
    """
    figures = [q for q in scan.quantities if q.kind != "plain" or q.value >= 10_000]
    if len(figures) != 1 or not is_correction(scan, lexicon):
        return {}
    for key in reversed(list(profile)):
        if profile[key].origin != "answer" or not book.knows(key):
            continue
        field = book.field(key)
        reading = convert(figures[0], field, (), announced=False)
        if field.type in ("number", "money", "percent") and reading:
            return {key: reading}
    return {}
