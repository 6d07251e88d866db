"""Rehearsal: accidents and a cold start played through on a copy of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.interview.profile import Profile
from assistant.planning.cold_start import ColdStart, cold_start, cold_start_inputs
from assistant.planning.cold_start_book import ColdStartBook, load_cold_start
from assistant.planning.drill_book import DrillBook, load_drills
from assistant.planning.drills import Drill, run_drills


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The drills, and the money month by month; empty while too little is known for them."""

    drills: tuple[Drill, ...]
    cold_start: ColdStart | None


class Rehearsals:
    """Plays them through; the plan itself never changes (I-09, I-14)."""

    def __init__(self, drills: DrillBook, cold_starts: ColdStartBook) -> None:
        """Take how bad the accidents are, and the texts."""
        self._drills = drills
        self._cold_starts = cold_starts

    @classmethod
    def load(cls, prompts: Path) -> Rehearsals:
        """Read drills.yaml and cold_start.yaml; PromptError names file and key of a mistake."""
        return cls(load_drills(prompts), load_cold_start(prompts))

    def of(self, known: Profile) -> Rehearsal:
        """Return the rehearsal of a profile completed by assumptions."""
        return Rehearsal(run_drills(known, self._drills), self._cold_start(known))

    def _cold_start(self, known: Profile) -> ColdStart | None:
        inputs = cold_start_inputs(known)
        try:
            return None if inputs is None else cold_start(inputs, self._cold_starts)
        except InputError:  # a figure no calculator takes has its own remark in the plan
            return None
