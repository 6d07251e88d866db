"""BodyLimit: how much a request may send, before anything of it is kept."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from assistant.ui.access.asgi import Application, Message, Receive, Scope, Send

_MEGABYTE = 1024 * 1024
_FILES = ("multipart/form-data", "application/octet-stream")


class _TooLongError(Exception):
    """More came than was announced or is allowed."""


class BodyLimit:
    """Lets files up to a limit through, and of everything else one megabyte."""

    def __init__(self, app: Application, file_megabytes: int, refusal: str) -> None:
        """Wrap an ASGI application; `refusal` is the sentence of the answer."""
        self._app = app
        # boundaries and names stand around the file
        self._files = (file_megabytes + 1) * _MEGABYTE
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_file = headers.get("content-type", "").startswith(_FILES)
        most = self._files if is_file else _MEGABYTE
        announced = headers.get("content-length", "0")
        started = False

        async def receive_some() -> Message:
            nonlocal most
            message = await receive()
            most -= len(message.get("body", b""))
            if most < 0:
                raise _TooLongError
            return message

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            if announced.isdigit() and int(announced) > most:
                raise _TooLongError
            await self._app(scope, receive_some, watch)
        except _TooLongError:
            if not started:
                await JSONResponse({"error": self._refusal}, 413)(scope, receive, send)
