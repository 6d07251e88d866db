"""Apps on a folder of their own, with or without the library in it."""

from __future__ import annotations

import shutil

import pytest
from apps import build_app, filled_home

from assistant.app import App


@pytest.fixture
def open_app(tmp_path, tmp_path_factory):
    """Open apps on one folder, one after the other or side by side, as processes would."""
    home = tmp_path / "home"
    shutil.copytree(filled_home(tmp_path_factory.getbasetemp()), home)
    opened: list[App] = []

    def open_app(**parts) -> App:
        opened.append(build_app(home, **parts))
        return opened[-1]

    yield open_app
    for app in opened:
        app.close()


@pytest.fixture
def consultant(tmp_path):
    """A consultant with nothing in its database; its library is not loaded before it is asked."""
    with build_app(tmp_path / "home") as app:
        yield app.consultant


@pytest.fixture(scope="module")
def librarian(tmp_path_factory):
    """A consultant with a library, for all tests of a module; each starts a plan of its own."""
    home = tmp_path_factory.mktemp("librarian") / "home"
    shutil.copytree(filled_home(tmp_path_factory.getbasetemp()), home)
    with build_app(home) as app:
        app.warm_up()
        yield app.consultant
