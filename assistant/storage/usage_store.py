"""UsageStore: one row for each call to a chat model; the day's tokens are their sum.

Import this module before a `Database` is made: its table is created together with the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.database import Database, Row


class ModelCallRow(Row):
    """A call to a chat model; `fault` is "" when it went well. No text is kept."""

    __tablename__ = "model_calls"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(index=True)
    at: Mapped[str]
    model: Mapped[str]
    purpose: Mapped[str]
    prompt_tokens: Mapped[int]
    reply_tokens: Mapped[int]
    milliseconds: Mapped[int]
    fault: Mapped[str]


@dataclass(frozen=True, slots=True)
class ModelCall:
    """What one call took: tokens, and milliseconds from request to last piece."""

    model: str
    purpose: str
    prompt_tokens: int
    reply_tokens: int
    milliseconds: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class DayUsage:
    """The calls of a day in sum."""

    calls: int
    prompt_tokens: int
    reply_tokens: int
    faults: int

    @property
    def tokens(self) -> int:
        """Prompt and reply together."""
        return self.prompt_tokens + self.reply_tokens


class UsageStore:
    """Writes down calls and adds them up by day (UTC)."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def add(self, call: ModelCall) -> None:
        """Write down a call."""
        now = datetime.now(UTC)
        row = ModelCallRow(
            day=now.date().isoformat(),
            at=now.isoformat(timespec="seconds"),
            model=call.model,
            purpose=call.purpose,
            prompt_tokens=call.prompt_tokens,
            reply_tokens=call.reply_tokens,
            milliseconds=call.milliseconds,
            fault=call.fault,
        )
        with self._database.transaction() as session:
            session.add(row)

    def today(self) -> DayUsage:
        """Return the sums of this day."""
        asked = select(
            func.count(),
            func.coalesce(func.sum(ModelCallRow.prompt_tokens), 0),
            func.coalesce(func.sum(ModelCallRow.reply_tokens), 0),
            func.count().filter(ModelCallRow.fault != ""),
        ).where(ModelCallRow.day == datetime.now(UTC).date().isoformat())
        with self._database.transaction() as session:
            calls, prompt, reply, failed = session.execute(asked).one()
        return DayUsage(int(calls), int(prompt), int(reply), int(failed))

    def tokens_today(self) -> int:
        """Return the tokens of this day, prompt and reply together."""
        return self.today().tokens
