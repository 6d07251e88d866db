"""Marks: the small sign behind a figure that says where it came from."""

from __future__ import annotations

from assistant.planning.plan import Run

_MARKS = {"answer": "ᵃ", "calculated": "ᶜ", "imported": "ⁱ", "assumption": "※"}
MARKS = frozenset(_MARKS.values())


def mark_of(run: Run) -> str:
    """Return the sign of a run, "" for words that need none; the plan's legend explains them."""
    return _MARKS[str(run.origin)] if run.needs_mark else ""
