"""UploadStore: uploaded files that wait for the library, and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from sqlalchemy import JSON, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Database, Row
from assistant.storage.shelf import LibraryName, Shelf

UploadState = Literal["waiting", "done", "failed", "cancelled"]


class UploadRow(Row):
    """An uploaded file; the row outlives the file, until its owner has read what became of it."""

    __tablename__ = "uploads"
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[str] = mapped_column(index=True)
    library: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    outcomes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    at: Mapped[str]


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What became of one document of an upload; `zh` and `en` say why a failed one failed."""

    name: str
    outcome: Literal["added", "updated", "unchanged", "removed", "failed"]
    passages: int = 0
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody uploaded for one of the libraries; `size` in bytes, `at` an ISO time.

    A file is done when all its documents are in, failed when any is not.
    """

    id: str
    owner: str
    library: LibraryName
    name: str
    size: int
    at: str
    state: UploadState = "waiting"
    outcomes: tuple[UploadOutcome, ...] = ()

    @property
    def shelf(self) -> Shelf:
        """Where its documents go."""
        return Shelf(self.library, self.owner if self.library == "private" else "")


class UploadStore:
    """Reads and writes uploads; what is asked for by a person takes the owner."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, upload: Upload) -> None:
        """Store a new upload."""
        row = UploadRow(
            id=upload.id,
            owner=upload.owner,
            library=upload.library,
            name=upload.name,
            size=upload.size,
            state=upload.state,
            outcomes=[asdict(outcome) for outcome in upload.outcomes],
            at=upload.at,
        )
        with self._database.transaction() as session:
            session.add(row)

    def of(self, owner: str) -> list[Upload]:
        """Return an owner's uploads in the order they came."""
        query = select(UploadRow).where(UploadRow.owner == owner).order_by(UploadRow.number)
        with self._database.transaction() as session:
            return [_to_upload(row) for row in session.scalars(query)]

    def waiting(self) -> list[Upload]:
        """Return everybody's uploads that are not done yet, in the order they came."""
        query = select(UploadRow).where(UploadRow.state == "waiting").order_by(UploadRow.number)
        with self._database.transaction() as session:
            return [_to_upload(row) for row in session.scalars(query)]

    def count_waiting(self, owner: str) -> int:
        """Return how many uploads of an owner are not done yet."""
        query = select(func.count()).where(UploadRow.owner == owner, UploadRow.state == "waiting")
        with self._database.transaction() as session:
            return session.scalar(query) or 0

    def finish(self, upload_id: str, state: UploadState, outcomes: Sequence[UploadOutcome]) -> None:
        """Note what became of an upload."""
        noted = [asdict(outcome) for outcome in outcomes]
        with self._database.transaction() as session:
            session.execute(
                update(UploadRow)
                .where(UploadRow.id == upload_id)
                .values(state=state, outcomes=noted)
            )

    def forget(self, owner: str) -> None:
        """Drop the uploads of an owner that are over."""
        self._forget(UploadRow.owner == owner)

    def forget_before(self, time: str) -> None:
        """Drop everybody's uploads that came before an ISO time and are over."""
        self._forget(UploadRow.at < time)

    def _forget(self, which: Any) -> None:
        with self._database.transaction() as session:
            session.execute(delete(UploadRow).where(which, UploadRow.state != "waiting"))


def _to_upload(row: UploadRow) -> Upload:
    return Upload(
        id=row.id,
        owner=row.owner,
        library=cast("LibraryName", row.library),
        name=row.name,
        size=row.size,
        at=row.at,
        state=cast("UploadState", row.state),
        outcomes=tuple(UploadOutcome(**outcome) for outcome in row.outcomes),
    )
