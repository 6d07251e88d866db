"""Lint: advertising and price words that the law forbids or doubts, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.interview.entry import Bilingual
from assistant.interview.numbers import find_numbers
from assistant.planning.severity import Severity

# Full-width letters and figures read like plain ones, so "１００％" is "100%"; lengths stay.
_PLAIN = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_COUNTED = re.compile(r"\s*[名人位份个件次张只]")


@dataclass(frozen=True, slots=True)
class LintRule:
    """What must not be said: the words, the law with its year, why, and a safer phrase.

    A text in which `unless` occurs is left alone. With `over`, only an amount above so many yuan
    next to the words counts.
    """

    id: str
    severity: Severity
    law: Bilingual
    why: Bilingual
    safer: Bilingual
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    over: float | None = None


@dataclass(frozen=True, slots=True)
class LintHit:
    """A word of a text that a rule objects to, at `start` to `end`."""

    rule: LintRule
    word: str
    start: int
    end: int


class WordingLint:
    """Checks texts; a reminder about wording, not legal advice (`disclaimer` says so)."""

    def __init__(
        self, rules: Sequence[LintRule], allowed: re.Pattern[str], disclaimer: Bilingual
    ) -> None:
        """Keep the rules, those that come first winning, and the phrases that are harmless."""
        self.rules = tuple(rules)
        self.disclaimer = disclaimer
        self._allowed = allowed

    def check(self, text: str) -> tuple[LintHit, ...]:
        """Return what a text should not say, in reading order; no two hits overlap."""
        plain = text.translate(_PLAIN).lower()
        taken = [found.span() for found in self._allowed.finditer(plain)]
        hits = []
        for rule in self.rules:
            for start, end in _places(rule, plain):
                if not any(start < last and first < end for first, last in taken):
                    taken.append((start, end))
                    hits.append(LintHit(rule, text[start:end], start, end))
        return tuple(sorted(hits, key=lambda hit: hit.start))


def _places(rule: LintRule, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a rule stand and nothing excuses them."""
    if rule.unless and rule.unless.search(plain):
        return
    for found in rule.words.finditer(plain):
        if rule.over is None or _largest_amount(found.group()) > rule.over:
            yield found.span()


def _largest_amount(phrase: str) -> float:
    """Return the largest figure of a phrase that counts money, not people or pieces."""
    return max(
        (n.value for n in find_numbers(phrase) if not _COUNTED.match(phrase, n.end)), default=0
    )
