"""Upload routes: files come in and documents go out, for the page's own script.

A file is sent as the body of a request of its own and a document is deleted by DELETE: no other
site can send either without being asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.errors import (
    AssistantError,
    BusyError,
    ForbiddenError,
    InputError,
    NotFoundError,
)
from assistant.ui.routes import Language
from assistant.ui.shelf.desk import KnowledgeDesk
from assistant.ui.shelf.pages import ShelfPages
from assistant.ui.visitor import WhoIs

Pages = Mapping[Language, ShelfPages]
_BYTES = "application/octet-stream"
_STATUS: tuple[tuple[type[AssistantError], int], ...] = (
    (NotFoundError, 404),
    (ForbiddenError, 403),
    (BusyError, 409),
    (InputError, 400),
)


def upload_routes(desk: KnowledgeDesk, pages: Pages, who: WhoIs) -> APIRouter:
    """Return the routes below /knowledge that change something, and the list of uploads."""
    router = APIRouter(prefix="/knowledge")
    _add_receiving(router, desk, pages, who)
    _add_uploads(router, desk, pages, who)

    @router.delete("/documents/{document_id}")
    def remove(document_id: str, lang: Language = "zh", viewer: str = Depends(who)) -> JSONResponse:
        return _answered(lambda: desk.remove(viewer, document_id), lang)

    return router


def _add_receiving(router: APIRouter, desk: KnowledgeDesk, pages: Pages, who: WhoIs) -> None:
    @router.post("/uploads")
    async def receive(
        request: Request,
        name: Annotated[str, Query(max_length=500)],
        library: Literal["company", "private"] = "private",
        lang: Language = "zh",
        viewer: str = Depends(who),
    ) -> JSONResponse:
        if request.headers.get("content-type") != _BYTES:
            return JSONResponse({"error": pages[lang].say("only_bytes")}, 415)
        try:
            shelf = desk.shelf(viewer, library)
            with await run_in_threadpool(desk.intake.receive, viewer, name) as reception:
                async for piece in request.stream():
                    await run_in_threadpool(reception.write, piece)
                upload = await run_in_threadpool(desk.intake.accept, viewer, shelf, reception)
        except AssistantError as error:
            return _refused(error, lang)
        return JSONResponse({"upload": pages[lang].upload(desk, upload)}, 202)


def _add_uploads(router: APIRouter, desk: KnowledgeDesk, pages: Pages, who: WhoIs) -> None:
    @router.get("/uploads")
    def uploads(lang: Language = "zh", viewer: str = Depends(who)) -> JSONResponse:
        return _answered(lambda: pages[lang].uploads(desk, viewer), lang, key="uploads")

    @router.delete("/uploads")
    def forget(lang: Language = "zh", viewer: str = Depends(who)) -> JSONResponse:
        return _answered(lambda: desk.intake.forget(viewer), lang)

    @router.delete("/uploads/{upload_id}")
    def cancel(upload_id: str, lang: Language = "zh", viewer: str = Depends(who)) -> JSONResponse:
        return _answered(lambda: desk.intake.cancel(viewer, upload_id), lang)


def _answered(act: Callable[[], Any], language: Language, key: str = "") -> JSONResponse:
    """Return what an action gave, or its error in the language of the page."""
    try:
        found = act()
    except AssistantError as error:
        return _refused(error, language)
    return JSONResponse({key: found} if key else {"ok": True})


def _refused(error: AssistantError, language: Language) -> JSONResponse:
    """Return an error; 404 alike for what is not there and what is somebody else's."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 503)
    return JSONResponse({"error": error.text(language)}, status)
