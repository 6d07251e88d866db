"""DrillBook: how bad each accident is and how it is told, from prompts/drills.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field as Setting

from assistant.interview.entry import Entry, check_keys, prompt_error, read_entry
from assistant.planning.phrases import Phrases, read_phrases
from assistant.prompts import load_yaml

FILE = "drills.yaml"
Accident = Literal["clicks", "closed", "lead", "delay"]
ACCIDENTS: tuple[Accident, ...] = get_args(Accident)
_KEYS = {"figures", "drills", "texts"}
_DRILL_KEYS = {"words", "title", "story", "first"}


class DrillFigures(Entry):
    """How bad the accidents are taken to be."""

    cpc_rise_pct: float = Setting(ge=0, le=1000)
    days_closed: int = Setting(ge=0, le=366)
    weeks_without_backup: int = Setting(ge=0, le=52)
    weeks_with_backup: int = Setting(ge=0, le=52)
    delay_months: int = Setting(ge=0, le=12)
    lag_months: int = Setting(ge=0, le=24)


class DrillBook:
    """Figures, the words that find a risk, and texts of the drills."""

    def __init__(
        self,
        figures: DrillFigures,
        words: Mapping[Accident, tuple[str, ...]],
        phrases: Phrases,
    ) -> None:
        """Keep the checked parts of the file."""
        self.figures = figures
        self._words = words
        self.phrases = phrases

    def speaks_of(self, accident: Accident, text: str) -> bool:
        """Tell whether a text is about an accident."""
        lowered = text.lower()
        return any(word in lowered for word in self._words[accident])


def load_drills(directory: Path) -> DrillBook:
    """Read and check `directory`/drills.yaml; PromptError names file and key of a mistake."""
    data = load_yaml(directory / FILE)
    check_keys(FILE, data, _KEYS)
    if not isinstance(data["texts"], dict):
        raise prompt_error(FILE, "texts", "not a mapping")
    drills = data["drills"]
    if not isinstance(drills, dict) or set(drills) != set(ACCIDENTS):
        raise prompt_error(FILE, "drills", f"must be just {', '.join(ACCIDENTS)}")
    told = {name: _texts_of(name, entry) for name, entry in drills.items()}
    return DrillBook(
        read_entry(DrillFigures, data["figures"], FILE, "figures"),
        {name: _words(name, drills[name]["words"]) for name in ACCIDENTS},
        read_phrases({**data["texts"], **told}, FILE),
    )


def _texts_of(name: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != _DRILL_KEYS:
        raise prompt_error(FILE, f"drills {name}", f"needs {', '.join(sorted(_DRILL_KEYS))}")
    return {key: text for key, text in entry.items() if key != "words"}


def _words(name: str, words: Any) -> tuple[str, ...]:
    if not isinstance(words, list) or not words:
        raise prompt_error(FILE, f"drills {name} words", "needs at least one word")
    return tuple(str(word).lower() for word in words)
