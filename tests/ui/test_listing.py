"""The list of documents: filtered, sorted, counted, page by page; no folders of the server."""

from __future__ import annotations

import pytest

from assistant.storage.document_store import DocumentSummary
from assistant.ui.shelf.listing import Listing, Wanted, file_name, list_documents


def summary(title: str, library: str = "company", passages: int = 1, path: str = "", day: int = 1):
    path = path or f"uploads/{title}.md"
    at = f"2026-11-{day:02}T08:00:00+00:00"
    return DocumentSummary(title, title, path, "zh-Hans", passages, at, library)


DOCUMENTS = [
    summary("话术", passages=3, day=2),
    summary("报价", "private", passages=9, day=3),
    summary("预热", "builtin", passages=5, path="corpus/zh/warm.md"),
]


def titles(**wanted) -> list[str]:
    return [row.title for row in list_documents(DOCUMENTS, Wanted(**wanted)).rows]


def test_the_newest_stand_first_and_everything_is_counted():
    assert list_documents(DOCUMENTS, Wanted()) == Listing(
        wanted=Wanted(),
        rows=(DOCUMENTS[1], DOCUMENTS[0], DOCUMENTS[2]),
        page=1,
        pages=1,
        counts={"": 3, "builtin": 1, "company": 1, "private": 1},
        passages=17,
    )


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"library": "private"}, ["报价"]),
        ({"words": "話術"}, ["话术"]),
        ({"words": "报价 .MD"}, ["报价"]),
        ({"words": "warm"}, []),
        ({"words": "没有"}, []),
        ({"sort": "passages"}, ["话术", "预热", "报价"]),
        ({"sort": "-passages"}, ["报价", "预热", "话术"]),
        ({"sort": "added"}, ["预热", "话术", "报价"]),
        ({"sort": "library"}, ["预热", "话术", "报价"]),
    ],
    ids=str,
)
def test_documents_are_filtered_and_sorted(wanted, shown):
    assert titles(**wanted) == shown


def test_a_long_list_has_pages_and_the_last_stands_in_for_those_beyond():
    many = [summary(f"{number:03}") for number in range(120)]
    pages = [list_documents(many, Wanted(sort="title", page=page)) for page in (-1, 2, 3, 99)]
    assert [(listing.page, listing.pages, len(listing.rows)) for listing in pages] == [
        (1, 3, 50),
        (2, 3, 50),
        (3, 3, 20),
        (3, 3, 20),
    ]
    assert pages[1].rows[0].title == "050"


@pytest.mark.parametrize(
    ("path", "library", "shown"),
    [
        ("uploads/报价.docx", "private", "报价.docx"),
        ("uploads/资料.zip/客服/话术.md", "company", "资料.zip/客服/话术.md"),
        ("/srv/secret/folder/手册.pdf", "company", "手册.pdf"),
        ("corpus/zh/warm.md", "builtin", ""),
    ],
)
def test_a_file_is_called_by_its_name_not_by_its_place_on_the_disk(path, library, shown):
    assert file_name(summary("x", library, path=path)) == shown


def test_the_address_tells_only_what_is_not_plain():
    wanted = Wanted("private", "a&b", "title", 2)
    assert Wanted().query() == "?"
    assert wanted.query(page=1) == "?library=private&words=a%26b&sort=title"
    assert (wanted.sorted_by("title"), wanted.turned("title")) == ("ascending", "-title")
    assert (wanted.sorted_by("added"), wanted.turned("added")) == ("none", "added")
