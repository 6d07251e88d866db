"""Record: one entry of a list (a campaign, an action), with the columns nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Record(dict[str, Any]):
    """A plain record that remembers which of its columns the assistant proposed.

    It is a dict, and built like one, so whoever only reads columns need not know. `assumed` names
    the columns that must be shown as assumptions although the rest is the owner's own.
    """

    assumed: frozenset[str] = frozenset()

    @classmethod
    def filled(cls, said: Mapping[str, Any], proposed: Mapping[str, Any]) -> Record:
        """Return what was said with `proposed` columns where it leaves them empty."""
        added = {
            name: value
            for name, value in proposed.items()
            if said.get(name) in (None, "", []) and value not in (None, "", [])
        }
        record = cls({**said, **added})
        before = said.assumed if isinstance(said, Record) else frozenset()
        record.assumed = before | added.keys()
        return record

    def __repr__(self) -> str:
        """Show the columns and which of them are assumed."""
        return f"Record({dict(self)!r}, assumed={sorted(self.assumed)!r})"
