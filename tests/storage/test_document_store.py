"""The document store: documents, passages and vectors go in, come back letter by letter, and go."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore, DocumentSummary, StoredVersion
from assistant.storage.records import Document, Passage
from assistant.storage.shelf import COMPANY, Shelf

TEXT = "# 预算\n\n先定目标。\n\n再定总额。\n"
BUDGET = Document(
    path="b/budget.md",
    title="预算",
    language="zh-Hans",
    text=TEXT,
    source="一本书 S0-1",
    year="2017",
    body_start=2,
)
LIVE = Document(path="a/live.md", title="Live", language="en", text="Go live weekly.")


@pytest.fixture
def store():
    database = Database("sqlite://")
    yield DocumentStore(database)
    database.close()


def cut(document: Document, *spans: tuple[int, int]) -> list[Passage]:
    return [
        Passage(
            document_id=document.id,
            document_title=document.title,
            heading="一节",
            text=document.text[start:end],
            start=start,
            end=end,
            language=document.language,
        )
        for start, end in spans
    ]


def vectors(*rows: list[float]) -> np.ndarray:
    return np.asarray(rows, np.float32)


@pytest.fixture
def filled(store):
    store.replace(BUDGET, cut(BUDGET, (6, 11), (13, 18)), vectors([1, 0], [0, 1]), "model")
    store.replace(LIVE, cut(LIVE, (0, 15)), vectors([0.6, 0.8]), "model")
    return store


def test_a_document_comes_back_as_it_went_in(filled):
    assert filled.document(BUDGET.id) == BUDGET
    assert filled.document("nobody") is None


def test_the_documents_that_are_there_are_named_to_those_who_may_see_them(filled):
    ids = [BUDGET.id, "nobody", LIVE.id]
    assert filled.present(ids) == {BUDGET.id, LIVE.id}
    assert filled.present([]) == frozenset()
    own = dataclasses.replace(BUDGET, path="own.md", shelf=Shelf("private", "anna"))
    filled.replace(own, cut(own, (6, 11)), vectors([1, 0]), "model")
    assert filled.present([own.id], "anna") == {own.id}
    assert filled.present([own.id], "bert") == filled.present([own.id]) == frozenset()


def test_passages_come_back_by_path_and_place_with_their_vectors(filled):
    stored = filled.load()

    assert stored.passages == (*cut(LIVE, (0, 15)), *cut(BUDGET, (6, 11), (13, 18)))
    assert [p.text for p in stored.passages] == ["Go live weekly.", "先定目标。", "再定总额。"]
    np.testing.assert_array_equal(stored.vectors, vectors([0.6, 0.8], [1, 0], [0, 1]))
    assert stored.vectors.dtype == np.float32
    assert stored.fingerprints == {"model"}


def test_an_empty_store_holds_nothing(store):
    stored = store.load()

    assert (stored.passages, stored.vectors.shape, stored.fingerprints) == ((), (0, 0), frozenset())
    assert store.summaries() == []
    assert store.versions("") == {}


def test_the_list_is_by_path_and_counts_passages(filled):
    listed = [dataclasses.replace(summary, added_at="") for summary in filled.summaries()]

    assert listed == [
        DocumentSummary(LIVE.id, "Live", "a/live.md", "en", 1, "", "company"),
        DocumentSummary(BUDGET.id, "预算", "b/budget.md", "zh-Hans", 2, "", "company"),
    ]
    assert filled.versions("") == {
        "a/live.md": StoredVersion(LIVE.id, "", COMPANY),
        "b/budget.md": StoredVersion(BUDGET.id, "", COMPANY),
    }


def test_a_new_version_takes_the_place_of_the_old_one(filled):
    shorter = dataclasses.replace(BUDGET, text="先定目标。", body_start=0)

    filled.replace(shorter, cut(shorter, (0, 5)), vectors([1, 1]), "model")

    assert filled.document(BUDGET.id) is None
    assert {path: v.id for path, v in filled.versions("").items()} == {
        "a/live.md": LIVE.id,
        "b/budget.md": shorter.id,
    }
    assert filled.passage_ids(BUDGET.id) == []
    assert filled.load().passages == (*cut(LIVE, (0, 15)), *cut(shorter, (0, 5)))


def test_the_same_version_can_be_stored_again(filled):
    filled.replace(BUDGET, cut(BUDGET, (6, 11)), vectors([1, 0]), "other")

    assert filled.passage_ids(BUDGET.id) == [cut(BUDGET, (6, 11))[0].id]


def test_a_failure_in_the_middle_keeps_the_old_version(filled):
    before = filled.load()
    changed = dataclasses.replace(BUDGET, text="新的一版。")

    with pytest.raises(ValueError, match="zip"):
        filled.replace(changed, cut(changed, (0, 5)), vectors([1, 0], [0, 1]), "model")

    assert filled.load().passages == before.passages
    assert filled.document(BUDGET.id) == BUDGET


def test_a_removed_document_leaves_nothing_behind(filled):
    assert filled.remove([BUDGET.id, "nobody"]) == 1

    assert filled.document(BUDGET.id) is None
    assert filled.passage_ids(BUDGET.id) == []
    assert filled.load().passages == tuple(cut(LIVE, (0, 15)))
    assert filled.remove([BUDGET.id]) == 0


def test_new_vectors_carry_the_name_of_their_model(filled):
    passages = filled.load().passages

    filled.update_vectors(passages, vectors([1, 2, 3], [4, 5, 6], [7, 8, 9]), "larger")

    stored = filled.load()
    assert stored.passages == passages
    np.testing.assert_array_equal(stored.vectors, vectors([1, 2, 3], [4, 5, 6], [7, 8, 9]))
    assert stored.fingerprints == {"larger"}


def test_vectors_of_two_models_are_reported_and_not_stacked(filled):
    filled.update_vectors(filled.load().passages[:1], vectors([1, 2, 3]), "larger")

    stored = filled.load()
    assert stored.fingerprints == {"model", "larger"}
    assert len(stored.passages) == 3
    assert stored.vectors.shape == (0, 0)
