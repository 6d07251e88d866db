"""KnowledgeDesk: what a visitor may see and do with the documents of the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.answering.answerability import Verdict
from assistant.errors import ForbiddenError, NotFoundError
from assistant.knowledge.intake import Intake
from assistant.knowledge.library import Library
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.storage.document_store import DocumentStore, DocumentSummary
from assistant.storage.records import Document
from assistant.storage.shelf import COMPANY, Shelf

_SHOWN = 10
_LONGEST_QUERY = 500

# Takes a question and a viewer.
Judge = Callable[[str, str], Verdict]
MayEdit = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, best first, and whether the library answers what was asked."""

    query: str
    hits: tuple[RetrievedPassage, ...]
    verdict: Verdict


class KnowledgeDesk:
    """Lists, opens, finds and removes documents, each time for whoever asks.

    Listing needs the database alone; `library` is asked for by whoever searches or removes, and
    may take a minute the first time.
    """

    def __init__(
        self,
        store: DocumentStore,
        intake: Intake,
        library: Callable[[], Library],
        judge: Judge,
        may_edit_company: MayEdit,
    ) -> None:
        """Take finished parts; `may_edit_company` decides about visitors by their names."""
        self.intake = intake
        self._store = store
        self._library = library
        self._judge = judge
        self._may_edit_company = may_edit_company

    def documents(self, viewer: str) -> list[DocumentSummary]:
        """Return the documents a viewer may see."""
        return self._store.summaries(viewer)

    def document(self, viewer: str, document_id: str) -> Document:
        """Return a document; NotFoundError when there is none, or none for this viewer."""
        document = self._store.document(document_id, viewer)
        if document is None:
            raise NotFoundError("没有这份资料。", "There is no such document.")
        return document

    def may_edit(self, viewer: str, library: str) -> bool:
        """Tell whether a viewer may add to a library and delete what he sees of it."""
        return library == "private" or (library == "company" and self._may_edit_company(viewer))

    def shelf(self, viewer: str, library: Literal["company", "private"]) -> Shelf:
        """Return where a viewer's uploads go; ForbiddenError when he may not change that."""
        if not self.may_edit(viewer, library):
            raise _company_kept()
        return COMPANY if library == "company" else Shelf("private", viewer)

    def remove(self, viewer: str, document_id: str) -> None:
        """Delete a document everywhere.

        NotFoundError when there is none for this viewer, ForbiddenError when it is not his to
        delete.
        """
        library = self.document(viewer, document_id).shelf.library
        if library == "builtin":
            raise ForbiddenError("内置的资料不能删除。", "Built-in documents cannot be deleted.")
        if not self.may_edit(viewer, library):
            raise _company_kept()
        self._library().remove(document_id, viewer)

    def search(self, viewer: str, query: str) -> Findings:
        """Return the passages nearest to a query that is not blank, with the verdict."""
        query = query.strip()[:_LONGEST_QUERY]
        hits = self._library().retriever.retrieve(query, _SHOWN, viewer).hits
        return Findings(query, hits, self._judge(query, viewer))


def _company_kept() -> ForbiddenError:
    return ForbiddenError(
        "公司的资料只有管理员可以改。请把文件交给管理员，或者放进“我的”。",
        "Only administrators may change the company's documents; give them the file, or add it "
        "to your own.",
    )
