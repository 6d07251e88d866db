"""JSON: the plan as data, every run with its origin, and what it takes to read it back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from assistant.planning.basis import NO_BASIS, Basis
from assistant.planning.plan import Block, Plan

FORMAT = "marketing-plan"
SCHEMA = 1  # raised when a reader of before could not understand a file any more


def to_json(plan: Plan) -> str:
    """Return the plan as one JSON document; docs/plan-json.md says what its keys mean."""
    data = {"format": FORMAT, "schema": SCHEMA, **asdict(replace(plan, basis=NO_BASIS))}
    del data["basis"]
    for records, sections in ((data["sections"], plan.sections), (data["annexes"], plan.annexes)):
        for record, section in zip(records, sections, strict=True):
            pairs = zip(record["blocks"], section.blocks, strict=True)
            record["blocks"] = [_named(block, entry) for entry, block in pairs]
    return json.dumps(data | _past(plan.basis), ensure_ascii=False, indent=1)


def _past(basis: Basis) -> dict[str, Any]:
    """Return what was said and done, which is all that a plan is drafted from."""
    history = basis.history
    return {
        "profile": basis.said.to_dict(),
        "interview": dict(history.interview),
        "edits": [asdict(edit) for edit in history.edits],
        "versions": [asdict(version) for version in history.versions],
        "changes": [asdict(change) for change in history.log],
        "actuals": [asdict(actual) for actual in history.actuals],
    }


def _named(block: Block, entry: dict[str, Any]) -> dict[str, Any]:
    return {"block": type(block).__name__.lower(), **entry}
