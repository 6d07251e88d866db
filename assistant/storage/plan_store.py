"""PlanStore: plans and turns; a turn is one transaction, and every read names the owner."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer

from assistant.errors import BusyError
from assistant.storage.database import Database, PlanRow
from assistant.storage.plan_rows import claimed, owned
from assistant.storage.records import Seen, StoredPlan, StoredTurn
from assistant.storage.turn_rows import (
    TurnRow,
    check_seen,
    give_way,
    keep_base,
    last_turn,
    to_turn,
    turn_row,
)


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

    def turns(self, owner: str, plan_id: str, most: int | None = None) -> list[StoredTurn]:
        """Return the turns of a plan in order, the last `most` of them; replaced ones are left out.

        NotFoundError when the plan is not the owner's.
        """
        query = (
            select(TurnRow)
            .where(TurnRow.plan_id == plan_id, TurnRow.replaced_by.is_(None))
            .order_by(TurnRow.number.desc())
            .limit(most)
            .options(defer(TurnRow.before, raiseload=True))  # a whole profile for each turn
        )
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            return [to_turn(row) for row in session.scalars(query)][::-1]

    def understood(self, owner: str, plan_id: str) -> list[dict[str, Any]]:
        """Return what was understood in the turns of a plan, in order, as the outcomes hold it.

        Turns that were taken back or replaced do not count; the rest of an outcome is not read.
        NotFoundError when the plan is not the owner's.
        """
        outcome = TurnRow.outcome
        query = (
            select(outcome["understood"], outcome["undone"])
            .where(TurnRow.plan_id == plan_id, TurnRow.replaced_by.is_(None))
            .order_by(TurnRow.number)
        )
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            rows = session.execute(query).all()
        return [chip for chips, undone in rows if not undone for chip in chips or ()]

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
            return to_turn(row), replace(plan, **(row.before or {}))

    def ask(
        self,
        owner: str,
        plan_id: str,
        message: str,
        seen: Seen | None = None,
        *,
        final: bool = False,
    ) -> int:
        """Store an incoming message before anything is done with it; return its turn number.

        A `final` turn cannot be taken again: its message is not all that was handed in.

        Raises:
            NotFoundError: the plan is not the owner's.
            BusyError: there is a later turn than the one the writer has seen, or the plan was
                changed after the one to be replaced.
            InputError: the turn to be replaced is none that can be.
        """
        with self._database.transaction() as session:
            plan = claimed(session, owner, plan_id)
            last = last_turn(session, plan_id)
            number = (last.number if last else 0) + 1
            if seen is not None:
                check_seen(last, seen)
            if seen is not None and seen.replaces:
                give_way(plan, last, number)
            base = keep_base(session, plan)
            session.add(
                TurnRow(
                    plan_id=plan_id,
                    number=number,
                    message=message,
                    kind="",
                    outcome=None,
                    before=None,
                    base=None if final else base,
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
        this one takes back, and such a turn cannot be taken again. BusyError when the plan has
        changed since it was read: another turn came first.
        """
        with self._database.transaction() as session:
            row = claimed(session, plan.owner, plan.id)
            if row.version != plan.version:
                raise BusyError(
                    "这份方案刚刚在另一个窗口里改过，请刷新后再说一遍。",
                    "This plan was just changed in another window; reload and say it again.",
                )
            turn = turn_row(session, plan.id, number)
            turn.kind, turn.outcome = kind, dict(outcome)
            if undoes:
                turn.base = None
                _mark_undone(turn_row(session, plan.id, undoes))
            if undoable:
                turn.before = {"profile": row.profile, "state": row.state, "title": row.title}
            row.profile, row.state = dict(plan.profile), dict(plan.state)
            row.title = plan.title
            row.version += 1
            row.updated_at = _now()
            session.flush()
            return _to_plan(row)


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
