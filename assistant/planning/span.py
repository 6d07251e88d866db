"""Span: a figure in its easiest, its usual and its hardest case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Case = Literal["easy", "usual", "hard"]
CASES: tuple[Case, ...] = ("easy", "usual", "hard")


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in three cases; all the same when nothing had to be guessed."""

    easy: float
    usual: float
    hard: float

    @classmethod
    def of(cls, value: float) -> Span:
        """Return a figure that is known."""
        return cls(value, value, value)

    def at(self, case: Case) -> float:
        """Return the figure of a case."""
        return {"easy": self.easy, "usual": self.usual, "hard": self.hard}[case]

    def over(self, periods: float) -> Span:
        """Return the figure for one of `periods` equal parts."""
        return Span(self.easy / periods, self.usual / periods, self.hard / periods)

    @property
    def is_range(self) -> bool:
        """Tell whether the cases differ."""
        return self.easy != self.hard
