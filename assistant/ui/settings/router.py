"""Settings routes: the page, choosing, forgetting and trying out; for administrators alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.errors import AssistantError
from assistant.ui.access.access import Access
from assistant.ui.routes import SETTINGS, Language
from assistant.ui.settings.page import SettingsPage

_LONGEST = {"choice": 200, "service": 40, "model": 200, "address": 500, "key": 500}
_OTHER = "other"
_REFUSED = 400
_SAID = ("saved", "forgotten")


def settings_routes(page: SettingsPage, access: Access) -> APIRouter:
    """Return the routes below /settings and /en/settings."""
    router = APIRouter()
    for language, path in SETTINGS.items():
        _add_page(router, page, access, language, path)
        _add_changes(router, page, access, language, path)
    return router


def _add_page(
    router: APIRouter, page: SettingsPage, access: Access, language: Language, path: str
) -> None:
    @router.get(path)
    def show(request: Request, said: str = "") -> HTMLResponse:
        _only_admins(request, page, access, language)
        return HTMLResponse(page.render(language, said=said if said in _SAID else ""))

    @router.post(f"{path}/trial")
    def try_out(request: Request) -> HTMLResponse:
        _only_admins(request, page, access, language)
        try:
            return HTMLResponse(page.render(language, trial=page.control.try_out()))
        except AssistantError as error:
            return HTMLResponse(page.render(language, error=error.text(language)), _REFUSED)


def _add_changes(
    router: APIRouter, page: SettingsPage, access: Access, language: Language, path: str
) -> None:
    async def change(act: Callable[[], None], said: str) -> Response:
        try:
            await run_in_threadpool(act)
        except AssistantError as error:
            sentence = error.text(language)
            shown = await run_in_threadpool(lambda: page.render(language, error=sentence))
            return HTMLResponse(shown, _REFUSED)
        return RedirectResponse(f"{path}?said={said}", 303)

    @router.post(f"{path}/model")
    async def use(request: Request) -> Response:
        _only_admins(request, page, access, language)
        given = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        told = {field: given.get(field, "").strip()[:most] for field, most in _LONGEST.items()}
        name, is_other = told["choice"], told["choice"] == _OTHER
        if is_other:
            name = ":".join(part for part in (told["service"], told["model"]) if part)
        address, key = (told["address"], told["key"]) if is_other else ("", "")
        return await change(lambda: page.control.use(name or "auto", address, key), "saved")

    @router.post(f"{path}/forget")
    async def forget(request: Request) -> Response:
        _only_admins(request, page, access, language)
        return await change(page.control.forget, "forgotten")


def _only_admins(request: Request, page: SettingsPage, access: Access, language: Language) -> None:
    if not access.is_admin(access.who(request)):
        raise HTTPException(403, page.refusal(language))
