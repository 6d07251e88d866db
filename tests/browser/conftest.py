"""A running server and a real browser; skipped with the reason where no Chromium is installed."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from live_page import ARGUMENTS, CHROMIUM, LiveServer, Visitor
from playwright.sync_api import Browser, sync_playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; missing it fails where it is required (CI) and skips elsewhere."""
    if CHROMIUM is None:
        if os.environ.get("PLAN_ASSISTANT_TEST_BROWSER") == "required":
            pytest.fail("Chromium is required here and not installed")
        pytest.skip("Chromium is not installed; browser tests need it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


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
