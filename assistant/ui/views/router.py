"""Router: the addresses of plans over the whole page, of calendars and of the sample."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel

from assistant.conversation.consultant import Consultant
from assistant.conversation.plan_view import PlanView
from assistant.errors import NotFoundError
from assistant.ui.routes import CALENDAR, SAMPLE, Language
from assistant.ui.views.plan_pages import PlanPages
from assistant.ui.visitor import WhoIs

Pages = Mapping[Language, PlanPages]


class _Copy(BaseModel):
    lang: Language = "zh"


def view_router(consultant: Consultant, pages: Pages, who: WhoIs) -> APIRouter:
    """Return the routes; a plan is shown to its owner, the sample to everybody who is let in."""
    router = APIRouter()
    _add_plans(router, consultant, pages, who)
    for language in pages:
        _add_calendar(router, consultant, pages[language], who)
        _add_sample(router, consultant, pages[language], who)

    # JSON, which no other site can send without being asked first
    @router.post("/sample/copies")
    def copy(asked: _Copy, owner: str = Depends(who)) -> JSONResponse:
        return JSONResponse({"plan": consultant.samples.copy(owner, asked.lang).id})

    return router


def _add_plans(router: APIRouter, consultant: Consultant, pages: Pages, who: WhoIs) -> None:
    def found(owner: str, plan_id: str, lang: Language) -> PlanView:
        try:
            return consultant.view(owner, plan_id, lang)
        except NotFoundError as error:
            raise HTTPException(404, error.text(lang)) from error

    @router.get("/plans/{plan_id}/view")
    def reading(plan_id: str, lang: Language = "zh", owner: str = Depends(who)) -> HTMLResponse:
        return HTMLResponse(pages[lang].reading(found(owner, plan_id, lang)))

    @router.get("/plans/{plan_id}/calendar")
    def calendar(plan_id: str, lang: Language = "zh", owner: str = Depends(who)) -> HTMLResponse:
        return HTMLResponse(pages[lang].calendar(found(owner, plan_id, lang)))


def _add_calendar(router: APIRouter, consultant: Consultant, pages: PlanPages, who: WhoIs) -> None:
    language = pages.language

    @router.get(CALENDAR[language])
    def newest(owner: str = Depends(who)) -> HTMLResponse:
        """Show the calendar of the plan that was changed last; an empty one before there is any."""
        plans = consultant.plans(owner)
        view = consultant.view(owner, plans[0].id, language) if plans else None
        return HTMLResponse(pages.calendar(view))


def _add_sample(router: APIRouter, consultant: Consultant, pages: PlanPages, who: WhoIs) -> None:
    language = pages.language

    @router.get(SAMPLE[language])
    def sample(owner: str = Depends(who)) -> HTMLResponse:
        return HTMLResponse(pages.sample(consultant.samples.view(language)))

    @router.get(f"{SAMPLE[language]}/calendar")
    def sample_calendar(owner: str = Depends(who)) -> HTMLResponse:
        return HTMLResponse(pages.calendar(consultant.samples.view(language)))
