"""RowCounter: lets the rows of a file through, up to the limit over all its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.knowledge.conversion.converted_file import SourceFile
from assistant.knowledge.conversion.failures import too_long
from assistant.knowledge.conversion.limits import Limits


class RowCounter:
    """Counts the rows that are not empty."""

    def __init__(self, file: SourceFile, limits: Limits) -> None:
        """Start at nothing."""
        self._file = file
        self._limit = limits.rows
        self._count = 0

    def counted(self, rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Yield the rows that are not empty; TooLongError beyond the limit."""
        for row in rows:
            if any(row):
                self._count += 1
                if self._count > self._limit:
                    raise too_long(self._file.name, self._limit, "行", "rows")
                yield row
