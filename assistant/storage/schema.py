"""Schema: brings an older database file up to the tables of today."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, inspect, text
from sqlalchemy.engine import Engine


def bring_up_to_date(engine: Engine, metadata: MetaData) -> None:
    """Create missing tables, and add missing columns to those that are there.

    A new column must be nullable or have a `server_default`: the rows that are there need a value.
    Nothing is ever dropped or changed, so an older program can still read the file.
    """
    metadata.create_all(engine)
    present = inspect(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            known = {column["name"] for column in present.get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    connection.execute(text(_addition(engine, table.name, column)))


def _addition(engine: Engine, table: str, column: Column[object]) -> str:
    """Return the statement that adds a column; names and defaults come from our own tables only."""
    quoted = engine.dialect.identifier_preparer.quote
    kind = column.type.compile(engine.dialect)
    statement = f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(column.name)} {kind}"
    if column.nullable:
        return statement
    default = getattr(column.server_default, "arg", None)
    if default is None:
        raise ValueError(f"{table}.{column.name} needs a server_default to be added")
    literal = str(default).replace("'", "''")
    return f"{statement} DEFAULT '{literal}' NOT NULL"
