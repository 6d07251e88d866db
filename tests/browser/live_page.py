"""A running server and what a person does on its page, for the browser tests and screenshots."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, expect

from assistant.app import App
from assistant.settings import Settings

TODAY = date(2026, 11, 22)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


class Visitor:
    """What a person does on the page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        expect.set_options(timeout=30_000)
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

    def back(self) -> None:
        """Return to the conversation by the bar and wait until it is there."""
        self.page.click("#nav_plan")
        self.page.wait_for_selector("#chat [data-testid=bot]")

    def new_plan(self) -> None:
        """Start a new plan."""
        before = self.page.get_attribute("#plan [data-plan]", "data-plan")
        self.page.click("#btn_new")
        self.page.wait_for_function(
            "id => document.querySelector('#plan [data-plan]').dataset.plan !== id"
            " && document.querySelectorAll('#chat [data-testid=user]').length === 0",
            arg=before,
        )

    def said(self) -> int:
        """Count the messages this visitor has sent."""
        return self.page.locator("#chat [data-testid=user]").count()

    def send(self, message: str) -> str:
        """Type a message, send it with Enter, and return what the consultant says to it."""
        before = self.number()
        self.page.fill("#msg textarea", message)
        self.page.press("#msg textarea", "Enter")
        return self._reply_after(before)

    def press(self, option: str) -> str:
        """Press a quick reply and return what the consultant says to it."""
        before = self.number()
        self.page.click(f"#chat button.option:visible:has-text('{option}')")
        return self._reply_after(before)

    def number(self) -> int:
        """Return the number of the last turn that is shown, 0 before the first."""
        return int(self.page.evaluate("() => window.lastTurn()"))

    def act(self, selector: str) -> str:
        """Press what takes a turn with or without a new message; return what is said then."""
        before = self.number()
        self.page.click(selector)
        self.page.wait_for_function("n => Number(window.lastTurn()) > n", arg=before)
        self.page.wait_for_selector("#btn_send", state="visible")
        return self.last()

    def _reply_after(self, before: int) -> str:
        self.page.wait_for_function(
            "n => Number(window.lastTurn()) > n || document.querySelector('#chat .turn.failed')",
            arg=before,
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
