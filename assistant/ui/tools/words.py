"""ToolWords: calculators, inputs, values and refusals in the language of the page."""

from __future__ import annotations

import re

from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.registry import CALCULATORS
from assistant.prompts import Wording
from assistant.ui.routes import Language

# ordinary English words that are names of inputs as well; in a sentence they stay as they are
_PLAIN = re.compile(r"[a-z]{4,}")
_LOOSE = re.compile(r" ?(“[^”]*”) ?")


class ToolWords:
    """The words of prompts/tools.yaml in one language."""

    def __init__(self, wording: Wording, language: Language) -> None:
        """Take the words of both languages."""
        self.language = language
        self._wording = wording
        self._known = wording.keys()
        keys = (key for key in self._known if key.startswith("formula."))
        self._formulas = {wording(key, "en"): wording(key, language) for key in keys}
        self._inputs = {a.name: a for each in CALCULATORS.values() for a in each.inputs}

    def say(self, key: str, **values: object) -> str:
        """Return a text of the page."""
        return self._wording(key, self.language, **values)

    def value(self, name: str) -> str:
        """Return what a value of a result is called; the bare name where it has no words."""
        return self._either(f"value.{name}", name)

    def column(self, name: str) -> str:
        """Return what a column of a result is called."""
        return self._either(f"column.{name}", name)

    def option(self, name: str) -> str:
        """Return what an option is called ("b2c", "yes")."""
        return self._either(f"option.{name}", name)

    def formula(self, text: str) -> str:
        """Return a formula as a calculator writes it in the language of the page."""
        return self._formulas.get(text, text)

    def unit(self, unit: str) -> str:
        """Return the unit as it stands behind a box, "" for bare counts."""
        return self.say(f"unit.{unit}") if f"unit.{unit}" in self._known else ""

    def asked(self, name: str) -> Input | None:
        """Return an input by its name, whichever calculator asks for it."""
        return self._inputs.get(name)

    def example(self, calculator: Calculator) -> dict[str, str]:
        """Return the settings of the example, names of people and platforms in this language."""
        return {
            name: self._either(f"example.{calculator.name}.{name}", text)
            for name, text in calculator.example.items()
        }

    def label(self, asked: Input) -> str:
        """Return what an input is called."""
        return asked.label[self.language]

    def names(self, inputs: list[Input]) -> str:
        """Return the labels of inputs as a list."""
        return ("、" if self.language == "zh" else ", ").join(map(self.label, inputs))

    def refusal(self, sentence: str, calculator: Calculator) -> str:
        """Return an error with the names of inputs in the words of the page.

        The command line calls an input "conversion_pct"; the page calls it by its label.
        """
        for asked in calculator.inputs:
            # a sentence that already gives the label behind the name
            for behind in (f"（{asked.zh}）", f" ({asked.en})"):
                sentence = sentence.replace(f"{asked.name}{behind}", self._quoted(asked))
        names = "|".join(re.escape(asked.name) for asked in calculator.inputs)
        inputs = {asked.name: asked for asked in calculator.inputs}

        def named(match: re.Match[str]) -> str:
            name = match.group()
            is_word = self.language == "en" and _PLAIN.fullmatch(name) and match.start() > 0
            return name if is_word else self._quoted(inputs[name])

        named_all = re.sub(rf"(?<![\w“'])(?:{names})(?![\w”'])", named, sentence, flags=re.ASCII)
        if self.language == "en":
            return named_all
        return _LOOSE.sub(r"\1", named_all).replace("”,“", "”、“")

    def _quoted(self, asked: Input) -> str:
        return f"“{self.label(asked)}”"

    def _either(self, key: str, otherwise: str) -> str:
        return self.say(key) if key in self._known else otherwise
