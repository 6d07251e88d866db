"""Reading: the value of one field as found in a reply, and the words it takes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.interview.clauses import Span
from assistant.interview.quantity import Quantity
from assistant.interview.value import Origin


@dataclass(frozen=True, slots=True)
class Reading:
    """A plain value with the spans it was read from; `unit` overrides that of the field."""

    value: Any
    spans: tuple[Span, ...] = ()
    low: float | None = None
    high: float | None = None
    note: str = ""
    unit: str | None = None
    origin: Origin = "answer"

    @classmethod
    def of_quantity(
        cls, quantity: Quantity, value: float, spans: tuple[Span, ...], note: str = ""
    ) -> Reading:
        """Return the reading of a figure whose value was converted; a range is converted alike."""
        factor = value / quantity.value if quantity.value else 1
        ends = (round(quantity.low * factor, 6), round(quantity.high * factor, 6))
        notes = [part for part in (quantity.note, note) if part]
        return cls(
            value=value,
            spans=(*spans, Span(*quantity.span)),
            low=ends[0] if quantity.is_range else None,
            high=ends[1] if quantity.is_range else None,
            note="；".join(notes),
        )


Readings = dict[str, Reading]  # field key -> what was read
