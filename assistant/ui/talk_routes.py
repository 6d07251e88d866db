"""Talk routes: where a conversation stands, and opinions on turns, for the page's own scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.conversation.consultant import Consultant
from assistant.errors import AssistantError, NotFoundError
from assistant.storage.feedback_store import Feedback
from assistant.ui.opinions import Opinions
from assistant.ui.visitor import WhoIs

Language = Literal["zh", "en"]


class _Opinion(BaseModel):
    """What was thought of a turn; nothing but the language takes an opinion back."""

    lang: Language = "zh"
    helpful: bool | None = None
    reason: str = Field("", max_length=40)
    text: str = Field("", max_length=10_000)

    @property
    def feedback(self) -> Feedback | None:
        if self.helpful is None:
            return None
        if self.helpful:
            return Feedback(helpful=True)
        return Feedback(helpful=False, reason=self.reason, text=self.text.strip())


def talk_routes(
    consultant: Consultant, opinions: Mapping[Language, Opinions], who: WhoIs
) -> APIRouter:
    """Return the routes below /plans about its conversation, each for whoever owns the plan.

    404 for what does not exist or is somebody else's, 400 for what cannot be done as asked.
    """
    router = APIRouter(prefix="/plans/{plan_id}")

    @router.get("/talk")
    def talk(plan_id: str, lang: Language = "zh", owner: str = Depends(who)) -> JSONResponse:
        try:
            is_busy = consultant.is_busy(owner, plan_id)
            last = consultant.transcript.last(owner, plan_id)
        except NotFoundError as error:
            return JSONResponse({"error": error.text(lang)}, 404)
        return JSONResponse(
            {
                "busy": is_busy,
                "last": last.number if last else 0,
                "message": last.message if last else "",
                "again": bool(last and last.again),
            }
        )

    @router.post("/turns/{number}/feedback")
    def judge(
        plan_id: str, number: int, given: _Opinion, owner: str = Depends(who)
    ) -> JSONResponse:
        try:
            consultant.transcript.judge(owner, plan_id, number, given.feedback)
        except NotFoundError as error:
            return JSONResponse({"error": error.text(given.lang)}, 404)
        except AssistantError as error:
            return JSONResponse({"error": error.text(given.lang)}, 400)
        return JSONResponse({"text": opinions[given.lang].said(given.feedback)})

    return router
