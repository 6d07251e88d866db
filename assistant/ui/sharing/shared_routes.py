"""Shared routes: a plan for whoever has the link, to be read and downloaded, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from assistant.conversation.consultant import Consultant
from assistant.errors import NotFoundError
from assistant.exporting.export import FORMATS, export, file_name
from assistant.planning.plan import Plan
from assistant.storage.share_store import ShareStore
from assistant.ui.media_types import MEDIA_TYPES
from assistant.ui.routes import SHARED, Language
from assistant.ui.sharing.shared_page import SharedPage

# what a reader may take along: no format from which the plan's inner data could be read
_NAMES: Mapping[str, str] = MappingProxyType({".docx": "Word", ".pdf": "PDF", ".md": "Markdown"})


def shared_routes(
    consultant: Consultant, shares: ShareStore, pages: Mapping[Language, SharedPage]
) -> APIRouter:
    """Return the one route that needs no sign-in and shows a plan; the token opens it."""
    router = APIRouter()

    def plan_of(token: str, language: Language) -> Plan:
        found = shares.shared_plan(token)
        return consultant.view(found.owner, found.plan_id, language).draft.plan

    @router.get(f"{SHARED}/{{name}}")
    def shared(name: str, lang: Language = "zh") -> Response:
        token, dot, ending = name.partition(".")
        suffix = f"{dot}{ending}".lower()
        try:
            plan = plan_of(token, lang)
        except NotFoundError:
            return HTMLResponse(pages[lang].gone(), 404, _QUIET)
        if not suffix:
            return HTMLResponse(pages[lang].plan(plan, _downloads(token, lang)), headers=_QUIET)
        if suffix not in _offered():
            return HTMLResponse(pages[lang].gone(), 404, _QUIET)
        shown = quote(file_name(plan, suffix))
        told = {"content-disposition": f"attachment; filename*=UTF-8''{shown}", **_QUIET}
        return Response(export(plan, suffix), media_type=MEDIA_TYPES[suffix], headers=told)

    return router


# a link is a secret: search engines shall not keep it, other sites not learn it
_QUIET = {"x-robots-tag": "noindex, nofollow"}


def _offered() -> tuple[str, ...]:
    return tuple(suffix for suffix in _NAMES if suffix in FORMATS)


def _downloads(token: str, language: Language) -> list[tuple[str, str]]:
    return [(_NAMES[suffix], f"{SHARED}/{token}{suffix}?lang={language}") for suffix in _offered()]
