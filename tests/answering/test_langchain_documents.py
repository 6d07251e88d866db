"""LangChain documents: our retrieval behind its interface, and anybody's documents behind ours."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document

from assistant.answering.documents import to_hits
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.storage.records import Passage


def test_our_documents_become_exactly_what_was_retrieved(library, retriever):
    hits = library.retriever.retrieve("双十一的预算", 6).hits

    assert to_hits(retriever.invoke("双十一的预算")) == list(hits)


def test_our_documents_carry_place_and_scores(library, retriever):
    first = retriever.invoke("双十一的预算怎么分配")[0]

    source = library.document(first.metadata["document_id"])
    start, end = first.metadata["start"], first.metadata["end"]
    assert source.text[start:end] == first.page_content
    assert set(first.metadata) == {
        "document_id", "title", "heading", "start", "end", "language", "score", "cosine",
        "dense_rank", "keyword_rank", "coverage", "marks", "owner",
        "keyword", "fused", "similarity", "matches",
    }  # fmt: skip
    assert (first.metadata["title"], first.metadata["coverage"]) == ("预算手册", 1.0)


def test_no_more_documents_come_than_asked_for(library, retriever):
    assert len(retriever.model_copy(update={"top_k": 2}).invoke("预算")) == 2


TEXT = "先测试素材。"


def foreign(document_id: str, title: str, start: int = 0) -> Passage:
    return Passage(document_id, title, "", TEXT, start, start + len(TEXT), "zh-Hans")


@pytest.mark.parametrize(
    ("document", "passage"),
    [
        pytest.param(
            Document(TEXT, id="x1", metadata={"source": "a.md"}), foreign("x1", "a.md"), id="id"
        ),
        pytest.param(
            Document(TEXT, metadata={"source": "a.md", "start_index": 7}),
            foreign("a.md", "a.md", 7),
            id="source and place",
        ),
        pytest.param(
            Document(TEXT, metadata={"title": "手册", "source": "a.md"}),
            foreign("a.md", "手册"),
            id="title",
        ),
        pytest.param(
            Document(TEXT), foreign("5f081daa001de62b6d6e5a610aff3b1c", ""), id="nothing"
        ),
        pytest.param(
            Document(
                TEXT,
                id="x1",
                metadata={"start": "three", "score": None, "heading": ["a"], "cosine": "high",
                          "start_index": "7", "language": 4, "document_id2": 1},
            ),
            foreign("x1", ""),
            id="odd metadata",
        ),
    ],
)  # fmt: skip
def test_another_retrievers_document_is_a_whole_text(document, passage):
    assert to_hits([document]) == [
        RetrievedPassage(passage, 1, 1.0, cosine=0.0, dense_rank=0, keyword_rank=0)
    ]


def test_foreign_documents_are_ranked_as_they_come_and_blank_ones_left_out():
    hits = to_hits([Document("甲。"), Document(" \n"), Document("乙。")])

    assert [(hit.rank, hit.score, hit.passage.text) for hit in hits] == [
        (1, 1.0, "甲。"),
        (2, 0.5, "乙。"),
    ]
