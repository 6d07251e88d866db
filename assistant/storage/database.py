"""Database: the engine, its settings and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint, create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from assistant.errors import AssistantError, BusyError
from assistant.storage.schema import bring_up_to_date


class Row(DeclarativeBase):
    """Base of the tables."""


class DocumentRow(Row):
    """A document; `path` is its identity over all shelves, with the owner's name if it has one."""

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    source: Mapped[str]
    year: Mapped[str]
    body_start: Mapped[int]
    added_at: Mapped[str]
    library: Mapped[str] = mapped_column(server_default="company")
    owner: Mapped[str] = mapped_column(server_default="", index=True)
    digest: Mapped[str] = mapped_column(server_default="")
    marks: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class PassageRow(Row):
    """A passage with its float32 vector and the fingerprint of the model that made it."""

    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    heading: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    language: Mapped[str]
    fingerprint: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class PassageTokensRow(Row):
    """The packed vectors of a passage's tokens; `code` names the model and the packing."""

    __tablename__ = "passage_tokens"
    passage_id: Mapped[str] = mapped_column(
        ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class PlanRow(Row):
    """A plan; `version` counts its turns and guards against two writers."""

    __tablename__ = "plans"
    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    created_at: Mapped[str]
    updated_at: Mapped[str]


class PlanEditRow(Row):
    """A text of a plan that was changed by hand; one for each place and language."""

    __tablename__ = "plan_edits"
    __table_args__ = (UniqueConstraint("plan_id", "language", "anchor"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    language: Mapped[str]
    anchor: Mapped[str]
    drafted: Mapped[str]
    text: Mapped[str]
    where: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class PlanVersionRow(Row):
    """A plan as it was saved; never changed afterwards."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    title: Mapped[str]
    language: Mapped[str]
    approved: Mapped[bool]
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    edits: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class PlanChangeRow(Row):
    """A change of a plan after its approval, with the reason."""

    __tablename__ = "plan_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    subject: Mapped[str]
    where: Mapped[str]
    old: Mapped[Any] = mapped_column(JSON)
    new: Mapped[Any] = mapped_column(JSON)
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class PlanActualRow(Row):
    """What an indicator of a plan really was in a month; one for each."""

    __tablename__ = "plan_actuals"
    __table_args__ = (UniqueConstraint("plan_id", "kpi", "month"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    kpi: Mapped[str]
    month: Mapped[str]
    value: Mapped[float]
    at: Mapped[str]


class UserRow(Row):
    """A person who may sign in; of the password only a salted hash is kept."""

    __tablename__ = "users"
    name: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]
    admin: Mapped[bool]
    created_at: Mapped[str]


class ShareRow(Row):
    """A link by which anybody may read a plan until it ends; only the token's hash is kept."""

    __tablename__ = "shares"
    id: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[str]
    ends_at: Mapped[str]


class Database:
    """One SQL database; SQLite by default, written by one connection at a time."""

    def __init__(self, url: str) -> None:
        """Connect, bring the tables up to date; AssistantError when that cannot be done."""
        try:
            address = make_url(url)
            self._engine = create_engine(address)
        except (ArgumentError, ImportError) as error:  # no such address, or its driver is missing
            raise AssistantError(
                f"DATABASE_URL 用不了：{error}。请检查写法，以及对应的驱动是否已安装。",
                f"DATABASE_URL cannot be used: {error}. Check how it is written and that its "
                "driver is installed.",
            ) from error
        sqlite = address.get_backend_name() == "sqlite"
        if sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
        try:
            if sqlite and address.database:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            bring_up_to_date(self._engine, Row.metadata)
        except (OSError, DatabaseError) as error:
            raise AssistantError(
                f"数据库 {address.render_as_string()} 打不开：请检查路径和写入权限。",
                f"The database {address.render_as_string()} cannot be opened: "
                "check its path and that it can be written.",
            ) from error

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine."""
        return self._engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session; commits at the end, rolls back on an error."""
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            raise BusyError(
                "数据库正被另一个程序占用，请稍后再试。",
                "Another program is using the database; try again in a moment.",
            ) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Durable commits, readers beside the writer, enforced references."""
    cursor = connection.cursor()
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
