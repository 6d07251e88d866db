"""Record: one entry of a list (a campaign, an action), with the columns nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Record(dict[str, Any]):
    """A plain record that remembers which of its columns the assistant proposed.

    It is a dict, so whoever only reads columns need not know; `assumed` names the columns that
    must be shown as assumptions although the rest is the owner's own.
    """

    def __init__(
        self,
        said: Mapping[str, Any] | Iterable[tuple[str, Any]],
        proposed: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what was said; add `proposed` columns only where it leaves them empty.

        `said` may be pairs as well, which is how `dataclasses.asdict` copies a dict.
        """
        given = dict(said)
        added = {
            name: value
            for name, value in (proposed or {}).items()
            if given.get(name) in (None, "", []) and value not in (None, "", [])
        }
        super().__init__({**given, **added})
        before = said.assumed if isinstance(said, Record) else frozenset()
        self.assumed: frozenset[str] = before | added.keys()

    def __repr__(self) -> str:
        """Show the columns and which of them are assumed."""
        return f"Record({dict(self)!r}, assumed={sorted(self.assumed)!r})"
