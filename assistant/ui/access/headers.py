"""SecurityHeaders: what every response tells the browser not to do."""

from __future__ import annotations

import re

from assistant.ui.access.asgi import Application, Message, Receive, Scope, Send

# Gradio starts only with inline scripts and eval; nothing may come from or go to another host
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'self'; form-action 'self'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
_NOT_STORED = (b"cache-control", b"no-store")
# scripts, styles and fonts are the same for everybody; all else may hold somebody's plan
_ASSETS = re.compile(r"(/en|/tw)?/(assets|static|theme\.css|favicon\.ico)")


class SecurityHeaders:
    """Adds the headers; a response that does not say how long it keeps is not kept at all."""

    def __init__(self, app: Application) -> None:
        """Wrap an ASGI application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; headers are added as the response starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message["headers"])
                named = {name.lower() for name, _ in given}
                kept = b"cache-control" in named or _ASSETS.match(scope["path"])
                message["headers"] = [*given, *_HEADERS, *([] if kept else [_NOT_STORED])]
            await send(message)

        await self._app(scope, receive, send_with_headers)
