"""Router: the addresses of the knowledge page in both languages, and of documents.

Every route asks who is visiting; what is somebody else's is answered like what does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import HTMLResponse

from assistant.errors import AssistantError, NotFoundError
from assistant.ui.routes import KNOWLEDGE, Language
from assistant.ui.shelf.desk import KnowledgeDesk
from assistant.ui.shelf.listing import Sort, Wanted
from assistant.ui.shelf.pages import ShelfPages
from assistant.ui.shelf.upload_routes import upload_routes
from assistant.ui.visitor import WhoIs

Pages = Mapping[Language, ShelfPages]
_Text = Annotated[str, Query(max_length=500)]


def knowledge_router(desk: KnowledgeDesk, pages: Pages, who: WhoIs) -> APIRouter:
    """Return all routes of the knowledge page."""
    router = APIRouter()
    for language, path in KNOWLEDGE.items():
        _add_page(router, desk, pages[language], path, who)
    _add_documents(router, desk, pages, who)
    router.include_router(upload_routes(desk, pages, who))
    return router


def _add_page(
    router: APIRouter, desk: KnowledgeDesk, pages: ShelfPages, path: str, who: WhoIs
) -> None:
    def wanted(
        library: str = "", words: _Text = "", sort: Sort = "-added", page: int = 1
    ) -> Wanted:
        known = library if library in ("builtin", "company", "private") else ""
        return Wanted(known, words, sort, page)  # type: ignore[arg-type]  # checked above

    @router.get(path)
    def shelf(
        q: _Text = "", wanted: Wanted = Depends(wanted), viewer: str = Depends(who)
    ) -> HTMLResponse:
        try:
            return HTMLResponse(pages.page(desk, viewer, wanted, q))
        except AssistantError as error:  # the library cannot be opened
            raise HTTPException(503, error.text(pages.language)) from error

    @router.get(f"{path}/documents")
    def documents(wanted: Wanted = Depends(wanted), viewer: str = Depends(who)) -> HTMLResponse:
        return HTMLResponse(pages.documents(desk, viewer, wanted))

    @router.get(f"{path}/findings")
    def findings(q: _Text = "", viewer: str = Depends(who)) -> HTMLResponse:
        if not q.strip():
            return HTMLResponse("")
        try:
            return HTMLResponse(pages.findings(desk.search(viewer, q)))
        except AssistantError as error:
            raise HTTPException(503, error.text(pages.language)) from error


def _add_documents(router: APIRouter, desk: KnowledgeDesk, pages: Pages, who: WhoIs) -> None:
    @router.get("/documents/{document_id}")
    def document(
        document_id: str,
        start: int = 0,
        end: int = 0,
        part: Annotated[int, Query(ge=0)] = 0,
        lang: Language = "zh",
        viewer: str = Depends(who),
    ) -> HTMLResponse:
        try:
            found = desk.document(viewer, document_id)
        except NotFoundError as error:
            raise HTTPException(404, error.text(lang)) from error
        return HTMLResponse(pages[lang].document(found, start, end, part))
