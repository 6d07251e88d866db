"""A running server and a real browser; skipped with the reason where no Chromium is installed."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.app import App
from assistant.settings import Settings

TODAY = date(2026, 11, 22)
_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; missing it fails where it is required (CI) and skips elsewhere."""
    if _CHROMIUM is None:
        if os.environ.get("PLAN_ASSISTANT_TEST_BROWSER") == "required":
            pytest.fail("Chromium is required here and not installed")
        pytest.skip("Chromium is not installed; browser tests need it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


class LiveServer:
    """The web application on a free port, in a thread; can be stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.app = App(Settings(home=self.home, model="none"), today=lambda: TODAY)
        server = self.app.server("local", "127.0.0.1")
        self._uvicorn = uvicorn.Server(
            uvicorn.Config(server, host="127.0.0.1", port=self.port, log_level="error")
        )
        self._thread = threading.Thread(target=self._uvicorn.run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 30
        while not self._uvicorn.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        self._uvicorn.should_exit = True
        self._thread.join(timeout=20)
        self.app.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with the bundled model and the bundled corpus, in a folder of its own."""
    live = LiveServer(tmp_path_factory.mktemp("browser") / "home")
    live.app.warm_up()
    yield live
    live.stop()


@pytest.fixture
def desktop(browser: Browser, server: LiveServer) -> Iterator[Visitor]:
    """A visitor at a desk, 1400 x 900."""
    yield from _visitor(browser, server, 1400, 900)


@pytest.fixture
def phone(browser: Browser, server: LiveServer) -> Iterator[Visitor]:
    """A visitor on a phone, 390 x 844."""
    yield from _visitor(browser, server, 390, 844)


def _visitor(browser: Browser, server: LiveServer, width: int, height: int) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True
    )
    visitor = Visitor(context.new_page(), server.url)
    yield visitor
    context.close()
    assert visitor.complaints == [], "the browser's console must stay free of errors"
    assert visitor.outside == [], "no request may leave this machine"


class Visitor:
    """What a person does on the page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._watch)

    def _watch(self, request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, path: str = "/") -> None:
        """Open the page and wait until the conversation is there."""
        self.page.goto(self.url + path)
        self.page.wait_for_selector("#chat [data-testid=bot]")

    def new_plan(self) -> None:
        """Start a new plan."""
        self.page.click("#btn_new")
        self.page.wait_for_function(
            "() => document.querySelectorAll('#chat [data-testid=user]').length === 0"
        )

    def said(self) -> int:
        """Count the messages this visitor has sent."""
        return self.page.locator("#chat [data-testid=user]").count()

    def send(self, message: str) -> str:
        """Type a message, send it with Enter, and return what the consultant says to it."""
        before = self.said()
        self.page.fill("#msg textarea", message)
        self.page.press("#msg textarea", "Enter")
        return self._reply_after(before)

    def press(self, option: str) -> str:
        """Press a quick reply and return what the consultant says to it."""
        before = self.said()
        self.page.click(f"#chat button.option:has-text('{option}')")
        return self._reply_after(before)

    def _reply_after(self, before: int) -> str:
        self.page.wait_for_function(
            "n => document.querySelectorAll('#chat [data-testid=user]').length > n", arg=before
        )
        self.page.wait_for_selector("#btn_stop", state="hidden")
        self.page.wait_for_selector("#btn_send", state="visible")
        return self.last()

    def last(self) -> str:
        """Return the last thing the consultant said."""
        return self.page.locator("#chat [data-testid=bot]").last.inner_text()

    def plan(self) -> str:
        """Return the text of the plan panel, what is folded away included."""
        return self.page.locator("#plan").text_content()
