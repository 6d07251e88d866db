"""A library of a few documents, each seen by everybody or by those named."""

from __future__ import annotations

from assistant.storage.records import Document


class FewDocuments:
    """Returns documents as the store does; `only` names the one who may see them."""

    def __init__(self, *documents: Document, only: str | None = None) -> None:
        self._by_id = {document.id: document for document in documents}
        self._only = only

    def remove(self, document: Document) -> None:
        del self._by_id[document.id]

    def document(self, document_id: str, viewer: str) -> Document | None:
        return self._by_id.get(document_id) if self._only in (None, viewer) else None

    def present(self, document_ids, viewer: str) -> frozenset[str]:
        return frozenset(id_ for id_ in document_ids if self.document(id_, viewer))


NO_DOCUMENTS = FewDocuments()
