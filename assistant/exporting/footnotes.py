"""Footnotes: where a figure is explained, told once in every section, and the links to sources."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculators.result import Result
from assistant.planning.figures import measured
from assistant.planning.plan import Heading, Plan, Row, Run, Table, plain


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a note says, and the name of the place in an annex that explains the figure."""

    target: str
    text: str


class Footnotes:
    """Gives the first figure of each calculation and each assumption in a section its note."""

    def __init__(self, plan: Plan) -> None:
        """Find what the annexes explain: calculations by name, assumptions by field key."""
        self._plan = plan
        self._told: set[str] = set()
        self._calculations = _calculations(plan)
        self._assumptions = _assumptions(plan)
        self._headings = {title: name for name, title in self._calculations.items()}
        self._sources = _source_numbers(plan)

    def next_section(self) -> None:
        """Forget what was told, for a reader may open the plan at any section."""
        self._told.clear()

    def of(self, run: Run) -> Footnote | None:
        """Return the note of a run; none where there is nothing to explain or it was told."""
        if not run.needs_mark:
            return None
        if run.origin == "assumption" and run.source in self._assumptions:
            name = self._assumptions[run.source]
            return self._once(f"assumption-{run.source}", "footnote_assumption", name)
        if run.origin == "calculated" and (found := self._calculation(run)):
            name = self._calculations[found]
            return self._once(f"calculation-{found}", "footnote_calculated", name)
        return None

    def source(self, run: Run) -> str:
        """Return the place in annex B that a mark like [3] leads to; empty where there is none."""
        is_mark = run.origin == "corpus" and run.text.strip() in self._sources
        return f"source-{run.source}" if is_mark else ""

    def place_of_heading(self, annex: str, heading: Heading) -> str:
        """Return the name of the place a heading of an annex is, for notes to lead to."""
        name = self._headings.get(heading.text) if annex == "D" else None
        return f"calculation-{name}" if name else ""

    def place_of_row(self, annex: str, row: Row) -> str:
        """Return the name of the place a row of an annex is, for notes and marks to lead to."""
        if annex == "B":
            return f"source-{plain(row[0])}"
        if annex == "A" and (keys := [run.source for run in row[1] if run.source]):
            return f"assumption-{keys[0]}"
        return ""

    def _once(self, target: str, caption: str, name: str) -> Footnote | None:
        if target in self._told:
            return None
        self._told.add(target)
        return Footnote(target, self._plan.captions[caption].replace("{name}", name, 1))

    def _calculation(self, run: Run) -> str:
        """Return the calculation a figure comes from; of several with one formula the nearest."""
        fitting = [
            (_agreement(self._plan.results[name], run.source, self._plan.language), name)
            for name in self._calculations
            if self._plan.results[name].formula in run.source
        ]
        return max(fitting, default=(0, ""))[1]


def _agreement(result: Result, source: str, language: str) -> int:
    return sum(
        f"{key}={measured(value, '', language)}" in source for key, value in result.inputs.items()
    )


def _calculations(plan: Plan) -> dict[str, str]:
    """Return what annex D calls each calculation, whose parts stand in the order of the results."""
    blocks = next((annex.blocks for annex in plan.annexes if annex.id == "D"), ())
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    return dict(zip(plan.results, headings, strict=False))


def _source_numbers(plan: Plan) -> set[str]:
    """Return "[1]" and so on for each row of annex B; other links would lead nowhere."""
    blocks = next((annex.blocks for annex in plan.annexes if annex.id == "B"), ())
    tables = [block for block in blocks if isinstance(block, Table)]
    return {f"[{plain(row[0])}]" for table in tables for row in table.rows}


def _assumptions(plan: Plan) -> dict[str, str]:
    """Return what annex A calls each assumed field."""
    blocks = next((annex.blocks for annex in plan.annexes if annex.id == "A"), ())
    return {
        run.source: plain(row[0])
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for run in row[1]
        if run.origin == "assumption"
    }
