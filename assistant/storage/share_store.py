"""ShareStore: links by which anybody may read one plan for some days."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select

from assistant.errors import InputError, NotFoundError
from assistant.storage.database import Database, PlanRow, ShareRow
from assistant.storage.plan_rows import claimed, owned

_TOKEN_BYTES = 24
_MOST = 20  # links of one plan at a time


@dataclass(frozen=True, slots=True)
class Share:
    """A link as its owner sees it later on; the token itself is shown once and never stored."""

    id: str
    created_at: str
    ends_at: str


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """What a token leads to."""

    owner: str
    plan_id: str


def now_utc() -> datetime:
    """Return the time of this moment."""
    return datetime.now(UTC)


class ShareStore:
    """Reads and writes shares; owners name themselves, readers bring a token."""

    def __init__(self, database: Database, now: Callable[[], datetime] = now_utc) -> None:
        """Use this database; `now` returns the time with its zone."""
        self._database = database
        self._now = now

    def create(self, owner: str, plan_id: str, days: int) -> tuple[Share, str]:
        """Share a plan for so many days; return the share and its token.

        Raises:
            NotFoundError: there is no such plan, or it is somebody else's.
            InputError: the plan has as many links as it may have.
        """
        token, now = secrets.token_urlsafe(_TOKEN_BYTES), self._now()
        with self._database.transaction() as session:
            claimed(session, owner, plan_id)
            session.execute(delete(ShareRow).where(ShareRow.ends_at <= _text(now)))
            count = select(func.count()).select_from(ShareRow).where(ShareRow.plan_id == plan_id)
            if (session.scalar(count) or 0) >= _MOST:
                raise InputError(
                    f"一份方案最多同时有 {_MOST} 个分享链接，请先停用一个。",
                    f"A plan has at most {_MOST} links at a time; stop one of them first.",
                )
            row = ShareRow(
                id=secrets.token_hex(16),
                plan_id=plan_id,
                digest=_digest(token),
                created_at=_text(now),
                ends_at=_text(now + timedelta(days=days)),
            )
            session.add(row)
            return _to_share(row), token

    def shares(self, owner: str, plan_id: str) -> tuple[Share, ...]:
        """Return the links of a plan that still lead to it, oldest first."""
        query = select(ShareRow).where(
            ShareRow.plan_id == plan_id, ShareRow.ends_at > _text(self._now())
        )
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            rows = session.scalars(query.order_by(ShareRow.created_at, ShareRow.id))
            return tuple(map(_to_share, rows))

    def revoke(self, owner: str, plan_id: str, share_id: str) -> None:
        """Stop a link; NotFoundError when there is no such link of a plan of this owner."""
        chosen = (ShareRow.plan_id == plan_id, ShareRow.id == share_id)
        with self._database.transaction() as session:
            claimed(session, owner, plan_id)
            if session.scalar(select(ShareRow.id).where(*chosen)) is None:
                raise _not_found()
            session.execute(delete(ShareRow).where(*chosen))

    def shared_plan(self, token: str) -> SharedPlan:
        """Return what a token leads to.

        Raises:
            NotFoundError: nobody gave this token, or it has ended, or was stopped; all alike.
        """
        query = (
            select(PlanRow.owner, PlanRow.id)
            .join(ShareRow, ShareRow.plan_id == PlanRow.id)
            .where(ShareRow.digest == _digest(token), ShareRow.ends_at > _text(self._now()))
        )
        with self._database.transaction() as session:
            found = session.execute(query).one_or_none()
        if found is None:
            raise _not_found()
        return SharedPlan(*found)


def _not_found() -> NotFoundError:
    return NotFoundError(
        "没有这个分享链接，或者它已经停用。", "There is no such link, or it has been stopped."
    )


def _digest(token: str) -> str:
    # a random token of 192 bits needs no salt and no slow hash
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _to_share(row: ShareRow) -> Share:
    return Share(row.id, row.created_at, row.ends_at)
