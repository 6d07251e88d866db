"""Where a reply names platforms, ways of promotion and occasions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.interview.lexicon import Lexicon, Venue
from assistant.interview.occasion import Occasion, word_pattern


@dataclass(frozen=True, slots=True)
class VenueMention:
    """A platform or channel named at a place; `venue` is what it is listed as."""

    start: int
    end: int
    venue: Venue
    is_platform: bool


@dataclass(frozen=True, slots=True)
class OccasionMention:
    """An occasion named at a place."""

    start: int
    end: int
    occasion: Occasion


class VenueFinder:
    """Finds the names of the lexicon in plain text, the longest name winning."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare one pattern for all names."""
        self._venues = {word: (venue, False) for venue in lexicon.channels for word in venue.words}
        self._venues |= {word: (venue, True) for venue in lexicon.platforms for word in venue.words}
        self._occasions = {word: item for item in lexicon.occasions for word in item.words}

    @cached_property
    def _venue_pattern(self) -> re.Pattern[str]:
        return word_pattern(tuple(self._venues))

    @cached_property
    def _occasion_pattern(self) -> re.Pattern[str]:
        return word_pattern(tuple(self._occasions))

    def venues(self, plain: str) -> list[VenueMention]:
        """Return the platforms and channels named, left to right."""
        return [
            VenueMention(match.start(), match.end(), *self._venues[_listed(match, self._venues)])
            for match in self._venue_pattern.finditer(plain)
        ]

    def occasions(self, plain: str) -> Iterator[OccasionMention]:
        """Yield the occasions named, left to right."""
        for match in self._occasion_pattern.finditer(plain):
            occasion = self._occasions[_listed(match, self._occasions)]
            yield OccasionMention(match.start(), match.end(), occasion)


def _listed(match: re.Match[str], words: Collection[str]) -> str:
    """Return the listed word of a match: without the plural the pattern allows."""
    word = match[0]
    return next(w for w in (word, word.removesuffix("s"), word.removesuffix("es")) if w in words)
