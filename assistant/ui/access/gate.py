"""SignInGate: strangers see the sign-in page and what has been shared, nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assistant.prompts import Wording
from assistant.ui.access.asgi import Application, Receive, Scope, Send
from assistant.ui.access.doorman import VISITOR, Doorman
from assistant.ui.routes import SHARED, SIGN_IN, SIGN_OUT, language_of

# everything else, also what is added tomorrow, needs a visitor who has signed in
_OPEN = re.compile(
    rf"/healthz|{SIGN_IN}|{SIGN_OUT}|{SHARED}/[\w-]+(\.[a-zA-Z]+)?|/favicon\.ico|/robots\.txt"
    r"|(/en|/tw)?/(assets|static)/.*"
)


class SignInGate:
    """Stands before all routes, Gradio's own included, and notes who the visitor is."""

    def __init__(self, app: Application, doorman: Doorman, wording: Wording) -> None:
        """Wrap an ASGI application."""
        self._app = app
        self._doorman = doorman
        self._wording = wording

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, send a stranger's page view to the sign-in page, refuse the rest."""
        if scope["type"] == "websocket":  # the page has none
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http" and not _OPEN.fullmatch(scope["path"]):
            user = await run_in_threadpool(self._doorman.visitor, Request(scope))
            if user is None:
                await self._refuse(scope)(scope, receive, send)
                return
            scope[VISITOR] = user.name
        await self._app(scope, receive, send)

    def _refuse(self, scope: Scope) -> Response:
        language = language_of(scope["path"])
        if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            query = scope["query_string"].decode("latin-1")
            asked = scope["path"] + (f"?{query}" if query else "")
            return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='')}", 303)
        return JSONResponse({"error": self._wording("sign_in_first", language)}, 401)
