"""PlanStore: plans and turns; a turn is one transaction, and every read names the owner."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.errors import BusyError
from assistant.storage.database import Database, PlanRow, TurnRow
from assistant.storage.plan_rows import claimed, owned
from assistant.storage.records import StoredPlan, StoredTurn


class PlanStore:
    """Reads and writes the plans of an owner; a foreign plan is reported as missing."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def create(
        self,
        owner: str,
        title: str,
        state: Mapping[str, Any],
        profile: Mapping[str, Any] | None = None,
    ) -> StoredPlan:
        """Create a plan, empty unless a profile is given, and return it."""
        now = _now()
        row = PlanRow(
            id=secrets.token_hex(16),
            owner=owner,
            title=title,
            profile=dict(profile or {}),
            state=dict(state),
            version=0,
            created_at=now,
            updated_at=now,
        )
        with self._database.transaction() as session:
            session.add(row)
            session.flush()
            return _to_plan(row)

    def plans(self, owner: str) -> list[StoredPlan]:
        """List the owner's plans, newest change first."""
        query = select(PlanRow).where(PlanRow.owner == owner).order_by(PlanRow.updated_at.desc())
        with self._database.transaction() as session:
            return [_to_plan(row) for row in session.scalars(query)]

    def plan(self, owner: str, plan_id: str) -> StoredPlan:
        """Return a plan; NotFoundError when it does not exist or is somebody else's."""
        with self._database.transaction() as session:
            return _to_plan(owned(session, owner, plan_id))

    def remove(self, owner: str, plan_id: str) -> None:
        """Delete a plan with its turns."""
        with self._database.transaction() as session:
            session.delete(owned(session, owner, plan_id))

    def turns(self, owner: str, plan_id: str) -> list[StoredTurn]:
        """Return the turns of a plan in order."""
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            query = select(TurnRow).where(TurnRow.plan_id == plan_id).order_by(TurnRow.number)
            return [
                StoredTurn(row.number, row.message, row.kind, row.outcome, row.at)
                for row in session.scalars(query)
            ]

    def before_last_change(self, owner: str, plan_id: str) -> tuple[StoredTurn, StoredPlan] | None:
        """Return the last turn that can be undone, with the plan as it was before; else None."""
        with self._database.transaction() as session:
            plan = _to_plan(owned(session, owner, plan_id))
            query = (
                select(TurnRow)
                .where(TurnRow.plan_id == plan_id, TurnRow.before.is_not(None))
                .order_by(TurnRow.number.desc())
                .limit(1)
            )
            row = session.scalars(query).one_or_none()
            if row is None:
                return None
            turn = StoredTurn(row.number, row.message, row.kind, row.outcome, row.at)
            return turn, replace(plan, **(row.before or {}))

    def ask(self, owner: str, plan_id: str, message: str) -> int:
        """Store an incoming message before anything is done with it; return its turn number."""
        with self._database.transaction() as session:
            claimed(session, owner, plan_id)
            last = session.scalar(
                select(func.max(TurnRow.number)).where(TurnRow.plan_id == plan_id)
            )
            number = (last or 0) + 1
            session.add(
                TurnRow(
                    plan_id=plan_id,
                    number=number,
                    message=message,
                    kind="",
                    outcome=None,
                    before=None,
                    at=_now(),
                )
            )
            return number

    def finish(
        self,
        plan: StoredPlan,
        number: int,
        kind: str,
        outcome: Mapping[str, Any],
        *,
        undoable: bool = False,
        undoes: int = 0,
    ) -> StoredPlan:
        """Complete a turn and store the plan's new profile, state and title in one transaction.

        What the plan was before is kept with an `undoable` turn; `undoes` names the turn that
        this one takes back. BusyError when the plan has changed since it was read: another turn
        came first.
        """
        with self._database.transaction() as session:
            row = claimed(session, plan.owner, plan.id)
            if row.version != plan.version:
                raise BusyError(
                    "这份方案刚刚在另一个窗口里改过，请刷新后再说一遍。",
                    "This plan was just changed in another window; reload and say it again.",
                )
            turn = _turn(session, plan.id, number)
            turn.kind, turn.outcome = kind, dict(outcome)
            if undoes:
                _mark_undone(_turn(session, plan.id, undoes))
            if undoable:
                turn.before = {"profile": row.profile, "state": row.state, "title": row.title}
            row.profile, row.state = dict(plan.profile), dict(plan.state)
            row.title = plan.title
            row.version += 1
            row.updated_at = _now()
            session.flush()
            return _to_plan(row)


def _turn(session: Session, plan_id: str, number: int) -> TurnRow:
    query = select(TurnRow).where(TurnRow.plan_id == plan_id, TurnRow.number == number)
    return session.scalars(query).one()


def _mark_undone(turn: TurnRow) -> None:
    turn.before = None
    turn.outcome = {**(turn.outcome or {}), "undone": True}


def _to_plan(row: PlanRow) -> StoredPlan:
    return StoredPlan(
        id=row.id,
        owner=row.owner,
        title=row.title,
        profile=row.profile,
        state=row.state,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
