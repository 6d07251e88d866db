"""FeedbackStore: what readers thought of single turns; one opinion a turn, the last one counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from assistant.errors import NotFoundError
from assistant.storage.database import Database, PlanRow
from assistant.storage.plan_rows import claimed
from assistant.storage.turn_rows import TurnRow


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion on a turn: whether it helped, why not (one of fixed reasons), in own words."""

    helpful: bool
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """An opinion with the turn it is about, for those who look after the assistant.

    `outcome` is the turn as it was said, empty when it was never finished; `replaced` turns were
    taken again afterwards; `at` is the time of the opinion, ISO 8601.
    """

    owner: str
    plan_id: str
    number: int
    message: str
    kind: str
    outcome: dict[str, Any]
    replaced: bool
    feedback: Feedback
    at: str


class FeedbackStore:
    """Reads and writes opinions; a foreign plan is reported as missing."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def give(self, owner: str, plan_id: str, number: int, feedback: Feedback | None) -> None:
        """Keep an opinion on a turn instead of an earlier one; None takes it back.

        NotFoundError when the plan is not the owner's or has no such turn.
        """
        query = select(TurnRow).where(TurnRow.plan_id == plan_id, TurnRow.number == number)
        with self._database.transaction() as session:
            claimed(session, owner, plan_id)
            turn = session.scalars(query).one_or_none()
            if turn is None:
                raise NotFoundError("没有这一句。", "There is no such turn.")
            turn.feedback = {**asdict(feedback), "at": _now()} if feedback else None

    def all(self) -> list[GivenFeedback]:
        """Return the opinions of all owners, newest first; for the staff, never for the page."""
        query = (
            select(TurnRow, PlanRow.owner)
            .join(PlanRow, PlanRow.id == TurnRow.plan_id)
            .where(TurnRow.feedback.is_not(None))
        )
        with self._database.transaction() as session:
            found = [_given(row, owner) for row, owner in session.execute(query)]
        return sorted(found, key=lambda given: given.at, reverse=True)


def _given(row: TurnRow, owner: str) -> GivenFeedback:
    stored = dict(row.feedback or {})
    at = stored.pop("at", "")
    return GivenFeedback(
        owner=owner,
        plan_id=row.plan_id,
        number=row.number,
        message=row.message,
        kind=row.kind,
        outcome=dict(row.outcome or {}),
        replaced=row.replaced_by is not None,
        feedback=Feedback(**stored),
        at=at,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
