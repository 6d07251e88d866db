"""PlanCopy: a whole plan with its past, taken from a file and stored as a plan of somebody."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from assistant.storage.database import (
    Database,
    PlanActualRow,
    PlanChangeRow,
    PlanEditRow,
    PlanRow,
    PlanVersionRow,
    Row,
)
from assistant.storage.plan_records import Actual, Edit, LoggedChange, Version


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """All that makes a plan but its conversation; the parts as in StoredPlan and History."""

    title: str
    profile: Mapping[str, Any] = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    versions: tuple[Version, ...] = ()
    log: tuple[LoggedChange, ...] = ()
    actuals: tuple[Actual, ...] = ()


def store_copy(database: Database, owner: str, copy: PlanCopy) -> str:
    """Store a copy as a new plan in one transaction; return its id."""
    plan_id, now = secrets.token_hex(16), datetime.now(UTC).isoformat(timespec="microseconds")
    plan = PlanRow(
        id=plan_id,
        owner=owner,
        title=copy.title,
        profile=dict(copy.profile),
        state=dict(copy.state),
        version=0,
        created_at=now,
        updated_at=now,
    )
    with database.transaction() as session:
        session.add(plan)
        session.flush()
        session.add_all(_rows(plan_id, copy))
    return plan_id


def _rows(plan_id: str, copy: PlanCopy) -> Iterator[Row]:
    yield from (PlanEditRow(plan_id=plan_id, **asdict(edit)) for edit in copy.edits)
    for version in copy.versions:
        stored = asdict(version)
        stored["edits"] = list(stored["edits"])
        yield PlanVersionRow(plan_id=plan_id, **stored)
    yield from (PlanChangeRow(plan_id=plan_id, **asdict(change)) for change in copy.log)
    yield from (PlanActualRow(plan_id=plan_id, **asdict(actual)) for actual in copy.actuals)
