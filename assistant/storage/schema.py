"""Schema: a database written by an earlier release gets the columns it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, MetaData, Table, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateColumn


def add_missing_columns(engine: Engine, metadata: MetaData) -> None:
    """Add every column that a table of the database lacks; its tables are all there.

    A column that came later must allow NULL or have a server default, because rows exist already.
    """
    for table, column in _missing(engine, metadata):
        definition = CreateColumn(column).compile(dialect=engine.dialect)
        name = engine.dialect.identifier_preparer.format_table(table)
        try:
            with engine.begin() as connection:
                connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {definition}"))
        except DatabaseError:
            # another process that started at the same time may have been quicker
            if (table, column) in _missing(engine, metadata):
                raise


def _missing(engine: Engine, metadata: MetaData) -> list[tuple[Table, Column[Any]]]:
    return list(_lacking(engine, metadata))


def _lacking(engine: Engine, metadata: MetaData) -> Iterator[tuple[Table, Column[Any]]]:
    inspector = inspect(engine)
    for table in metadata.sorted_tables:
        present = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in present:
                yield table, column
