"""SheetPages: the one-page sheets and the task cards of a plan as pages to read and to print."""

from __future__ import annotations

from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.exporting.blanks import without_blanks
from assistant.exporting.marks import mark_of
from assistant.exporting.sheets import one_page
from assistant.exporting.task_cards import task_cards
from assistant.planning.plan import Block, Plan
from assistant.prompts import Wording
from assistant.ui.asset_files import SHEET_SCRIPTS, SHEET_STYLES, joined_assets
from assistant.ui.charts.drawing import draw
from assistant.ui.routes import HOME

Language = Literal["zh", "en"]


class SheetPages:
    """Renders in one language; everything of a plan is escaped."""

    def __init__(self, wording: Wording, language: Language) -> None:
        """Take the words of the page."""
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            say=lambda key: wording(key, language),
            lang=language,
            home=HOME[language],
            style=Markup(joined_assets(SHEET_STYLES)),
            script=Markup(joined_assets(SHEET_SCRIPTS)),
            kind=_kind,
            mark=mark_of,
            draw=lambda chart: draw(chart, language),
        )

    def sheet(self, plan: Plan, plan_id: str, name: str) -> str:
        """Return a sheet ("boss", "hours"); NotFoundError when there is no such sheet."""
        page = one_page(plan, name)
        return self._render("sheet.html", plan=plan, plan_id=plan_id, page=page)

    def cards(self, plan: Plan, plan_id: str) -> str:
        """Return the task cards, each with a button that copies its text."""
        cards = task_cards(without_blanks(plan))
        return self._render("cards.html", plan=plan, plan_id=plan_id, cards=cards)

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)


def _kind(block: Block) -> str:
    return type(block).__name__.lower()
