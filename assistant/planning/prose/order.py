"""Order: for whom a section is written, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Audience = Literal["boss", "manager", "performer"]
LENGTHS: dict[Audience, int] = {"boss": 90, "manager": 180, "performer": 240}
_LONGEST_WISH = 60
_NAMED: tuple[tuple[Audience, re.Pattern[str]], ...] = (
    ("boss", re.compile(r"老板|老总|董事|总经理|boss|owner|ceo", re.IGNORECASE)),
    ("manager", re.compile(r"经理|主管|负责人|manager|head of", re.IGNORECASE)),
    ("performer", re.compile(r"执行|员工|客服|运营|同事|staff|team|performer", re.IGNORECASE)),
)
_OF_SECTION: dict[str, Audience] = {"P1": "boss", "P6": "performer"}


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a text: its readers, and how it should read ("更简短")."""

    audience: Audience
    wish: str

    @property
    def longest(self) -> int:
        """The most a text may measure, as `reading_size` counts."""
        return LENGTHS[self.audience]


def order_of(section_id: str, wish: str) -> Order:
    """Return the order in an owner's words; without a named reader each section has its own."""
    named = (audience for audience, words in _NAMED if words.search(wish))
    audience = next(named, _OF_SECTION.get(section_id, "manager"))
    return Order(audience, wish.strip()[:_LONGEST_WISH])
