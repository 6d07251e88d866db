"""Site: what the web shows in each language, chat pages and calculator pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.calculators.calendar_file import load_calendar
from assistant.interview.question import QuestionBook
from assistant.prompts import Wording
from assistant.ui.access.sign_in_page import SignInPage
from assistant.ui.files import Documents
from assistant.ui.rendering import Renderer
from assistant.ui.routes import HOME, Language
from assistant.ui.settings.model_control import ModelControl
from assistant.ui.settings.page import SettingsPage
from assistant.ui.sharing.shared_page import SharedPage
from assistant.ui.sheet_pages import SheetPages
from assistant.ui.shelf.pages import ShelfPages, load_shelf_pages
from assistant.ui.tips import Tips
from assistant.ui.tools.pages import ToolPages
from assistant.ui.tools.words import ToolWords
from assistant.ui.traditional.renderer import TraditionalRenderer
from assistant.ui.views.plan_pages import PlanPages


@dataclass(frozen=True, slots=True)
class Site:
    """The renderers of all pages by language, sign-in and settings, and the words of refusals."""

    renderers: Mapping[Language, Renderer]
    taiwan: Renderer
    tools: Mapping[Language, ToolPages]
    plans: Mapping[Language, PlanPages]
    shared: Mapping[Language, SharedPage]
    shelf: Mapping[Language, ShelfPages]
    sheets: Mapping[Language, SheetPages]
    sign_in: SignInPage
    access_words: Wording
    settings: SettingsPage


def load_site(
    prompts: Path, book: QuestionBook, documents: Documents, models: ModelControl
) -> Site:
    """Return the pages of both languages.

    Raises:
        PromptError: one of the files with words under prompts/, or calendar.yaml, is wrong.
    """
    wording = Wording.load(prompts / "page.yaml")
    tool_wording = Wording.load(prompts / "tools.yaml")
    calendar = load_calendar(prompts)
    access_words = Wording.load(prompts / "access.yaml")
    words = {language: ToolWords(tool_wording, language) for language in HOME}
    renderers = {
        language: Renderer(wording, book, documents, Tips(book, words[language]))
        for language in HOME
    }
    return Site(
        renderers=renderers,
        taiwan=TraditionalRenderer(wording, book, documents, Tips(book, words["zh"])),
        plans={language: PlanPages(renderers[language], calendar) for language in HOME},
        tools={language: ToolPages(words[language], calendar, wording) for language in HOME},
        shared={language: SharedPage(language, access_words, wording) for language in HOME},
        shelf=load_shelf_pages(Wording.load(prompts / "knowledge.yaml"), wording),
        sheets={language: SheetPages(wording, language) for language in HOME},
        sign_in=SignInPage(access_words, wording),
        access_words=access_words,
        settings=SettingsPage(
            Wording.load(prompts / "settings_page.yaml"),
            wording,
            Wording.load(prompts / "model.yaml"),
            models,
        ),
    )
