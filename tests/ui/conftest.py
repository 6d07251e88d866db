"""The parts of the page over an app whose library answers; one app for all tests of a module."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from typing import Literal

import gradio as gr
import pytest
from apps import build_app, filled_home, read_prompts
from model_lines import FixedModels

from assistant.app import App
from assistant.conversation.consultant import Consultant
from assistant.prompts import resource_dir
from assistant.storage.document_store import DocumentStore
from assistant.ui.desk import PageDesk
from assistant.ui.events import PageEvents
from assistant.ui.rendering import Renderer
from assistant.ui.site import load_site
from assistant.ui.status import Status

Language = Literal["zh", "en"]
MODEL = "openai:a<b>"


@dataclass(frozen=True, slots=True)
class OpenPage:
    """One visitor's page: what it is made of, and whose plans it shows."""

    consultant: Consultant
    desk: PageDesk
    events: PageEvents
    owner: str
    request: gr.Request


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An app with the bundled corpus in its library."""
    home = tmp_path_factory.mktemp("page") / "home"
    shutil.copytree(filled_home(tmp_path_factory.getbasetemp()), home)
    with build_app(home) as app:
        app.warm_up()
        yield app


@pytest.fixture(scope="module")
def renderers(app) -> dict[Language, Renderer]:
    """The renderer of each language."""
    documents = DocumentStore(app.database)
    site = load_site(resource_dir("prompts"), read_prompts().book, documents, FixedModels())
    return dict(site.renderers)


@pytest.fixture
def open_page(app: App, renderers, request):
    """Open pages, by default in Chinese for an owner whom no other test knows."""

    def open_page(
        language: Language = "zh", owner: str = request.node.name, *, prepared: bool = True
    ) -> OpenPage:
        def status() -> Status:
            return Status(MODEL, prepared)

        renderer = renderers[language]
        desk_of = partial(PageDesk, app.consultant, renderer, status, app.read_file)
        events = PageEvents(desk_of, renderer, status)
        asked = gr.Request(username=owner)
        return OpenPage(app.consultant, desk_of(owner), events, owner, asked)

    return open_page


@pytest.fixture
def page(open_page) -> OpenPage:
    """A Chinese page."""
    return open_page()
