"""DraftRequest: everything a draft is made from; two that say the same are equal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from assistant.interview.profile import Profile
from assistant.planning.history import NO_HISTORY, History

_DIGEST_BYTES = 16


@dataclass(frozen=True, eq=False)
class DraftRequest:
    """A profile, the day, the language and what the plan has been through."""

    profile: Profile
    today: date
    language: Literal["zh", "en"]
    history: History = NO_HISTORY

    @property
    def drafted(self) -> DraftRequest:
        """The same without what no sentence of a plan depends on: where the interview stands."""
        return replace(self, history=replace(self.history, interview=NO_HISTORY.interview))

    @cached_property
    def _digest(self) -> bytes:
        # the order of what is known counts: a plan shows some of it in that order
        said = repr((self.profile.to_dict(), self.today, self.language, self.history))
        return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).digest()

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one asks for the same."""
        return isinstance(other, DraftRequest) and self._digest == other._digest

    def __hash__(self) -> int:
        """Return the same for equal requests."""
        return hash(self._digest)
