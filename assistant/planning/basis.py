"""Basis: what a plan was drafted from, for files that compute on or give back what is known."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.profile import Profile
from assistant.planning.history import NO_HISTORY, History


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts beneath the sentences of a plan.

    `said` is what the owner said, `known` the same with every assumption and proposal filled in;
    `history` holds the edits by hand, the saved versions and the recorded changes.
    """

    said: Profile
    known: Profile
    history: History = NO_HISTORY


NO_BASIS = Basis(Profile(), Profile())
