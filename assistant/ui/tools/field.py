"""Field: one input of a calculator as a box, with its slider, options and hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.reading import read_setting
from assistant.errors import InputError
from assistant.ui.tools.slider import Slider, slider_of
from assistant.ui.tools.words import ToolWords

_NUMBERS = ("number", "int")
_LINES = ("list", "texts", "battles", "plans", "ranges", "shares")


@dataclass(frozen=True, slots=True)
class Field:
    """What the form shows of one input; `text` is what the box holds, "" when left out.

    `known` is the figure the slider starts from; `options` are (value, label) pairs; `hint` says
    how to write it, `placeholder` what holds when it is left empty.
    """

    name: str
    label: str
    unit: str
    text: str
    hint: str
    placeholder: str
    required: bool
    is_number: bool
    is_long: bool
    options: tuple[tuple[str, str], ...]
    slider: Slider | None
    known: float | None


def settings_at_first(calculator: Calculator, words: ToolWords) -> dict[str, str]:
    """Return what the form holds before anybody types: the example, and plain defaults."""
    plain = {
        asked.name: asked.default
        for asked in calculator.inputs
        if asked.default and asked.kind in (*_NUMBERS, "choice")
    }
    return {**plain, **words.example(calculator)}


def fields_of(calculator: Calculator, given: Mapping[str, str], words: ToolWords) -> list[Field]:
    """Return the form of a calculator, filled with the settings as typed."""
    return [
        _field(asked, calculator, given.get(asked.name, ""), words) for asked in _order(calculator)
    ]


def _order(calculator: Calculator) -> list[Input]:
    """Return the inputs with those of the example first, in their own order."""
    return sorted(calculator.inputs, key=lambda a: not (a.required or a.name in calculator.example))


def _field(asked: Input, calculator: Calculator, text: str, words: ToolWords) -> Field:
    example = words.example(calculator).get(asked.name, "")
    known = _figure(asked, text) or _figure(asked, example) or _figure(asked, asked.default)
    options = asked.choices if asked.kind == "choice" else ()
    return Field(
        name=asked.name,
        label=words.label(asked),
        unit=words.unit(asked.unit),
        text=text,
        hint=words.say(f"form.{asked.kind}") if asked.kind in _LINES else "",
        placeholder=_placeholder(asked, example),
        required=asked.required,
        is_number=asked.kind in _NUMBERS,
        is_long=asked.kind in _LINES,
        options=tuple((option, words.option(option)) for option in options),
        slider=slider_of(asked, known),
        known=known,
    )


def _figure(asked: Input, text: str) -> float | None:
    """Return the number in a text as the calculator would read it; None for any other text."""
    if asked.kind not in _NUMBERS or not text:
        return None
    try:
        return float(read_setting(asked, text))
    except InputError:
        return None  # the outcome says why it cannot be read


def _placeholder(asked: Input, example: str) -> str:
    """Return what an empty box shows in grey: the default that then holds, else an example."""
    holds = asked.default if asked.default[:1].isdigit() else ""
    return holds or (example if asked.kind in _LINES else "")
