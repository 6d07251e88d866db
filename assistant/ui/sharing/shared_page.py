"""SharedPage: a plan as those see it who got a link; made of the plan alone."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.exporting.blanks import without_blanks
from assistant.exporting.marks import mark_of
from assistant.planning.plan import Block, Plan
from assistant.prompts import Wording
from assistant.ui.asset_files import joined_assets
from assistant.ui.charts.drawing import draw
from assistant.ui.routes import Language

_STYLES = ("page.css", "bar.css", "charts.css", "access.css")
_SCRIPTS = ("theme.js",)


class SharedPage:
    """Renders in one language; it is never given conversation, profile or review."""

    def __init__(self, language: Language, wording: Wording, page_wording: Wording) -> None:
        """Take finished parts; `page_wording` has the words of the header."""
        self.language: Language = language
        self._wording = wording
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            lang=language,
            say=self.say,
            page_say=lambda key: page_wording(key, language),
            kind=_kind,
            mark=mark_of,
            draw=lambda chart: draw(chart, language),
            style=Markup(joined_assets(_STYLES)),
            script=Markup(joined_assets(_SCRIPTS)),
        )

    def say(self, key: str, **values: object) -> str:
        """Return a word or sentence of the page."""
        return self._wording(key, self.language, **values)

    def plan(self, plan: Plan, downloads: Sequence[tuple[str, str]]) -> str:
        """Return the page; `downloads` are pairs of what a format is called and its address."""
        shown = without_blanks(plan)
        return self._templates.get_template("shared.html").render(plan=shown, downloads=downloads)

    def gone(self) -> str:
        """Return the page for a link that leads nowhere."""
        return self._templates.get_template("shared_gone.html").render()


def _kind(block: Block) -> str:
    """Return the name a template knows a block by."""
    return type(block).__name__.lower()
