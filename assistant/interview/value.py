"""Value: one fact about the client, with its unit and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

Origin = Literal["answer", "calculated", "corpus", "assumption", "imported"]
ORIGINS: tuple[str, ...] = get_args(Origin)


@dataclass(frozen=True, slots=True)
class Value:
    """One fact: JSON-serialisable value, unit, origin, and the words it was read from.

    `value` is a str, int, float, bool, ISO date string, list of str or list of dicts.
    `unit` is one of "yuan", "pct" (2.5 means 2.5 %), "people", "years", "minutes", "hours",
    "count", "date", "" (text).
    `low`/`high` hold the ends of a range the owner gave ("50–60万"); `value` is then the middle.
    `raw` is the reply as typed; `note` keeps vagueness ("左右", "不到"), how the figure was
    worked out from the words, and how a default was chosen.
    """

    value: Any
    unit: str = ""
    origin: Origin = "answer"
    raw: str = ""
    question: str = ""
    by: str = ""
    at: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Value:
        """Rebuild a value stored by `to_dict`; unknown keys are ignored."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**known)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict without empty fields; value, unit, origin and raw stay."""
        always = {"value", "unit", "origin", "raw"}
        return {k: v for k, v in asdict(self).items() if k in always or v not in ("", None)}

    def stamped(self, by: str, at: str) -> Value:
        """Return the same value with who gave it and when (ISO time)."""
        return replace(self, by=by, at=at)
