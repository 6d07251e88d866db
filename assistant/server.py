"""Server: FastAPI with health, exports, security headers, the routers and the mounted pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Literal
from urllib.parse import quote

import gradio as gr
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse, RedirectResponse, Response
from gradio.utils import FileSize
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.conversation.consultant import Consultant
from assistant.errors import AssistantError, NotFoundError
from assistant.exporting.export import export, file_name
from assistant.planning.traditional import in_traditional
from assistant.prompts import Wording
from assistant.storage.share_store import ShareStore
from assistant.ui.access.access import Access
from assistant.ui.access.body_limit import BodyLimit
from assistant.ui.access.gate import SignInGate
from assistant.ui.access.headers import SecurityHeaders
from assistant.ui.access.origin import SameOrigin
from assistant.ui.access.sign_in_routes import sign_in_routes
from assistant.ui.asset_files import PAGE_SCRIPTS, PAGE_STYLES, joined_assets
from assistant.ui.desk import PageDesk
from assistant.ui.files import Files
from assistant.ui.media_types import MEDIA_TYPES
from assistant.ui.opinions import Opinions
from assistant.ui.page import build_page, theme
from assistant.ui.plan_routes import plan_routes
from assistant.ui.rendering import Renderer
from assistant.ui.routes import TAIWAN
from assistant.ui.settings.router import settings_routes
from assistant.ui.sharing.share_routes import share_routes
from assistant.ui.sharing.shared_routes import shared_routes
from assistant.ui.sheet_routes import sheet_routes
from assistant.ui.shelf.router import knowledge_router
from assistant.ui.site import Site
from assistant.ui.status import GetStatus
from assistant.ui.talk_routes import talk_routes
from assistant.ui.tools.router import tool_router
from assistant.ui.traditional.mirror import TraditionalMirror
from assistant.ui.views.router import view_router
from assistant.ui.visitor import WhoIs

Language = Literal["zh", "en"]

# the page at / takes every path, so it is mounted last
_PATHS = ("/en", TAIWAN, "/")
_UPLOAD_MEGABYTES = 50
# Open pages of a language whose state Gradio keeps: about a megabyte each, and by default ten
# thousand of them. Whoever was away longest reloads.
_SESSIONS = 100


def build_server(
    consultant: Consultant,
    files: Files,
    shares: ShareStore,
    site: Site,
    status: GetStatus,
    access: Access,
) -> FastAPI:
    """Return the web application: Chinese page at /, English page at /en, calculators and library.

    `access` tells to which host names it answers, and whose plans and documents a request may see;
    `shares` knows the plans that strangers may read; `files` reads uploads, keeps the library.
    """
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    megabytes = max(_UPLOAD_MEGABYTES, files.shelf.intake.limits.megabytes)
    _harden(server, access, site.access_words, megabytes)
    _add_sign_in(server, access, site)
    who = access.who
    _add_routes(server, consultant, site.renderers, who)
    server.include_router(plan_routes(consultant.archive, who))
    opinions = {language: Opinions(renderer) for language, renderer in site.renderers.items()}
    server.include_router(talk_routes(consultant, opinions, who))
    server.include_router(view_router(consultant, site.plans, who))
    server.include_router(share_routes(shares, who))
    server.include_router(shared_routes(consultant, shares, site.shared))
    server.include_router(sheet_routes(consultant, site.sheets, who))
    server.include_router(tool_router(site.tools))
    server.include_router(settings_routes(site.settings, access))
    server.include_router(knowledge_router(files.shelf, site.shelf, who))
    shown_status = _with_sign_in(status, access)
    pages = dict(
        zip(_PATHS, (site.renderers["en"], site.taiwan, site.renderers["zh"]), strict=True)
    )
    for path, renderer in pages.items():
        desk_of = partial(PageDesk, consultant, renderer, shown_status, files.read)
        page = build_page(desk_of, renderer, shown_status)
        page.state_session_capacity = _SESSIONS
        page.queue(max_size=64, default_concurrency_limit=8, api_open=False)
        gr.mount_gradio_app(
            server,
            page,
            path=path,
            auth_dependency=who,
            theme=theme(),
            css=joined_assets(PAGE_STYLES),
            head=f"<script>{renderer.converted(joined_assets(PAGE_SCRIPTS))}</script>",
            show_error=False,
            footer_links=[],
            run_history=False,
            mcp_server=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            allowed_paths=[],
            max_file_size=_UPLOAD_MEGABYTES * FileSize.MB,
        )
    return server


def _harden(server: FastAPI, access: Access, words: Wording, megabytes: int) -> None:
    """Put everything before the routes that no route has to think of; the last is the outermost."""
    both = {key: f"{words(key, 'zh')} {words(key, 'en')}" for key in ("too_long", "other_site")}
    if access.doorman is not None:
        server.add_middleware(SignInGate, doorman=access.doorman, wording=words)
    server.add_middleware(BodyLimit, file_megabytes=megabytes, refusal=both["too_long"])
    server.add_middleware(SameOrigin, refusal=both["other_site"])
    # no other origin may read anything; with a rule of ours Gradio's own, which lets many, rests
    server.add_middleware(CORSMiddleware, allow_origins=[])
    server.add_middleware(TrustedHostMiddleware, allowed_hosts=list(access.hosts))
    server.add_middleware(TraditionalMirror)
    server.add_middleware(SecurityHeaders)


def _add_sign_in(server: FastAPI, access: Access, site: Site) -> None:
    if access.doorman is not None:
        server.include_router(sign_in_routes(access.doorman, site.sign_in))


def _with_sign_in(status: GetStatus, access: Access) -> GetStatus:
    """Return a status that also tells whether visitors have signed in."""
    return lambda: replace(status(), signs_in=access.doorman is not None, is_admin=access.is_admin)


def _add_routes(
    server: FastAPI,
    consultant: Consultant,
    renderers: Mapping[Language, Renderer],
    who: WhoIs,
) -> None:
    """Add the routes that are not pages; they come before the pages, which take every path."""

    @server.get("/healthz")
    def health() -> JSONResponse:
        return JSONResponse({"ok": True})

    # the page at /en answers only below it, and the one at / would take the bare path
    @server.get("/en")
    def english() -> RedirectResponse:
        return RedirectResponse("/en/")

    @server.get(TAIWAN)
    def taiwan() -> RedirectResponse:
        return RedirectResponse(f"{TAIWAN}/")

    @server.get("/export/{name}")
    def download(
        name: str, lang: Language = "zh", traditional: bool = False, owner: str = Depends(who)
    ) -> Response:
        plan_id, dot, ending = name.rpartition(".")
        suffix = f"{dot}{ending}".lower()
        try:
            plan = consultant.view(owner, plan_id, lang).draft.plan
            plan = in_traditional(plan) if traditional else plan
            data = export(plan, suffix)
        except NotFoundError as error:
            raise HTTPException(404, renderers[lang].say("not_found")) from error
        except AssistantError as error:
            raise HTTPException(400, error.text(lang)) from error
        shown = quote(file_name(plan, suffix))
        return Response(
            data,
            media_type=MEDIA_TYPES[suffix],
            headers={"content-disposition": f"attachment; filename*=UTF-8''{shown}"},
        )
