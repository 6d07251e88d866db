"""Asked: the kind of answer a question asks for, and whether a text is of that kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answering.evidence import Evidence
from assistant.language import normalise

_LIST_MARK = re.compile(r"^\s*\d{1,2}[.、)）]\s", re.MULTILINE)
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百千两]+(?:成|倍|万|千|百|元|块|年|个月|天|折)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Patterns of the words that ask for an amount or for a list, over normalised questions."""

    amount: re.Pattern[str]
    listing: re.Pattern[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Asked:
        """Read `amount` and `list` of answering.yaml, each with zh and en.

        KeyError, TypeError or re.error for a mistake.
        """
        amount, listing = data["amount"], data["list"]
        return cls(
            re.compile(f"(?:{amount['zh']}|{amount['en']})+"),
            re.compile(f"{listing['zh']}|{listing['en']}"),
        )

    def is_met_by(self, question: str, piece: Evidence) -> bool:
        """Tell whether a piece has a number when one is asked for, or lists what is to be listed.

        A question that asks for neither is met by any piece.
        """
        asked = normalise(question)
        if self.amount.search(asked):
            return has_number(piece.text, given_numbers(asked))
        return piece.is_list or not self.listing.search(asked)

    def is_amount(self, question: str) -> bool:
        """Tell whether a question asks for a number."""
        return self.amount.search(normalise(question)) is not None


def given_numbers(question: str) -> frozenset[str]:
    """Return the numbers that a normalised question brings along."""
    return frozenset(_DIGITS.findall(question))


def has_number(text: str, given: frozenset[str]) -> bool:
    """Tell whether the text holds a number that the question does not bring along."""
    numbers = _NUMBER.findall(_CLOCK.sub("", _LIST_MARK.sub("", text)))
    return any(number not in given for number in numbers)
