"""Agenda: what of a plan has a day of its own - phases of battles, their errands, reviews."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a battle ("pre-heat"), first and last ISO day."""

    battle: str
    name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do for a battle on an ISO day; `is_post` tells that `who` names no person."""

    battle: str
    day: str
    what: str
    who: str
    is_post: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything dated but the actions, which stand in the table "P6.1"; `reviews` are ISO days."""

    phases: tuple[Phase, ...] = ()
    errands: tuple[Errand, ...] = ()
    reviews: tuple[str, ...] = ()


NO_AGENDA = Agenda()
