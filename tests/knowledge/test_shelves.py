"""Shelves: what is private to one person reaches nobody else, by no route."""

from __future__ import annotations

import pytest
from bookcase import Bookcase
from fakes import WordEncoder

from assistant.errors import NotFoundError
from assistant.knowledge.sources import Source
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.shelf import BUILTIN, COMPANY, Shelf

SECRET = "# 报价底线\n\n宏达机械的报价底线是三百二十万。\n"
SHARED = "# 报价流程\n\n报价单要在两天内发出。\n"
QUERY = "宏达机械的报价底线是多少"
ANNA, BERT = Shelf("private", "anna"), Shelf("private", "bert")


@pytest.fixture
def bookcase(tmp_path):
    opened = Bookcase(tmp_path)
    for name, text, shelf in (
        ("secret.md", SECRET, ANNA),
        ("shared.md", SHARED, COMPANY),
        ("article.md", "# 预热\n\n预热分三步。", BUILTIN),
    ):
        path = opened.write(name, text)
        opened.library.ingest([Source(path, name)], shelf=shelf)
    yield opened
    opened.database.close()


def titles(bookcase: Bookcase, viewer: str) -> list[str]:
    hits = bookcase.library.retriever.retrieve(QUERY, 50, viewer).hits
    return [hit.passage.document_title for hit in hits]


@pytest.mark.parametrize("stranger", ["", "bert", "anna ", "Anna", "ann", "%", "private"])
def test_a_private_document_is_its_owners_alone(bookcase, stranger):
    (secret,) = (d for d in bookcase.library.documents("anna") if d.library == "private")

    assert titles(bookcase, "anna")[0] == "报价底线"
    assert bookcase.library.document(secret.id, "anna").text == SECRET

    assert sorted(titles(bookcase, stranger)) == ["报价流程", "预热"]
    assert [d.title for d in bookcase.library.documents(stranger)] == ["预热", "报价流程"]
    for call in (bookcase.library.document, bookcase.library.remove):
        with pytest.raises(NotFoundError) as caught:
            call(secret.id, stranger)
        # the same as for an id that does not exist
        assert caught.value.zh == f"资料库里没有 {secret.id}。"
    bookcase.check()


def test_words_of_a_private_document_do_not_change_what_others_find(bookcase):
    before = bookcase.library.retriever.retrieve("报价单", 9, "bert")
    path = bookcase.write("more.md", "# 报价\n\n报价单报价单报价单。\n" * 20)
    bookcase.library.ingest([Source(path, "more.md")], shelf=ANNA)

    assert bookcase.library.retriever.retrieve("报价单", 9, "bert") == before


def test_many_private_passages_of_one_crowd_out_nothing_of_another(bookcase):
    for number in range(3):
        text = "\n\n".join(f"## {number} {i}\n\n{QUERY}，第 {i} 条。" for i in range(80))
        path = bookcase.write(f"{number}.md", text)
        bookcase.library.ingest([Source(path, f"{number}.md")], shelf=ANNA)

    assert sorted(titles(bookcase, "bert")) == ["报价流程", "预热"]


def test_two_people_may_keep_files_of_the_same_path_and_text(bookcase):
    path = bookcase.write("secret.md", SECRET)
    bookcase.library.ingest([Source(path, "secret.md")], shelf=BERT)

    (anna,), (bert,) = (
        [d for d in bookcase.library.documents(name) if d.library == "private"]
        for name in ("anna", "bert")
    )
    assert (anna.path, bert.path) == ("secret.md", "secret.md")
    assert anna.id != bert.id

    bookcase.library.remove(bert.id, "bert")

    bookcase.check()
    assert titles(bookcase, "anna")[0] == "报价底线"
    assert "报价底线" not in titles(bookcase, "bert")


def test_pruning_one_shelf_leaves_the_others_alone(bookcase):
    bookcase.library.ingest([], shelf=BERT, within=["secret.md"])
    bookcase.library.ingest([], shelf=COMPANY, within=["secret.md"])

    assert titles(bookcase, "anna")[0] == "报价底线"

    report = bookcase.library.ingest([], shelf=ANNA, within=["secret.md"])

    assert report.removed == 1
    assert "报价底线" not in titles(bookcase, "anna")


def test_an_opened_library_needs_nothing_for_any_shelf(tmp_path, bookcase):
    again = Bookcase(tmp_path)

    again.check()
    assert (again.told, again.encoder.encoded) == ([], [])
    assert titles(again, "anna")[0] == "报价底线"


def test_the_vectors_of_an_owner_without_documents_are_dropped_at_the_next_start(
    tmp_path, bookcase
):
    (secret,) = (d for d in bookcase.library.documents("anna") if d.library == "private")
    bookcase.library.remove(secret.id, "anna")
    assert bookcase.index.ids("anna") == set()
    bookcase.database.close()

    again = Bookcase(tmp_path)

    assert len(again.client.list_collections()) == 1


def test_another_model_embeds_private_passages_too(tmp_path, bookcase):
    other = Bookcase(tmp_path, WordEncoder("better"))

    other.check()
    assert titles(other, "anna")[0] == "报价底线"
    assert {c.metadata["model"] for c in other.client.list_collections()} == {"better"}


@pytest.mark.parametrize(("library", "owner"), [("private", ""), ("company", "anna")])
def test_a_private_shelf_of_nobody_is_refused(library, owner):
    with pytest.raises(ValueError, match=f"a {library} shelf cannot belong to"):
        Shelf(library, owner)


def test_a_database_of_before_the_shelves_is_the_companys(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/old.db")
    with database.engine.begin() as connection:
        for column in ("library", "owner", "digest", "marks"):
            if column == "owner":
                connection.exec_driver_sql("DROP INDEX ix_documents_owner")
            connection.exec_driver_sql(f"ALTER TABLE documents DROP COLUMN {column}")
        connection.exec_driver_sql(
            "INSERT INTO documents VALUES ('1', 'a.md', '甲', 'zh-Hans', '甲。', '', '', 0, 'now')"
        )
    database.close()

    store = DocumentStore(Database(f"sqlite:///{tmp_path}/old.db"))

    (version,) = store.versions("").values()
    assert (version.id, version.digest, version.shelf) == ("1", "", COMPANY)
    document = store.document("1")
    assert document is not None
    assert (document.text, document.marks, document.shelf) == ("甲。", (), COMPANY)
