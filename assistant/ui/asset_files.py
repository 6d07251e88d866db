"""Asset files: style sheets and scripts of the pages, joined into one text each."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

PAGE_STYLES = ("page.css", "bar.css", "charts.css", "tips.css", "dialog.css", "talk.css")
PAGE_SCRIPTS = (
    "theme.js",
    "dialog.js",
    "page.js",
    "tips.js",
    "share.js",
    "drafts.js",
    "talk.js",
    "skip.js",
)
VIEW_STYLES = ("page.css", "bar.css", "charts.css", "tips.css", "dialog.css", "view.css")
VIEW_SCRIPTS = ("theme.js", "tips.js", "dialog.js", "view.js")
SHEET_STYLES = ("sheet.css", "charts.css")
SHEET_SCRIPTS = ("sheet.js",)
TOOL_STYLES = ("page.css", "bar.css", "charts.css", "tools.css")
TOOL_SCRIPTS = ("theme.js", "tools.js")
SHELF_STYLES = ("page.css", "bar.css", "tools.css", "knowledge.css")
SHELF_SCRIPTS = ("theme.js", "knowledge.js")


def joined_assets(names: Iterable[str]) -> str:
    """Return files of the assets folder as one text, in this order."""
    folder = files("assistant.ui").joinpath("assets")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
