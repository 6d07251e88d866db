"""Proposal: a completed profile while proposals are added to it, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.labels import is_stated
from assistant.planning.record import Record


@dataclass(frozen=True, slots=True)
class Proposal:
    """`profile` is what is known so far, `notes` says by field key why something was proposed."""

    profile: Profile
    notes: Mapping[str, str] = field(default_factory=dict)

    def propose(self, key: str, records: Sequence[Mapping[str, Any]], note: str) -> Proposal:
        """Return the proposal with a list for a field nobody filled; the owner's list stays."""
        if is_stated(self.profile, key) or not records:
            return self
        every = [Record.filled({}, record) for record in records]
        return self._with(key, Value(every, origin="assumption", note=note), note)

    def fill(self, key: str, proposed: Sequence[Mapping[str, Any]], note: str) -> Proposal:
        """Return the proposal with the empty columns of a list filled, record by record.

        `proposed` holds one mapping for each record of the field; what somebody said stays.
        """
        value = self.profile.get(key)
        if value is None or not isinstance(value.value, list):
            return self
        said = [item if isinstance(item, dict) else {} for item in value.value]
        filled = [Record.filled(*pair) for pair in zip(said, proposed, strict=True)]
        if all(not record.assumed for record in filled):
            return self
        # An entry that is bare text has no columns to fill.
        items = [
            record if isinstance(item, dict) else item
            for item, record in zip(value.value, filled, strict=True)
        ]
        return self._with(key, replace(value, value=items), note)

    def _with(self, key: str, value: Value, note: str) -> Proposal:
        # The reason for a whole list outweighs the one for its gaps.
        return Proposal(self.profile.merge({key: value}), {key: note, **self.notes})
