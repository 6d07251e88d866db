"""Plan rows: the way to a plan leads past its owner."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.errors import NotFoundError
from assistant.storage.database import PlanRow


def owned(session: Session, owner: str, plan_id: str) -> PlanRow:
    """Return a plan; NotFoundError when it does not exist or is somebody else's."""
    query = select(PlanRow).where(PlanRow.id == plan_id, PlanRow.owner == owner)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError(
            f"没有编号为 {plan_id} 的方案。用 plan list 看看有哪些。",
            f"There is no plan {plan_id}. `plan list` shows yours.",
        )
    return row


def claimed(session: Session, owner: str, plan_id: str) -> PlanRow:
    """Return a plan that nobody else can write before this transaction ends.

    Writing before reading makes a second writer wait for the row (on SQLite: for the file).
    """
    held = update(PlanRow).where(PlanRow.id == plan_id, PlanRow.owner == owner)
    session.execute(held.values(version=PlanRow.version))
    return owned(session, owner, plan_id)
