"""VersionStore: edits, versions, change log and actuals of a plan; every read names the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assistant.storage.database import (
    Database,
    PlanActualRow,
    PlanChangeRow,
    PlanEditRow,
    PlanRow,
    PlanVersionRow,
)
from assistant.storage.plan_records import Actual, Edit, LoggedChange, Version
from assistant.storage.plan_rows import claimed, owned
from assistant.storage.turn_rows import TurnRow


class VersionStore:
    """Reads and writes what is kept beside a plan; a foreign plan is reported as missing."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def edits(self, owner: str, plan_id: str) -> tuple[Edit, ...]:
        """Return the edits of a plan in both languages, oldest first."""
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            return _edits(session, plan_id)

    def put_edit(
        self,
        owner: str,
        plan_id: str,
        edit: Edit,
        replaced: Edit | None = None,
        log: Sequence[LoggedChange] = (),
    ) -> Edit:
        """Store an edit with its log entries, in place of `replaced` and of one at its anchor.

        Returns the edit with the time it was stored.
        """
        with self._database.transaction() as session:
            claimed(session, owner, plan_id).updated_at = _now()
            for former in (edit, replaced or edit):
                _remove_edit(session, plan_id, former)
            row = PlanEditRow(plan_id=plan_id, **asdict(edit) | {"at": _now()})
            session.add(row)
            _add_log(session, plan_id, log)
            session.flush()
            return _to_edit(row)

    def remove_edit(
        self, owner: str, plan_id: str, edit: Edit, log: Sequence[LoggedChange] = ()
    ) -> None:
        """Delete an edit; its log entry is written in the same transaction."""
        with self._database.transaction() as session:
            claimed(session, owner, plan_id).updated_at = _now()
            _remove_edit(session, plan_id, edit)
            _add_log(session, plan_id, log)

    def versions(self, owner: str, plan_id: str) -> tuple[Version, ...]:
        """Return the saved versions of a plan by number."""
        query = select(PlanVersionRow).where(PlanVersionRow.plan_id == plan_id)
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            rows = session.scalars(query.order_by(PlanVersionRow.number))
            return tuple(_to_version(row) for row in rows)

    def save(self, owner: str, plan_id: str, version: Version) -> Version:
        """Save a plan as it stands, with name, note, by, language and approval of `version`.

        Returns the version with its number, its time and what was saved.
        """
        with self._database.transaction() as session:
            return _save(session, claimed(session, owner, plan_id), version)

    def restore(
        self,
        owner: str,
        plan_id: str,
        back: Version,
        present: Version,
        log: Sequence[LoggedChange] = (),
    ) -> Version:
        """Put `back` in the place of the plan, which is saved before as `present` says.

        Returns the version the plan was saved as. Turns before it can no longer be undone: what
        the plan was before them is not what it was before this.
        """
        with self._database.transaction() as session:
            plan = claimed(session, owner, plan_id)
            saved = _save(session, plan, present)
            plan.title, plan.version = back.title, plan.version + 1
            plan.profile, plan.state = dict(back.profile), dict(back.state)
            plan.updated_at = _now()
            session.execute(update(TurnRow).where(TurnRow.plan_id == plan_id).values(before=None))
            session.execute(delete(PlanEditRow).where(PlanEditRow.plan_id == plan_id))
            session.add_all(PlanEditRow(plan_id=plan_id, **asdict(edit)) for edit in back.edits)
            _add_log(session, plan_id, log)
            return saved

    def log(self, owner: str, plan_id: str) -> tuple[LoggedChange, ...]:
        """Return all recorded changes of a plan, oldest first."""
        query = select(PlanChangeRow).where(PlanChangeRow.plan_id == plan_id)
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            rows = session.scalars(query.order_by(PlanChangeRow.id))
            return tuple(_to_change(row) for row in rows)

    def record(self, owner: str, plan_id: str, changes: Sequence[LoggedChange]) -> None:
        """Add changes to the log."""
        with self._database.transaction() as session:
            claimed(session, owner, plan_id)
            _add_log(session, plan_id, changes)

    def actuals(self, owner: str, plan_id: str) -> tuple[Actual, ...]:
        """Return what indicators really were, by indicator and month."""
        query = select(PlanActualRow).where(PlanActualRow.plan_id == plan_id)
        with self._database.transaction() as session:
            owned(session, owner, plan_id)
            rows = session.scalars(query.order_by(PlanActualRow.kpi, PlanActualRow.month))
            return tuple(Actual(row.kpi, row.month, row.value, row.at) for row in rows)

    def report(self, owner: str, plan_id: str, actuals: Sequence[Actual]) -> None:
        """Store actuals, each in place of an earlier one of its indicator and month."""
        with self._database.transaction() as session:
            claimed(session, owner, plan_id).updated_at = _now()
            for actual in actuals:
                session.execute(
                    delete(PlanActualRow).where(
                        PlanActualRow.plan_id == plan_id,
                        PlanActualRow.kpi == actual.kpi,
                        PlanActualRow.month == actual.month,
                    )
                )
                session.add(PlanActualRow(plan_id=plan_id, **asdict(actual) | {"at": _now()}))


def _save(session: Session, plan: PlanRow, version: Version) -> Version:
    last = session.scalar(
        select(func.max(PlanVersionRow.number)).where(PlanVersionRow.plan_id == plan.id)
    )
    row = PlanVersionRow(
        plan_id=plan.id,
        number=(last or 0) + 1,
        name=version.name,
        note=version.note,
        by=version.by,
        at=_now(),
        title=plan.title,
        language=version.language,
        approved=version.approved,
        profile=dict(plan.profile),
        state=dict(plan.state),
        edits=[asdict(edit) for edit in _edits(session, plan.id)],
    )
    session.add(row)
    session.flush()
    return _to_version(row)


def _edits(session: Session, plan_id: str) -> tuple[Edit, ...]:
    query = select(PlanEditRow).where(PlanEditRow.plan_id == plan_id).order_by(PlanEditRow.id)
    return tuple(_to_edit(row) for row in session.scalars(query))


def _remove_edit(session: Session, plan_id: str, edit: Edit) -> None:
    session.execute(
        delete(PlanEditRow).where(
            PlanEditRow.plan_id == plan_id,
            PlanEditRow.anchor == edit.anchor,
            PlanEditRow.language == edit.language,
        )
    )


def _add_log(session: Session, plan_id: str, changes: Sequence[LoggedChange]) -> None:
    now = _now()
    session.add_all(
        PlanChangeRow(plan_id=plan_id, **asdict(change) | {"at": now}) for change in changes
    )


def _to_edit(row: PlanEditRow) -> Edit:
    return Edit(**{name: getattr(row, name) for name in Edit.__dataclass_fields__})


def _to_version(row: PlanVersionRow) -> Version:
    stored = {name: getattr(row, name) for name in Version.__dataclass_fields__}
    return Version(**stored | {"edits": tuple(Edit(**edit) for edit in row.edits)})


def _to_change(row: PlanChangeRow) -> LoggedChange:
    return LoggedChange(**{name: getattr(row, name) for name in LoggedChange.__dataclass_fields__})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
