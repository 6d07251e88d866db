"""Check-ins: the reviews an owner has held, and the readiness that execution earns."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.profile import Profile

# Outside the question book: the owner reports, the interview does not ask.
CHECK_INS = "plan.check_ins"
_A_YEAR = {"month": 12, "quarter": 4}
_USUAL = 12
_ANSWERS, _EXECUTION = 60, 40


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One review: the ISO day it was held, and what came out of it."""

    day: str
    note: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a plan is (S1-4): up to 60 points for answers, up to 40 for reviews held."""

    answered: int
    executed: int

    @property
    def total(self) -> int:
        """All points, 0 to 100."""
        return self.answered + self.executed


def check_ins(profile: Profile) -> tuple[CheckIn, ...]:
    """Return the reviews held, oldest first."""
    return tuple(
        CheckIn(str(record.get("day", "")), str(record["note"]))
        for record in profile.items_of(CHECK_INS)
        if isinstance(record, dict) and record.get("note")
    )


def readiness(percent: int, profile: Profile) -> Readiness:
    """Return the readiness of a plan.

    Args:
        percent: how much of the interview is answered, 0 to 100, required questions double.
        profile: for the cycle of reviews (E2) and those held; each is worth its share of a year.
    """
    due = _A_YEAR.get(profile.text("control.cycle"), _USUAL)
    held = len({entry.day for entry in check_ins(profile)})
    return Readiness(
        round(_ANSWERS * percent / 100), min(_EXECUTION, round(_EXECUTION * held / due))
    )
