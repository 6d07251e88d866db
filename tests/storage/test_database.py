"""The database: opened or refused in one plain sentence, transactions whole or not at all."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import event, select, text

from assistant.errors import AssistantError, BusyError
from assistant.storage.database import Database, PlanRow


@pytest.fixture
def database(tmp_path):
    opened = Database(f"sqlite:///{tmp_path}/assistant.db")
    yield opened
    opened.close()


def plan_row(plan_id: str) -> PlanRow:
    return PlanRow(
        id=plan_id,
        owner="owner",
        title="",
        profile={},
        state={},
        version=0,
        created_at="",
        updated_at="",
    )


def plan_ids(database: Database) -> list[str]:
    with database.transaction() as session:
        return list(session.scalars(select(PlanRow.id)))


def test_the_folder_of_the_database_is_made(tmp_path):
    Database(f"sqlite:///{tmp_path}/new/folder/assistant.db").close()

    assert (tmp_path / "new" / "folder" / "assistant.db").is_file()


def test_sqlite_is_set_to_keep_what_was_acknowledged(database):
    with database.transaction() as session:
        settings = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
    }


def test_a_transaction_is_kept_when_the_database_is_reopened(tmp_path, database):
    with database.transaction() as session:
        session.add(plan_row("kept"))
    database.close()

    reopened = Database(f"sqlite:///{tmp_path}/assistant.db")
    assert plan_ids(reopened) == ["kept"]
    reopened.close()


def test_an_error_undoes_the_whole_transaction(database):
    def fail_in_the_middle():
        with database.transaction() as session:
            session.add(plan_row("half"))
            session.flush()
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail_in_the_middle()

    assert plan_ids(database) == []


def test_another_writer_is_reported_in_a_plain_sentence(tmp_path, database):
    event.listen(database.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=20"))
    database.close()  # connections made from now on do not wait five seconds
    other = sqlite3.connect(tmp_path / "assistant.db")
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(BusyError) as caught, database.transaction() as session:
            session.add(plan_row("late"))
    finally:
        other.close()

    assert caught.value.zh == "数据库正被另一个程序占用，请稍后再试。"
    assert plan_ids(database) == []


def a_file_for_a_folder(tmp_path):
    (tmp_path / "file").write_text("")
    return f"sqlite:///{tmp_path}/file/assistant.db"


def a_folder_for_a_file(tmp_path):
    return f"sqlite:///{tmp_path}"


def not_a_database(tmp_path):
    (tmp_path / "letter.db").write_text("你好" * 500, encoding="utf-8")
    return f"sqlite:///{tmp_path}/letter.db"


@pytest.mark.parametrize(
    "prepare", [a_file_for_a_folder, a_folder_for_a_file, not_a_database], ids=lambda f: f.__name__
)
def test_a_place_that_cannot_be_used_is_named(tmp_path, prepare):
    url = prepare(tmp_path)

    with pytest.raises(AssistantError) as caught:
        Database(url)

    assert caught.value.zh == f"数据库 {url} 打不开：请检查路径和写入权限。"
    assert caught.value.en == (
        f"The database {url} cannot be opened: check its path and that it can be written."
    )


@pytest.mark.parametrize("url", ["rubbish", "nosuch://host/name", "mysql+nodriver://host/name"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(AssistantError, match="DATABASE_URL 用不了"):
        Database(url)


def test_the_password_of_an_address_is_never_shown(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(AssistantError) as caught:
        Database(f"sqlite://user:secret@/{tmp_path}/file/assistant.db")

    assert "secret" not in caught.value.zh + caught.value.en
