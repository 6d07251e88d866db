"""Cells: a single value of a result as text in the language of the page."""

from __future__ import annotations

from typing import Any

from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.figures import measured
from assistant.ui.tools.words import ToolWords

_YEARS = ("year", "based_on")
_POSTS = ("role", "owner")
_CHANCES = ("p_within",)  # shares of 1
_OPTIONS = ("rule", "need", "light", "average")


class Cells:
    """Writes values; `calendar` knows what the posts of a schedule are called."""

    def __init__(self, words: ToolWords, calendar: BattleCalendar) -> None:
        """Take finished parts."""
        self._words = words
        self._calendar = calendar

    def text(self, name: str, value: Any, unit: str = "") -> str:
        """Return the value called `name` with its unit; per cent by the name's own ending."""
        if value is None or value == []:
            return self._words.say("none")
        if isinstance(value, str):
            return self._word(name, value)
        if isinstance(value, dict):
            return self._of_parts(value)
        if isinstance(value, list | tuple):
            return ("、" if self._words.language == "zh" else ", ").join(
                self.text(name, part, unit) for part in value
            )
        return self._figure(name, value, unit)

    def _figure(self, name: str, value: float, unit: str) -> str:
        if name == "weekday":
            return self._words.say(f"weekday.{value}")
        if name in _YEARS:
            return str(value)
        if name in _CHANCES:
            return measured(value * 100, "pct", self._words.language)
        percent = "pct" if name.endswith("_pct") else unit
        return measured(value, percent, self._words.language)

    def _word(self, name: str, value: str) -> str:
        if name == "input":
            asked = self._words.asked(value)
            return value if asked is None else self._words.label(asked)
        if name in _POSTS:
            return self._calendar.post(value, self._words.language)
        return self._words.option(value) if name in _OPTIONS else value

    def _of_parts(self, parts: dict[str, Any]) -> str:
        """Return a value that has a wording in each language, or parts of its own."""
        if self._words.language in parts:
            return str(parts[self._words.language])
        return " ".join(self.text(name, part) for name, part in parts.items())
