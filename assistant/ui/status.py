"""Status: what the page tells about the installation behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """The connected chat model ("" when there is none), and whether the library is loaded.

    `signs_in` says that visitors have signed in, by a name the page then shows.
    """

    model: str
    prepared: bool
    signs_in: bool = False


GetStatus = Callable[[], Status]
