"""Tips: where a figure of the plan comes from, in the words of the page instead of field keys."""

from __future__ import annotations

import re

from assistant.interview.question import QuestionBook
from assistant.ui.routes import Language
from assistant.ui.tools.words import ToolWords

_BETWEEN = " | "
_INPUT = re.compile(r"(?P<name>[a-z]\w*)=(?P<value>.*)")
# amounts have commas of their own, so an input ends where the next one begins
_NEXT_INPUT = re.compile(r", (?=[a-z]\w*=)")
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?")


class Tips:
    """Explains the sources of runs in one language."""

    def __init__(self, book: QuestionBook, words: ToolWords) -> None:
        """Take the fields with their labels, and the words of calculators."""
        self._words = words
        self._labels = {
            field.key: field.label.text(words.language)
            for question in book.questions
            for field in question.fields
        }

    @property
    def language(self) -> Language:
        """The language of the tips."""
        return self._words.language

    def lines(self, source: str) -> list[str]:
        """Return the source of a run as lines: the field, or the formula and what went into it."""
        if source in self._labels:
            return [self._labels[source]]
        return [line for part in source.split(_BETWEEN) if (line := self._line(part))]

    def _line(self, part: str) -> str:
        """Return a formula in words, or inputs by their labels; anything else as it stands."""
        inputs = [_INPUT.fullmatch(piece) for piece in _NEXT_INPUT.split(part)]
        found = [match for match in inputs if match is not None]
        if len(found) == len(inputs):
            return " · ".join(self._input(match["name"], match["value"]) for match in found)
        return self._words.formula(part)

    def _input(self, name: str, value: str) -> str:
        asked = self._words.asked(name)
        if asked is None:
            return f"{self._words.value(name)} {value}"
        if name == "year":
            value = value.replace(",", "")
        unit = self._words.unit(asked.unit)
        space = "" if unit == "%" or not unit else " "
        figure = _FIGURE.match(value)
        # a remark that the figure is assumed stays behind the unit
        if figure is not None:
            value = f"{figure.group()}{space}{unit}{value[figure.end() :]}"
        return f"{self._words.label(asked)} {self._words.option(value)}"
