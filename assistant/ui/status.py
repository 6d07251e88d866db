"""Status: what the page tells about the installation behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nobody(name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Status:
    """The connected chat model ("" when there is none), and whether the library is loaded.

    `signs_in` says that visitors have signed in, by a name the page then shows; `is_admin` says of
    a name whether the settings are shown.
    """

    model: str
    prepared: bool
    signs_in: bool = False
    is_admin: Callable[[str], bool] = _nobody


GetStatus = Callable[[], Status]
