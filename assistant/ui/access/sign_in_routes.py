"""Sign-in routes: the form, letting in, and the way out."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.ui.access.doorman import COOKIE, Doorman, SignInError
from assistant.ui.access.sign_in_page import SignInPage
from assistant.ui.routes import HOME, SIGN_IN, SIGN_OUT, Language, language_of

_LONGEST_NAME = 64
_WRONG, _TOO_OFTEN = 401, 429


def sign_in_routes(doorman: Doorman, page: SignInPage) -> APIRouter:
    """Return the routes that strangers may ask."""
    router = APIRouter()

    @router.get(SIGN_IN)
    def show(request: Request, next: str = "", lang: Language | None = None) -> Response:
        following = local_path(next, lang)
        if doorman.visitor(request):
            return RedirectResponse(following, 303)
        return HTMLResponse(page.render(lang or language_of(following), following))

    @router.post(SIGN_IN)
    async def sign_in(request: Request) -> Response:
        said = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        language: Language = "en" if said.get("lang") == "en" else "zh"
        following = local_path(said.get("next", ""), language)
        name = said.get("name", "").strip()[:_LONGEST_NAME]
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(
                doorman.sign_in, name, said.get("password", ""), address
            )
        except SignInError as error:
            shown = page.render(language, following, name, error.text(language))
            headers = {"retry-after": str(error.wait)} if error.wait else {}
            return HTMLResponse(shown, _TOO_OFTEN if error.wait else _WRONG, headers)
        response = RedirectResponse(following, 303)
        response.set_cookie(
            COOKIE,
            token,
            max_age=doorman.sessions.seconds,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return response

    @router.post(SIGN_OUT)
    def sign_out(lang: Language = "zh") -> RedirectResponse:
        response = RedirectResponse(f"{SIGN_IN}?lang={lang}", 303)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return response

    return router


def local_path(asked: str, language: Language | None = None) -> str:
    """Return a path of this server to go on to: the one asked for, else the home page.

    Browsers read `//host`, a backslash and control characters as the way to another host.
    """
    home = HOME[language or "zh"]
    if not asked.startswith("/") or asked.startswith("//"):
        return home
    if "\\" in asked or not asked.isprintable():
        return home
    return home if urlsplit(asked).path in (SIGN_IN, SIGN_OUT) else asked
