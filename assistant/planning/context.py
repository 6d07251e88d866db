"""DraftContext: everything a section is drafted from, and the runs it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answering.answer import Citation
from assistant.calculators.result import Result
from assistant.interview.profile import Profile
from assistant.planning import figures
from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.guidance import Advice
from assistant.planning.history import NO_HISTORY, History
from assistant.planning.labels import Column, Labels, is_assumed
from assistant.planning.lint import WordingLint
from assistant.planning.plan import PlanLanguage, Run, Text, joined
from assistant.planning.proposals.preset import Preset
from assistant.planning.record import Record
from assistant.planning.wording import PlanWording, Words
from assistant.planning.worksheet import Calculations
from assistant.storage.plan_records import Version


@dataclass(frozen=True, slots=True)
class DraftContext:
    """The inputs of a draft.

    `profile` is what the owner said, `completed` the same with every default as an assumption;
    `notes` says by field key why something was proposed; `formulas` describes each calculation in
    one line, with its inputs; `advice` are the sentences of the corpus that apply, citations
    numbered; `lint` knows the words advertising must not use; `calendar` knows when battles fall;
    `trade` is the preset the proposals come from, None while it is not known what the firm sells.
    `history` tells of edits, versions and approval; `baseline` is the same context for the plan as
    it was approved, None while it was not.
    """

    profile: Profile
    completed: Profile
    calculations: Calculations
    formulas: Mapping[str, str]
    wording: PlanWording
    words: Words
    labels: Labels
    advice: tuple[Advice, ...]
    language: PlanLanguage
    today: date
    lint: WordingLint
    calendar: BattleCalendar
    trade: Preset | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    history: History = NO_HISTORY
    baseline: DraftContext | None = None

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The passages the advice rests on, in the order of their numbers."""
        return tuple(advice.citations[self.language] for advice in self.advice)

    def result(self, name: str) -> Result | None:
        """Return a calculation by name, None when its inputs are not known yet."""
        return self.calculations.results.get(name)

    def knows(self, *keys: str) -> bool:
        """Tell whether all fields have content, said or assumed."""
        return all(self.completed.raw(key) not in (None, "", []) for key in keys)

    def field(self, key: str) -> Text:
        """Return a field as text with unit and origin, list items joined; empty if unknown."""
        return joined(self.items(key), self.words("pause"))

    def items(self, key: str) -> tuple[Text, ...]:
        """Return a field as one text an item; empty when nothing is known."""
        if not self.knows(key):
            return ()
        value, column = self.completed[key], self.labels.field(key)
        items = value.value if isinstance(value.value, list) else [value.value]
        return tuple(
            (Run(self.shown(item, column, value.unit), value.origin, key),) for item in items
        )

    def name(self, key: str) -> Run:
        """Return what the question book calls a field."""
        return Run(self.labels.field(key).label)

    def records(self, key: str) -> list[dict[str, Any]]:
        """Return a list of records; an item that is bare text becomes its first column."""
        columns = self.labels.columns(key)
        first = columns[0].key if columns else ""
        return [
            item if isinstance(item, dict) else {first: item}
            for item in self.completed.items_of(key)
        ]

    def column(self, key: str, name: str) -> list[Text]:
        """Return the entries of one column of records that are not empty."""
        cells = (self.cell(key, record, name) for record in self.records(key))
        return [cell for cell in cells if cell]

    def cell(self, key: str, record: Mapping[str, Any], name: str) -> Text:
        """Return one entry of a record; empty text when the record lacks it."""
        value = record.get(name)
        if value in (None, "", []):
            return ()
        column = self.labels.column(key, name)
        parts = value if isinstance(value, list) else [value]
        origin = self.completed[key].origin
        if isinstance(record, Record) and name in record.assumed:
            origin = "assumption"
        return joined(
            (((Run(self.shown(part, column), origin, key)),) for part in parts), self.words("pause")
        )

    def shown(self, value: Any, column: Column, unit: str = "") -> str:
        """Return a bare value as it is written: options by their label, figures with their unit."""
        if isinstance(value, dict):
            return " ".join(self.shown(part, column) for part in value.values() if part)
        return column.options.get(str(value)) or figures.measured(
            value, unit or column.unit, self.language
        )

    def version_name(self, version: Version) -> str:
        """Return what a version is called: its number, and its name if it has one."""
        key = "version.named" if version.name else "version.plain"
        both = self.wording.both(key, number=str(version.number), name=version.name)
        return both.text(self.language)

    def calculated(self, name: str, text: str) -> Run:
        """Return a calculated figure whose source is the formula of `name` with its inputs."""
        return Run(text, "calculated", self.formulas[name])

    def figure(self, name: str, key: str, value: float | None = None) -> Run:
        """Return a value of a calculation, or `value` in the unit of that one, as a run."""
        result = self.calculations.results[name]
        amount = result.values[key] if value is None else value
        return self.calculated(
            name, figures.measured(amount, result.units.get(key, ""), self.language)
        )


def describe(calculations: Calculations, completed: Profile, words: Words) -> dict[str, str]:
    """Return each calculation as its formula followed by its inputs; assumed ones say so."""
    doubt = words.label("assumed")
    described = {}
    for name, result in calculations.results.items():
        fields = calculations.fields.get(name, {})
        inputs = ", ".join(
            f"{key}={figures.measured(value, '', words.language)}"
            + (doubt if is_assumed(completed, fields.get(key, "")) else "")
            for key, value in result.inputs.items()
            if isinstance(value, int | float | str)
        )
        described[name] = f"{result.formula} | {inputs}"
    return described
