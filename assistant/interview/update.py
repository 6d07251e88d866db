"""ReplyUpdate: what one reply said, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.interview.value import Value


@dataclass(frozen=True, slots=True)
class ReplyUpdate:
    """Field values read from a reply, and what was left open.

    `values` maps field keys to values, also of questions other than the current one; `vague` names
    the detectors that fired when nothing usable was read for the current question; `missing` holds
    the fields of the current question that neither this reply nor an earlier one filled; `unread`
    names a field that was to be changed to something that does not fit it; `unknown` tells that the
    owner says he does not know; `left_over` are the words in which nothing was read.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    vague: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: str = ""
    unknown: bool = False
    left_over: str = ""

    def answers(self, question_id: str) -> bool:
        """Tell whether anything was read for a question."""
        return any(value.question == question_id for value in self.values.values())
