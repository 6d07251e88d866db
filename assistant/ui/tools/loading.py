"""Loading: the calculator pages of both languages from the bundled data."""

from __future__ import annotations

from pathlib import Path

from assistant.calculators.calendar_file import load_calendar
from assistant.prompts import Wording
from assistant.ui.routes import TOOLS, Language
from assistant.ui.tools.pages import ToolPages
from assistant.ui.tools.words import ToolWords


def load_tools(prompts: Path, page_wording: Wording) -> dict[Language, ToolPages]:
    """Return the pages by language; PromptError when tools.yaml or calendar.yaml is wrong."""
    calendar = load_calendar(prompts)
    wording = Wording.load(prompts / "tools.yaml")
    return {
        language: ToolPages(ToolWords(wording, language), calendar, page_wording)
        for language in TOOLS
    }
