"""SameOrigin: what changes something is taken from our own pages only (and from no browser)."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from assistant.ui.access.asgi import Application, Receive, Scope, Send

_READING = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Refuses writing requests that a browser sends for a page of another origin."""

    def __init__(self, app: Application, refusal: str) -> None:
        """Wrap an ASGI application; `refusal` is the sentence of the answer."""
        self._app = app
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] == "http" and scope["method"] not in _READING:
            headers = Headers(scope=scope)
            if not _is_ours(headers):
                await JSONResponse({"error": self._refusal}, 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    """Return whether no browser, or one on a page of ours, sent a request with these headers.

    `sec-fetch-site` is set by browsers alone and holds behind a proxy as well; older ones, and any
    over plain http, name the origin, of which host and port must be those that were asked.
    """
    fetched = headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")
