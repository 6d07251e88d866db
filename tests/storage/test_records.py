"""Documents and passages: identity that follows the content, and the line that names a passage."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from assistant.storage.marks import Mark
from assistant.storage.records import Document, Passage, path_of
from assistant.storage.shelf import Shelf

DOCUMENT = Document(path="corpus/budget.md", title="预算", language="zh-Hans", text="先定目标。")
PASSAGE = Passage(
    document_id=DOCUMENT.id,
    document_title="预算",
    heading="总额 / 怎么定",
    text="先定目标。",
    start=0,
    end=5,
    language="zh-Hans",
)


def test_the_id_of_a_document_is_the_same_on_every_run():
    assert DOCUMENT.id == "6704a16f6ef7898bab97a5b6cd94bcc8"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({"text": "先定目标！"}, False, id="another text"),
        pytest.param({"path": "corpus/other.md"}, False, id="another path"),
        pytest.param({"title": "别的题目"}, True, id="another title"),
        pytest.param({"source": "一本书", "year": "2017"}, True, id="another source"),
    ],
)
def test_a_document_changes_its_id_with_path_and_text_only(change, same):
    assert (dataclasses.replace(DOCUMENT, **change).id == DOCUMENT.id) is same


def test_path_and_text_cannot_be_mixed_up():
    one = dataclasses.replace(DOCUMENT, path="ab", text="c")
    other = dataclasses.replace(DOCUMENT, path="a", text="bc")

    assert one.id != other.id


def test_passages_of_one_document_differ_by_their_place():
    assert dataclasses.replace(PASSAGE, start=1).id != PASSAGE.id
    assert dataclasses.replace(PASSAGE, heading="别处", end=4).id == PASSAGE.id


@pytest.mark.parametrize(
    ("title", "heading", "context"),
    [
        ("预算", "总额 / 怎么定", "预算 / 总额 / 怎么定"),
        ("预算", "", "预算"),
        ("", "总额", "总额"),
        ("", "", ""),
    ],
)
def test_the_context_names_title_and_headings(title, heading, context):
    passage = dataclasses.replace(PASSAGE, document_title=title, heading=heading)

    assert passage.context == context


def test_records_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        DOCUMENT.text = "别的"  # type: ignore[misc]


PAGED = replace(PASSAGE, marks=(Mark(0, "page", "4"), Mark(10, "page", "5")))


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, 10, "第 4 页"), (0, 11, "第 4–5 页"), (10, 20, "第 5 页"), (3, 3, "第 4 页")],
)
def test_a_quote_has_its_page_or_its_first_and_last(start, end, place):
    assert PAGED.place(start, end, "zh-Hans") == place


def test_a_quote_of_a_text_without_pages_has_no_place():
    assert PASSAGE.place(0, 5, "en") == ""


def test_a_private_document_has_an_identity_of_its_own():
    private = replace(DOCUMENT, shelf=Shelf("private", "anna"))

    assert DOCUMENT.key == DOCUMENT.path
    assert path_of(private.shelf, private.key) == private.path
    assert len({DOCUMENT.id, private.id, replace(private, shelf=Shelf("private", "bert")).id}) == 3
