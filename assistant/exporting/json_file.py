"""JSON: the plan as data, every run with its origin, for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from assistant.planning.basis import NO_BASIS
from assistant.planning.plan import Block, Plan


def to_json(plan: Plan) -> str:
    """Return the plan as one JSON document; each block names its kind."""
    data = asdict(replace(plan, basis=NO_BASIS))
    del data["basis"]
    for records, sections in ((data["sections"], plan.sections), (data["annexes"], plan.annexes)):
        for record, section in zip(records, sections, strict=True):
            pairs = zip(record["blocks"], section.blocks, strict=True)
            record["blocks"] = [_named(block, entry) for entry, block in pairs]
    return json.dumps(data, ensure_ascii=False, indent=1)


def _named(block: Block, entry: dict[str, Any]) -> dict[str, Any]:
    return {"block": type(block).__name__.lower(), **entry}
