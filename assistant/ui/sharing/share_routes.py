"""Share routes: the links of a plan, for its owner: make one, list them, stop one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from assistant.errors import AssistantError, NotFoundError
from assistant.storage.share_store import Share, ShareStore
from assistant.ui.routes import SHARED, Language
from assistant.ui.visitor import WhoIs


class _Wish(BaseModel):
    lang: Language = "zh"
    days: Literal[7, 30] = 7


def share_routes(shares: ShareStore, who: WhoIs) -> APIRouter:
    """Return the routes below /plans/{plan_id}/shares, each for the plans of whoever asks."""
    router = APIRouter(prefix="/plans/{plan_id}/shares")

    @router.post("")
    def create(plan_id: str, asked: _Wish, owner: str = Depends(who)) -> JSONResponse:
        def made() -> dict[str, Any]:
            share, token = shares.create(owner, plan_id, asked.days)
            return {**_row(share), "link": f"{SHARED}/{token}?lang={asked.lang}"}

        return _answered(made, asked.lang)

    @router.get("")
    def listed(plan_id: str, lang: Language = "zh", owner: str = Depends(who)) -> JSONResponse:
        return _answered(lambda: {"shares": [_row(s) for s in shares.shares(owner, plan_id)]}, lang)

    @router.delete("/{share_id}")
    def revoke(
        plan_id: str, share_id: str, lang: Language = "zh", owner: str = Depends(who)
    ) -> JSONResponse:
        def stopped() -> dict[str, Any]:
            shares.revoke(owner, plan_id, share_id)
            return {"ok": True}

        return _answered(stopped, lang)

    return router


def _row(share: Share) -> dict[str, Any]:
    return {"id": share.id, "created_at": share.created_at, "ends_at": share.ends_at}


def _answered(act: Callable[[], dict[str, Any]], language: Language) -> JSONResponse:
    """Return what an action gave, or its error in the language of the page."""
    try:
        return JSONResponse(act())
    except NotFoundError as error:
        return JSONResponse({"error": error.text(language)}, 404)
    except AssistantError as error:
        return JSONResponse({"error": error.text(language)}, 400)
