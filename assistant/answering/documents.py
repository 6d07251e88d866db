"""Documents: our retrieval as a LangChain retriever, and LangChain documents as our passages."""

from __future__ import annotations

import hashlib
from typing import Any, TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.knowledge.retrieval import RetrievedPassage, Retriever
from assistant.language import detect_language
from assistant.storage.records import Passage
from assistant.storage.shelf import NOBODY


class Question(TypedDict):
    """What an answerer takes: the question, its documents best first, and the reader's language.

    `language` is "zh-Hans", "zh-Hant" or "en".
    """

    question: str
    documents: list[Document]
    language: str


class PassageRetriever(BaseRetriever):
    """The product's retrieval behind LangChain's interface."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    top_k: int = 6

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, viewer: str = NOBODY
    ) -> list[Document]:
        """Return the best passages a viewer may see, with place, scores and coverage."""
        retrieval = self.retriever.retrieve(query, self.top_k, viewer)
        return [_to_document(hit, retrieval.coverage) for hit in retrieval.hits]


def _to_document(hit: RetrievedPassage, coverage: float) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "title": passage.document_title,
            "heading": passage.heading,
            "start": passage.start,
            "end": passage.end,
            "language": passage.language,
            "marks": passage.marks,
            "owner": passage.owner,
            "score": hit.score,
            "cosine": hit.cosine,
            "dense_rank": hit.dense_rank,
            "keyword_rank": hit.keyword_rank,
            "keyword": hit.keyword,
            "fused": hit.fused,
            "similarity": hit.similarity,
            "matches": hit.matches,
            "coverage": coverage,
        },
    )


def to_hits(documents: list[Document]) -> list[RetrievedPassage]:
    """Return ranked passages for documents of any LangChain retriever, ours or another's.

    Another retriever's documents count as whole texts that start at their `start_index`, else 0;
    they carry no cosine (0.0). Blank ones are left out.
    """
    told = (document for document in documents if document.page_content.strip())
    return [_to_hit(document, rank) for rank, document in enumerate(told, start=1)]


def _to_hit(document: Document, rank: int) -> RetrievedPassage:
    data: dict[str, Any] = document.metadata
    if "document_id" not in data or "cosine" not in data:
        return _foreign_hit(document, rank)
    return RetrievedPassage(
        passage=Passage(
            document_id=data["document_id"],
            document_title=data["title"],
            heading=data["heading"],
            text=document.page_content,
            start=data["start"],
            end=data["end"],
            language=data["language"],
            marks=data["marks"],
            owner=data["owner"],
        ),
        rank=rank,
        score=data["score"],
        cosine=data["cosine"],
        dense_rank=data["dense_rank"],
        keyword_rank=data["keyword_rank"],
        keyword=data["keyword"],
        fused=data["fused"],
        similarity=data["similarity"],
        matches=data["matches"],
    )


def merged(first: list[Document], second: list[Document]) -> list[Document]:
    """Return as many documents as `first` has, from both rankings; the first one counts double."""
    scores: dict[tuple[str | None, str], float] = {}
    documents: dict[tuple[str | None, str], Document] = {}
    for weight, ranking in ((1.0, first), (0.5, second)):
        for rank, document in enumerate(ranking, start=1):
            identity = (document.id, document.page_content)
            documents.setdefault(identity, document)
            scores[identity] = scores.get(identity, 0.0) + weight / rank
    best = sorted(documents, key=lambda identity: -scores[identity])
    return [documents[identity] for identity in best[: len(first)]]


def _foreign_hit(document: Document, rank: int) -> RetrievedPassage:
    """Return a passage of another retriever, of whose metadata nothing can be taken for granted."""
    text, data = document.page_content, document.metadata
    at = data.get("start_index")
    start = at if isinstance(at, int) else 0
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
    passage = Passage(
        document_id=str(document.id or data.get("source") or digest),
        document_title=str(data.get("title") or data.get("source") or ""),
        heading="",
        text=text,
        start=start,
        end=start + len(text),
        language=detect_language(text),
    )
    return RetrievedPassage(passage, rank, 1.0 / rank, cosine=0.0, dense_rank=0, keyword_rank=0)
