"""Token vectors: stored with their passages, made where missing, gone with their documents."""

from __future__ import annotations

import pytest
from bookcase import Bookcase
from fakes import WordEncoder
from sqlalchemy import delete

from assistant.errors import BusyError
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.token_vectors import TokenVectors
from assistant.storage.database import PassageTokensRow
from assistant.storage.token_store import PackedTokens

TEXT = "# 预算\n\n双十一的预算先分给预热。\n\n# 投放\n\n抖音投放要先测试素材。\n"


@pytest.fixture
def shelf(tmp_path):
    shelf = Bookcase(tmp_path)
    shelf.write("plan.md", TEXT)
    shelf.ingest()
    return shelf


def stored(shelf: Bookcase) -> dict[str, bytes]:
    ids = [passage.id for passage in shelf.store.load().passages]
    return shelf.store.tokens.read(ids, shelf.encoder.token_code.name)


def expected(shelf: Bookcase) -> dict[str, bytes]:
    passages = shelf.store.load().passages
    packed = WordEncoder().read_passages([indexed_text(p) for p in passages]).tokens
    return {passage.id: data for passage, data in zip(passages, packed, strict=True)}


def forget(shelf: Bookcase) -> None:
    with shelf.database.transaction() as session:
        session.execute(delete(PassageTokensRow))
    shelf.encoder.encoded.clear()


def test_they_come_with_the_passages_and_are_not_made_again(shelf):
    assert len(stored(shelf)) == 2
    assert stored(shelf) == expected(shelf)
    assert len(shelf.encoder.encoded) == 2


def test_an_older_database_gets_those_of_the_passages_it_is_asked_for(shelf):
    forget(shelf)

    hits = shelf.library.retriever.retrieve("抖音投放", 1).hits

    assert hits[0].similarity > 0.5
    assert len(shelf.encoder.encoded) == 2
    assert stored(shelf) == expected(shelf)


def test_the_rest_is_made_afterwards_with_progress(shelf):
    forget(shelf)
    told: list[str] = []

    shelf.library.complete_tokens(told.append)
    shelf.library.complete_tokens(told.append)

    assert told == ["精排向量 2/2"]
    assert stored(shelf) == expected(shelf)


def test_they_go_with_their_document(shelf):
    (document,) = shelf.library.documents()
    ids = [passage.id for passage in shelf.store.load().passages]

    shelf.library.remove(document.id)

    assert shelf.store.tokens.read(ids, shelf.encoder.token_code.name) == {}


def test_those_of_another_model_are_missing(shelf):
    assert shelf.store.tokens.missing("another") == set(expected(shelf))
    assert shelf.store.tokens.missing(shelf.encoder.token_code.name) == set()


def test_a_passage_that_is_gone_is_passed_over(shelf):
    shelf.store.tokens.write(PackedTokens("code", {"gone": b"x"}))

    assert shelf.store.tokens.read(["gone"], "code") == {}


def test_a_busy_database_does_not_stop_a_search(shelf):
    class Busy:
        def read(self, passage_ids, code):
            return {}

        def write(self, tokens):
            raise BusyError("忙", "busy")

    passages = shelf.store.load().passages

    assert TokenVectors(Busy(), shelf.encoder).of(passages) == expected(shelf)
