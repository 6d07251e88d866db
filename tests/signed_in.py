"""A server where people sign in, and browsers that have."""

from __future__ import annotations

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from apps import build_app
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.app import App
from assistant.storage.user_store import UserStore

PASSWORD = "correct horse"
COOKIE = "plan-desk-session"


def quick_hash(password: str) -> str:
    """Return a hash as it is stored, but of a cost that is nothing for a test."""
    salt = b"0123456789abcdef"
    derived = hashlib.scrypt(password.encode(), salt=salt, n=2**4, r=8, p=1)
    return "$".join(("scrypt", "4", "8", "1", *(b64encode(p).decode() for p in (salt, derived))))


@contextmanager
def guarded_app(home: Path, *names: str, admin: str = "") -> Iterator[App]:
    """Yield an app whose visitors sign in, with these users."""
    with build_app(home, sign_in="on") as app:
        users = UserStore(app.database)
        for name in (*names, *([admin] if admin else [])):
            users.add(name, quick_hash(PASSWORD), admin=name == admin)
        yield app


def build_server(app: App, host: str = "127.0.0.1", owner: str = "local") -> FastAPI:
    """Return the web application of an app."""

    async def build() -> FastAPI:
        # where no event loop is running, Gradio opens some and leaves them behind
        return app.server(owner, host)

    # a browser test before this one may have left its own loop running in this thread
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, build()).result()


def browser_on(server: FastAPI, scheme: str = "http") -> TestClient:
    """Return a browser that follows no redirects."""
    return TestClient(server, f"{scheme}://127.0.0.1", follow_redirects=False)


def sign_in(browser: TestClient, name: str, password: str = PASSWORD, **more: str):
    """Send the form and return the response."""
    return browser.post("/signin", data={"name": name, "password": password, **more})
