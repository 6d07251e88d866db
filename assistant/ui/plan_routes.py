"""Plan routes: edits, versions and approval over HTTP, for the page's own scripts.

Every request that changes something is JSON, which no other site can send without being asked
first, and names its owner through the server, never through the request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.conversation.archive import PlanArchive
from assistant.conversation.signature import Signature
from assistant.errors import AssistantError, NotFoundError
from assistant.ui.visitor import WhoIs

Language = Literal["zh", "en"]
_ALL_GOOD = {"ok": True}


class _Signed(BaseModel):
    """Who changes the plan and why; both are asked for once the plan is approved."""

    lang: Language = "zh"
    by: str = Field("", max_length=200)
    reason: str = Field("", max_length=2000)

    @property
    def signature(self) -> Signature:
        return Signature(self.by, self.reason)


class _Edit(_Signed):
    anchor: str = Field(max_length=2000)
    text: str = Field("", max_length=10_000)


class _Saving(_Signed):
    name: str = Field("", max_length=200)
    note: str = Field("", max_length=2000)


class _Explanation(_Signed):
    subject: str = Field(max_length=2000)


def plan_routes(archive: PlanArchive, who: WhoIs) -> APIRouter:
    """Return the routes below /plans, each for the plans of whoever asks."""
    router = APIRouter(prefix="/plans/{plan_id}")
    _add_edits(router, archive, who)
    _add_versions(router, archive, who)
    return router


def _add_edits(router: APIRouter, archive: PlanArchive, who: WhoIs) -> None:
    @router.post("/edits")
    def edit(plan_id: str, asked: _Edit, owner: str = Depends(who)) -> JSONResponse:
        return _answered(
            lambda: archive.edit(
                owner, plan_id, asked.anchor, asked.text, asked.signature, asked.lang
            ),
            asked.lang,
        )

    @router.post("/edits/revert")
    def revert(plan_id: str, asked: _Edit, owner: str = Depends(who)) -> JSONResponse:
        return _answered(
            lambda: archive.revert(owner, plan_id, asked.anchor, asked.signature, asked.lang),
            asked.lang,
        )

    @router.post("/explanations")
    def explain(plan_id: str, asked: _Explanation, owner: str = Depends(who)) -> JSONResponse:
        return _answered(
            lambda: archive.record_change(owner, plan_id, asked.subject, asked.signature),
            asked.lang,
        )


def _add_versions(router: APIRouter, archive: PlanArchive, who: WhoIs) -> None:
    @router.post("/versions")
    def save(plan_id: str, asked: _Saving, owner: str = Depends(who)) -> JSONResponse:
        return _answered(
            lambda: archive.save_version(
                owner, plan_id, asked.name, asked.note, asked.by, asked.lang
            ),
            asked.lang,
        )

    @router.post("/versions/{number}/restore")
    def restore(
        plan_id: str, number: int, asked: _Signed, owner: str = Depends(who)
    ) -> JSONResponse:
        return _answered(
            lambda: archive.restore(owner, plan_id, number, asked.signature, asked.lang), asked.lang
        )

    @router.get("/versions/{number}/changes")
    def changes(
        plan_id: str, number: int, lang: Language = "zh", owner: str = Depends(who)
    ) -> JSONResponse:
        def compared() -> list[dict[str, Any]]:
            found = archive.compare(owner, plan_id, number, language=lang)
            return [change.to_dict() for change in found]

        return _answered(compared, lang, key="changes")

    @router.post("/approval")
    def approve(plan_id: str, asked: _Saving, owner: str = Depends(who)) -> JSONResponse:
        return _answered(
            lambda: archive.approve(owner, plan_id, asked.by, asked.note, asked.name, asked.lang),
            asked.lang,
        )


def _answered(act: Callable[[], Any], language: Language, key: str = "") -> JSONResponse:
    """Return what an action gave, or its error in the language of the page.

    404 for what does not exist or is somebody else's, 400 for what cannot be done as asked.
    """
    try:
        found = act()
    except NotFoundError as error:
        return JSONResponse({"error": error.text(language)}, 404)
    except AssistantError as error:
        return JSONResponse({"error": error.text(language)}, 400)
    return JSONResponse({key: found} if key else _ALL_GOOD)
