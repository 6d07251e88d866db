"""Sheet routes: the boss page, the hour sheet and the task cards of a plan, for who owns it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import HTMLResponse, Response

from assistant.conversation.consultant import Consultant
from assistant.errors import NotFoundError
from assistant.exporting.export import file_name
from assistant.exporting.sheets import sheet_pdf
from assistant.planning.plan import Plan
from assistant.planning.traditional import in_traditional
from assistant.ui.sheet_pages import SheetPages
from assistant.ui.visitor import WhoIs

Language = Literal["zh", "en"]
Name = Literal["boss", "hours"]


def sheet_routes(
    consultant: Consultant, pages: Mapping[Language, SheetPages], who: WhoIs
) -> APIRouter:
    """Return the routes: /plans/ID/boss, /hours and /cards as pages, the first two as .pdf."""
    router = APIRouter(prefix="/plans/{plan_id}")

    def plan_asked_for(
        plan_id: str, lang: Language = "zh", traditional: bool = False, owner: str = Depends(who)
    ) -> Plan:
        try:
            plan = consultant.view(owner, plan_id, lang).draft.plan
        except NotFoundError as error:
            raise HTTPException(404, error.text(lang)) from error
        return in_traditional(plan) if traditional else plan

    asked = Depends(plan_asked_for)

    @router.get("/cards")
    def cards(plan_id: str, lang: Language = "zh", plan: Plan = asked) -> HTMLResponse:
        return HTMLResponse(pages[lang].cards(plan, plan_id))

    @router.get("/{name}.pdf")
    def printed(name: Name, plan: Plan = asked) -> Response:
        return _pdf(sheet_pdf(plan, name), f"{name}-{file_name(plan, '.pdf')}")

    @router.get("/{name}")
    def sheet(plan_id: str, name: Name, lang: Language = "zh", plan: Plan = asked) -> HTMLResponse:
        return HTMLResponse(pages[lang].sheet(plan, plan_id, name))

    return router


def _pdf(data: bytes, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type="application/pdf", headers=headers)
