"""TraditionalMirror: every Chinese page below /tw, its answers turned on the way out.

The pages know nothing of it: a request for /tw/tools is answered by /tools, and what is HTML comes
back in traditional characters with links that stay below /tw. The conversation at /tw/ itself is
a page of its own (TraditionalRenderer).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.ui.access.asgi import Application, Message, Receive, Scope, Send
from assistant.ui.routes import TAIWAN
from assistant.ui.traditional.markup import (
    is_mirrored,
    mirrored,
    traditional_markup,
    traditional_text,
)

# routes that write a plan into a file take this wish
_FILES = re.compile(r"/export/.*|/(?:plans|shared)/.*\.\w+")
_AS_FILE = b"traditional=true"
# of what scripts are told: our sentences; names of files and what was typed stay
_SAID = ("detail", "error", "library", "new", "old", "text", "where")
_OWN = "own"  # beside a sentence: what in it is the owner's


class TraditionalMirror:
    """Stands before everything that looks at a path."""

    def __init__(self, app: Application) -> None:
        """Wrap an ASGI application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one below /tw to the page that is mirrored there."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not path.startswith(f"{TAIWAN}/"):
            await self._app(scope, receive, send)
            return
        rest = path.removeprefix(TAIWAN)
        is_page = rest != "/" and is_mirrored(rest)
        reflection = _Reflection(send, is_page=is_page)
        await self._app(_asked_of(scope, rest) if is_page else scope, receive, reflection.send)


def _asked_of(scope: Scope, path: str) -> Scope:
    """Return the request as one for a path of the Chinese pages."""
    query = bytes(scope.get("query_string", b""))
    if _FILES.fullmatch(path):
        query = b"&".join(part for part in (query, _AS_FILE) if part)
    return {**scope, "path": path, "raw_path": path.encode(), "query_string": query}


class _Reflection:
    """Sends one answer on, turned when it is HTML or JSON of a mirrored page."""

    def __init__(self, send: Send, *, is_page: bool) -> None:
        self._send = send
        self._is_page = is_page
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [_turned_header(*header) for header in message["headers"]]
            if self._is_page and _kind(message):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start, message)
            return
        await self._send(message)

    async def _finish(self, start: Message, last: Message) -> None:
        """Send the answer that was held back until all of it was there."""
        text = self._body.decode()
        is_html = _kind(start) == b"text/html"
        body = (traditional_markup(text) if is_html else _turned_json(text)).encode()
        lengths = [(b"content-length", str(len(body)).encode())]
        others = [header for header in start["headers"] if header[0].lower() != b"content-length"]
        await self._send({**start, "headers": [*others, *lengths]})
        await self._send({**last, "body": body})


def _kind(start: Message) -> bytes:
    """Return the media type of an answer that is turned, b"" for all others."""
    types = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    kind = bytes(types[0]).partition(b";")[0].strip() if types else b""
    return kind if kind in (b"text/html", b"application/json") else b""


def _turned_header(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() != b"location":
        return name, value
    return name, mirrored(value.decode("latin-1")).encode("latin-1")


def _turned_json(text: str) -> str:
    return json.dumps(_turned(json.loads(text)), ensure_ascii=False) if text else text


def _turned(told: Any, key: str = "", own: Sequence[str] = ()) -> Any:
    """Return a JSON value with our sentences in traditional characters."""
    match told:
        case dict():
            kept = told.get(_OWN, own)
            return {name: _turned(value, name, kept) for name, value in told.items()}
        case list():
            return [_turned(value, key, own) for value in told]
        case str() if key in _SAID:
            return traditional_text(told, own)
        case _:
            return told
