"""TokenStore: the packed token vectors of passages; what is missing can be computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.orm import Session

from assistant.storage.database import Database, PassageRow, PassageTokensRow

_BATCH = 500  # SQL statements take only so many values


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """Packed token vectors by passage id; `code` names the model and the packing."""

    code: str = ""
    by_passage: Mapping[str, bytes] = field(default_factory=dict)


NO_TOKENS = PackedTokens()


class TokenStore:
    """Reads and writes packed token vectors; what was packed under another code is missing."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def read(self, passage_ids: Sequence[str], code: str) -> dict[str, bytes]:
        """Return what is stored of these passages, by id."""
        table = PassageTokensRow
        found: dict[str, bytes] = {}
        with self._database.transaction() as session:
            for start in range(0, len(passage_ids), _BATCH):
                query = select(table.passage_id, table.data).where(
                    table.passage_id.in_(passage_ids[start : start + _BATCH]), table.code == code
                )
                found.update((id_, data) for id_, data in session.execute(query))
        return found

    def write(self, tokens: PackedTokens) -> None:
        """Store packed vectors; passages that are gone by now are passed over."""
        with self._database.transaction() as session:
            put_tokens(session, tokens)

    def missing(self, code: str) -> set[str]:
        """Return the ids of the passages that have nothing stored under this code."""
        table = PassageTokensRow
        held = select(table.passage_id).where(table.code == code)
        with self._database.transaction() as session:
            return set(session.scalars(select(PassageRow.id).where(PassageRow.id.not_in(held))))


def put_tokens(session: Session, tokens: PackedTokens) -> None:
    """Store packed vectors within a transaction; passages that are gone by now are passed over."""
    table, ids = PassageTokensRow, list(tokens.by_passage)
    # writing before reading takes the database's lock at once and waits for it if need be
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        session.execute(delete(table).where(table.passage_id.in_(batch)))
    for id_, data in tokens.by_passage.items():
        row = select(PassageRow.id, literal(tokens.code), literal(data)).where(PassageRow.id == id_)
        session.execute(insert(table).from_select(["passage_id", "code", "data"], row))
