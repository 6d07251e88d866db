"""Router: the addresses of the calculator pages in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from assistant.errors import NotFoundError
from assistant.ui.routes import TOOLS, Language
from assistant.ui.tools.pages import ToolPages


def tool_router(pages: Mapping[Language, ToolPages]) -> APIRouter:
    """Return the routes: the list, a calculator by name, and its outcome without the page."""
    router = APIRouter()
    for language, path in TOOLS.items():
        _add_routes(router, pages[language], path)
    return router


def _add_routes(router: APIRouter, pages: ToolPages, path: str) -> None:
    @router.get(path)
    def overview() -> HTMLResponse:
        return HTMLResponse(pages.overview())

    @router.get(f"{path}/{{name}}")
    def calculator(name: str, request: Request) -> HTMLResponse:
        try:
            return HTMLResponse(pages.calculator(name, request.query_params))
        except NotFoundError as error:
            raise HTTPException(404, error.text(pages.language)) from error

    @router.get(f"{path}/{{name}}/outcome")
    def outcome(name: str, request: Request) -> HTMLResponse:
        try:
            return HTMLResponse(pages.outcome(name, request.query_params))
        except NotFoundError as error:
            raise HTTPException(404, error.text(pages.language)) from error
