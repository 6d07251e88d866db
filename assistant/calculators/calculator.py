"""Calculator: the description of one calculator and of its inputs, for lists, forms and help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.calculators.result import Result

Kind = Literal[
    "number", "int", "text", "choice", "list", "texts", "battles", "plans", "ranges", "shares"
]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a calculator asks for.

    `unit` is "yuan", "pct" (2.5 means 2.5 %), "count", "years", ... or "" for text;
    `kind` says how the command line reads it (see reading.py);
    `default` is the default as a person would type it, or words when it depends on other inputs.
    """

    name: str
    zh: str
    en: str
    unit: str = ""
    kind: Kind = "number"
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> dict[str, str]:
        """Return the wording beside the field: {"zh", "en"}."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True)
class Calculator:
    """One of the nineteen: its K number, function, inputs and the units of its values.

    `values` maps each value to its unit ("" when it has none); `example` is a set of command-line
    settings that runs as it stands; `sources` are the rows of the inventory it rests on ("S0-5").
    """

    name: str
    k: str
    function: Callable[..., Result]
    zh: str
    en: str
    inputs: tuple[Input, ...]
    values: Mapping[str, str]
    example: Mapping[str, str]
    sources: tuple[str, ...]
    needs_calendar: bool = False

    @property
    def title(self) -> dict[str, str]:
        """Return what it is called: {"zh", "en"}."""
        return {"zh": self.zh, "en": self.en}
