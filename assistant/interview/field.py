"""Field: one fact a question asks for: its type, the words that announce it, its default."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, Self

from pydantic import Field as Setting
from pydantic import model_validator

from assistant.interview.condition import Condition
from assistant.interview.entry import Bilingual, Entry, in_language

FieldType = Literal["text", "number", "money", "percent", "date", "bool", "enum", "list", "records"]
Unit = Literal["", "yuan", "pct", "people", "years", "minutes", "hours", "count", "date"]
DefaultRule = Literal[
    "first_day_of_next_month", "horizon_years", "pct_of", "main_stream_margin", "first_price"
]
# Where one record of an enumeration ends and the next begins.
Boundary = Literal["clause", "sentence", "proof", "node", "channel", "person", "step", "count"]
# How the text of a reply becomes the value; empty means by type and cues alone.
Reading = Literal[
    "",
    "whole",  # the whole reply
    "name",  # what the firm is called
    "product",  # what is made or sold
    "place",  # places named in the reply
    "person",  # a person's name
    "platform",  # platforms named in the reply
    "channel",  # the promotion channel named in the item
    "scene",  # the scene of that channel, unless a word for a scene is used
    "node",  # the campaign node named in the item
    "first_segment",  # the words before the first comma that are not the value of another field
    "after_cue",  # the words that follow a cue, up to the end of the clause
    "clause",  # the whole clause that holds a cue
    "scores",  # five marks from 0 to 5
    "word",  # the cue itself ("视频")
    "frequency",  # how often, in times a year
    "items",  # the listed items
    "rest",  # clauses nothing else has claimed
]
_UNIT_OF_TYPE: dict[str, Unit] = {"money": "yuan", "percent": "pct", "date": "date"}


class Option(Entry):
    """One choice of an enum, a bool or a list with options.

    `synonyms` name the choice wherever they stand; `hints` count only where the reply speaks of
    customers, or when there is no synonym at all ("工厂" may be the owner's own).
    """

    value: str | bool
    label: Bilingual
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Default(Entry):
    """What the draft uses when nothing was said: a constant, a choice by another field, or a rule.

    `note` says how it was chosen; `low` and `high` are the range it was taken from.
    """

    note: Bilingual
    value: Any = None
    by: str = ""
    values: dict[str, Any] = Setting(default_factory=dict)
    rule: DefaultRule | None = None
    of: str = ""
    pct: float = 0
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [self.value is not None, bool(self.by), self.rule is not None]
        if sum(ways) != 1:
            raise ValueError("a default needs exactly one of value, by, rule")
        if bool(self.by) != bool(self.values):
            raise ValueError("by and values belong together")
        if (self.rule == "pct_of") != bool(self.of and self.pct):
            raise ValueError("of and pct belong to the rule pct_of")
        return self

    def constants(self) -> list[Any]:
        """Return every value the default may take without calculation, in both languages."""
        found = [self.value] if self.value is not None else list(self.values.values())
        return [in_language(value, language) for language in ("zh", "en") for value in found]


class Field(Entry):
    """One fact of a question, or of one record of a `records` field.

    `cues` are words that announce the value while its own question is asked, `anywhere` those that
    announce it in any reply, `unless` words in which a cue does not count (看 in 好看), `zero`
    those that mean none at all (没有运费). `at_least` and `at_most` bound a number: beyond them it
    is not taken. A question is complete without its `optional` fields; one that lacks a `must` is
    asked about once more, with `offers` to pick from. An `alone` figure or person may be read
    without a cue when it is the only one of its kind. Of records, `new_at` tells where the next one
    begins, and one without any of the parts in `needs` is not kept.
    """

    key: str = Setting(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")
    label: Bilingual
    type: FieldType
    unit: Unit = ""
    read: Reading = ""
    cues: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    offers: tuple[Bilingual, ...] = ()
    item: tuple[Field, ...] = ()
    new_at: Boundary = "clause"
    needs: tuple[str, ...] = ()
    default: Default | None = None
    ask_if: Condition | None = None
    optional: bool = False
    must: bool = False
    alone: bool = False
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _unit_by_type(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("unit") and data.get("type") in _UNIT_OF_TYPE:
            return {**data, "unit": _UNIT_OF_TYPE[data["type"]]}
        return data

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.type == "records") != bool(self.item):
            raise ValueError("records need item, and only records have it")
        if unknown := set(self.needs) - {field.key for field in self.item}:
            raise ValueError(f"needs names no part: {', '.join(sorted(unknown))}")
        if self.type in ("enum", "bool") and not self.options:
            raise ValueError(f"{self.type} needs options")
        if self.options and self.type not in ("enum", "bool", "list"):
            raise ValueError("only enum, bool and list have options")
        for value in self.default.constants() if self.default else []:
            if not self.accepts(value):
                raise ValueError(f"default {value!r} does not fit type {self.type}")
        return self

    def accepts(self, value: Any) -> bool:
        """Tell whether a plain value fits the type, the options and the bounds of the field."""
        match self.type:
            case "text":
                return isinstance(value, str)
            case "date":
                return isinstance(value, str) and _is_iso_date(value)
            case "number" | "money" | "percent":
                return self.within_bounds(value)
            case "enum" | "bool":
                return any(value is o.value or value == o.value for o in self.options)
            case "list":
                return isinstance(value, list) and self._all_options(value)
            case "records":
                return isinstance(value, list) and all(self._is_record(entry) for entry in value)

    def has_kind(self, value: Any) -> bool:
        """Tell whether a plain value is at least of the field's kind: a list, a number, a text."""
        match self.type:
            case "records":
                return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
            case "list":
                return isinstance(value, list)
            case "bool":
                return isinstance(value, bool)
            case "number" | "money" | "percent":
                return isinstance(value, int | float) and not isinstance(value, bool)
            case _:
                return isinstance(value, str)

    def within_bounds(self, value: Any) -> bool:
        """Tell whether a value is a number between `at_least` and `at_most`."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)

    def option_label(self, value: Any, language: str) -> str:
        """Return the wording of a choice, or the value itself when it is not a listed choice."""
        labels = [o.label.text(language) for o in self.options if o.value == value]
        return labels[0] if labels else str(value)

    def part(self, key: str) -> Field:
        """Return the sub-field of a records field; KeyError when there is none."""
        return {field.key: field for field in self.item}[key]

    def _all_options(self, values: list[Any]) -> bool:
        known = {option.value for option in self.options}
        return not known or all(value in known for value in values)

    def _is_record(self, entry: Any) -> bool:
        parts = {field.key: field for field in self.item}
        return isinstance(entry, dict) and all(
            key in parts and parts[key].accepts(value) for key, value in entry.items()
        )


def _is_iso_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
