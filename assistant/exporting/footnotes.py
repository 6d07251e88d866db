"""Footnotes: where a calculated or assumed figure is explained, told once in every section."""

from __future__ import annotations

from assistant.calculators.result import Result
from assistant.planning.figures import measured
from assistant.planning.plan import Heading, Plan, Run, Table, plain

NOTHING: dict[str, str] = {}


class Footnotes:
    """Gives the first figure of each calculation and each assumption in a section its note."""

    def __init__(self, plan: Plan) -> None:
        """Find what the annexes explain: calculations by name, assumptions by field key."""
        self._plan = plan
        self._told: set[str] = set()
        self.calculations = _calculations(plan)
        self.assumptions = _assumptions(plan)

    def next_section(self) -> None:
        """Forget what was told, for a reader may open the plan at any section."""
        self._told.clear()

    def of(self, run: Run) -> dict[str, str]:
        """Return {target, before, after} of a run's note, the page to stand between; or nothing."""
        if not run.needs_mark:
            return NOTHING
        if run.origin == "assumption" and run.source in self.assumptions:
            name = self.assumptions[run.source]
            return self._once(f"assumption-{run.source}", "footnote_assumption", name)
        if run.origin == "calculated" and (found := self._calculation(run)):
            name = self.calculations[found]
            return self._once(f"calculation-{found}", "footnote_calculated", name)
        return NOTHING

    def _once(self, target: str, caption: str, name: str) -> dict[str, str]:
        if target in self._told:
            return NOTHING
        self._told.add(target)
        before, _, after = self._plan.captions[caption].partition("{page}")
        return {
            "target": target,
            "before": before.replace("{name}", name, 1),
            "after": after.replace("{name}", name, 1),
        }

    def _calculation(self, run: Run) -> str:
        """Return the calculation a figure comes from; of several with one formula the nearest."""
        fitting = [
            (_agreement(self._plan.results[name], run.source, self._plan.language), name)
            for name in self.calculations
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
