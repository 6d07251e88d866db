"""Shelf: which library a document stands in, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LibraryName = Literal["builtin", "company", "private"]

NOBODY = ""  # sees what everybody sees


@dataclass(frozen=True, slots=True)
class Shelf:
    """The built-in corpus, the company's library or a person's own; only that one has an owner."""

    library: LibraryName
    owner: str = NOBODY

    def __post_init__(self) -> None:
        """Refuse a private shelf of nobody, which everybody would see, and a shared one of one."""
        if (self.library == "private") != bool(self.owner):
            raise ValueError(f"a {self.library} shelf cannot belong to {self.owner!r}")


BUILTIN = Shelf("builtin")
COMPANY = Shelf("company")


def visible_owners(viewer: str) -> tuple[str, ...]:
    """Return whose documents a viewer sees: those of nobody in particular, and his own."""
    return (NOBODY, viewer) if viewer else (NOBODY,)
