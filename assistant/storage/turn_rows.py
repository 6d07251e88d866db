"""Turn rows: the turns of a plan, and what taking one of them again does to it and its plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import BusyError, InputError
from assistant.storage.database import PlanRow, Row
from assistant.storage.records import Seen, StoredTurn


class TurnRow(Row):
    """One turn; written when the message arrives, completed when the outcome is there.

    `before` holds profile, state and title as they were, for turns that can be undone. `base`
    holds the same and the version, as they were when the message came; only the last turn has it,
    for it can be taken again. `replaced_by` is the number of the turn that was taken instead.
    """

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    message: Mapped[str]
    kind: Mapped[str]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[str]
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    replaced_by: Mapped[int | None]
    feedback: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


def turn_row(session: Session, plan_id: str, number: int) -> TurnRow:
    """Return a turn that is known to be there."""
    query = select(TurnRow).where(TurnRow.plan_id == plan_id, TurnRow.number == number)
    return session.scalars(query).one()


def last_turn(session: Session, plan_id: str) -> TurnRow | None:
    """Return the last turn of a plan; None before the first."""
    query = select(TurnRow).where(TurnRow.plan_id == plan_id)
    return session.scalars(query.order_by(TurnRow.number.desc()).limit(1)).one_or_none()


def to_turn(row: TurnRow) -> StoredTurn:
    """Return a stored turn."""
    return StoredTurn(
        number=row.number,
        message=row.message,
        kind=row.kind,
        outcome=row.outcome,
        at=row.at,
        again=row.base is not None,
        feedback=row.feedback,
    )


def check_seen(last: TurnRow | None, seen: Seen) -> None:
    """Raise BusyError unless the writer has seen the last turn."""
    if (last.number if last else 0) != seen.number:
        raise BusyError(
            "这段对话在另一个窗口里往下走了，这里什么也没改。请看过最新的几句再说。",
            "The conversation has moved on in another window; nothing was changed here. "
            "Read the latest turns first.",
        )


def give_way(plan: PlanRow, turn: TurnRow | None, number: int) -> None:
    """Make room for turn `number`: the plan is again what it was before the last turn.

    Raises:
        InputError: there is no turn, or none that can be taken again.
        BusyError: the plan was changed after it, beside the conversation.
    """
    if turn is None or turn.base is None:
        raise InputError("这一句不能重来。", "This one cannot be taken again.")
    base = dict(turn.base)
    # finishing the turn has counted one version; any other came from somewhere else
    if plan.version != base.pop("version") + (turn.outcome is not None):
        raise BusyError(
            "方案在这一句之后又改过，重来会丢掉那些改动，所以没有动它。",
            "The plan was changed after this turn; taking it again would lose that, "
            "so nothing was done.",
        )
    plan.profile, plan.state, plan.title = base["profile"], base["state"], base["title"]
    plan.version += 1
    turn.before, turn.replaced_by = None, number


def keep_base(session: Session, plan: PlanRow) -> dict[str, Any]:
    """Return what a new turn of the plan starts from; the turns before it cannot be taken again."""
    session.execute(update(TurnRow).where(TurnRow.plan_id == plan.id).values(base=None))
    return {
        "profile": plan.profile,
        "state": plan.state,
        "title": plan.title,
        "version": plan.version,
    }
