"""UserStore: the people who may sign in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from assistant.errors import InputError, NotFoundError
from assistant.storage.database import Database, PlanRow, ShareRow, UserRow

# letters of any language; nothing that a path, an address or a log line would take for its own
_NAME = re.compile(r"\w[\w.@-]{0,63}")


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in; `password` is the hash, `admin` says that he may edit for all."""

    name: str
    password: str
    admin: bool
    created_at: str


class UserStore:
    """Reads and writes users; a name is a person's for good, plans and documents carry it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, name: str, password_hash: str, *, admin: bool = False) -> User:
        """Add a user; InputError when the name is taken or cannot be one."""
        if not _NAME.fullmatch(name):
            raise InputError(
                f"“{name[:64]}”不能作名字：用字母、汉字、数字和 . _ - @，最多 64 个字符。",
                f'"{name[:64]}" cannot be a name: use letters, digits and . _ - @, at most 64 '
                "characters.",
            )
        with self._database.transaction() as session:
            if session.get(UserRow, name) is not None:
                raise InputError(f"已经有叫 {name} 的用户。", f"There is a user {name} already.")
            now = datetime.now(UTC).isoformat(timespec="seconds")
            row = UserRow(name=name, password=password_hash, admin=admin, created_at=now)
            session.add(row)
            return _to_user(row)

    def users(self) -> tuple[User, ...]:
        """Return all users by name."""
        with self._database.transaction() as session:
            return tuple(map(_to_user, session.scalars(select(UserRow).order_by(UserRow.name))))

    def any(self) -> bool:
        """Return whether there are users at all."""
        with self._database.transaction() as session:
            return bool(session.scalar(select(exists().where(UserRow.name.is_not(None)))))

    def user(self, name: str) -> User | None:
        """Return a user by name; None for one who is not there."""
        with self._database.transaction() as session:
            row = session.get(UserRow, name)
            return None if row is None else _to_user(row)

    def set_password(self, name: str, password_hash: str) -> None:
        """Give a user another password; NotFoundError when there is no such user."""
        with self._database.transaction() as session:
            _row(session, name).password = password_hash

    def remove(self, name: str) -> None:
        """Remove a user, whose plans stay but are no longer shared; NotFoundError for no user."""
        plans = select(PlanRow.id).where(PlanRow.owner == name)
        with self._database.transaction() as session:
            _row(session, name)
            session.execute(delete(ShareRow).where(ShareRow.plan_id.in_(plans)))
            session.execute(delete(UserRow).where(UserRow.name == name))


def _row(session: Session, name: str) -> UserRow:
    row = session.get(UserRow, name)
    if row is None:
        raise NotFoundError(
            f"没有叫 {name} 的用户。用 user list 看看有哪些。",
            f"There is no user {name}. `user list` shows them.",
        )
    return row


def _to_user(row: UserRow) -> User:
    return User(row.name, row.password, row.admin, row.created_at)
