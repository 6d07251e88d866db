"""Documents: our retrieval as a LangChain retriever, and LangChain documents as our passages."""

from __future__ import annotations

from typing import Any, TypedDict

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.knowledge.retrieval import RetrievedPassage, Retriever
from assistant.language import detect_language
from assistant.storage.records import Passage


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
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Return the best passages with their place, scores and the query's coverage."""
        retrieval = self.retriever.retrieve(query, self.top_k)
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
            "score": hit.score,
            "cosine": hit.cosine,
            "dense_rank": hit.dense_rank,
            "keyword_rank": hit.keyword_rank,
            "coverage": coverage,
        },
    )


def to_hits(documents: list[Document]) -> list[RetrievedPassage]:
    """Return ranked passages for documents of any LangChain retriever, ours or another's.

    Documents without our metadata count as whole texts that start at 0.
    """
    return [_to_hit(document, rank) for rank, document in enumerate(documents, start=1)]


def _to_hit(document: Document, rank: int) -> RetrievedPassage:
    data: dict[str, Any] = document.metadata
    text = document.page_content
    start = int(data.get("start", 0))
    passage = Passage(
        document_id=str(data.get("document_id") or document.id or data.get("source") or rank),
        document_title=str(data.get("title") or data.get("source") or ""),
        heading=str(data.get("heading") or ""),
        text=text,
        start=start,
        end=start + len(text),
        language=str(data.get("language") or detect_language(text)),
    )
    return RetrievedPassage(
        passage=passage,
        rank=rank,
        score=float(data.get("score", 1.0 / rank)),
        cosine=float(data.get("cosine", 0.0)),
        dense_rank=int(data.get("dense_rank", 0)),
        keyword_rank=int(data.get("keyword_rank", 0)),
    )
