"""ColdStartBook: the figures and texts of prompts/cold_start.yaml, checked when they are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field as Setting
from pydantic import field_validator

from assistant.interview.entry import Entry, check_keys, read_entry
from assistant.planning.phrases import Phrases, read_phrases
from assistant.prompts import load_yaml

FILE = "cold_start.yaml"
_KEYS = {"figures", "texts"}


class ColdStartFigures(Entry):
    """How a start from nothing is taken to go; percentages as 50 for half."""

    exponent: float = Setting(gt=0, le=3)
    lag_months: int = Setting(ge=0, le=24)
    build_up_pct: tuple[float, ...]
    slow_pct: float = Setting(gt=0, lt=100)
    partner_pct: float = Setting(gt=0, lt=100)

    @field_validator("build_up_pct")
    @classmethod
    def _shares(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if not all(0 <= share <= 100 for share in shares):
            raise ValueError("every month needs 0 to 100")
        return shares

    def built_up(self, month: int) -> float:
        """Return the share of its effect promotion has in a month (0 is the first), 0 to 1."""
        return self.build_up_pct[month] / 100 if month < len(self.build_up_pct) else 1.0


@dataclass(frozen=True, slots=True)
class ColdStartBook:
    """Figures and texts."""

    figures: ColdStartFigures
    phrases: Phrases


def load_cold_start(directory: Path) -> ColdStartBook:
    """Read and check `directory`/cold_start.yaml; PromptError names file and key of a mistake."""
    data = load_yaml(directory / FILE)
    check_keys(FILE, data, _KEYS)
    figures = read_entry(ColdStartFigures, data["figures"], FILE, "figures")
    return ColdStartBook(figures, read_phrases(data["texts"], FILE))
