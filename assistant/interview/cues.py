"""Cues: where a reply uses the words that announce a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.interview.field import Field
from assistant.interview.occasion import word_pattern
from assistant.interview.scan import Scan


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that announces a field, at a place of the text."""

    start: int
    end: int
    key: str


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


def find_cues(scan: Scan, fields: Sequence[Field], elsewhere: bool = False) -> list[Cue]:
    """Return the cues of some fields, left to right; of overlapping ones the longest stays.

    Args:
        scan: the reply.
        fields: the fields looked for.
        elsewhere: use the stricter words that announce a field outside its own question.
    """
    found: list[Cue] = []
    for field in fields:
        words = field.anywhere if elsewhere else (*field.cues, *field.anywhere)
        if words:
            matches = _pattern((*words, *field.unless)).finditer(scan.plain, scan.start, scan.end)
            found += [
                Cue(match.start(), match.end(), field.key)
                for match in matches
                if match[0] not in field.unless
            ]
    found.sort(key=lambda cue: (-(cue.end - cue.start), cue.start))
    taken: dict[int, tuple[int, int]] = {}  # place -> the cue that covers it
    kept: list[Cue] = []
    for cue in found:
        span = (cue.start, cue.end)
        # the same word may announce two fields; any other overlap is part of a longer word
        if all(taken.get(place, span) == span for place in range(*span)):
            taken |= dict.fromkeys(range(*span), span)
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)
