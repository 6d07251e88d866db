"""ToolPages: the calculator pages of one language, from settings as typed to HTML."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.campaign_calendar import Calendar
from assistant.calculators.registry import CALCULATORS, calculate, find_calculator
from assistant.errors import AssistantError
from assistant.planning.battle_calendar import BattleCalendar
from assistant.prompts import Wording
from assistant.ui.asset_files import TOOL_SCRIPTS, TOOL_STYLES, joined_assets
from assistant.ui.routes import HOME, OTHER, TOOLS, nav_of
from assistant.ui.tools.cell import Cells
from assistant.ui.tools.field import fields_of, settings_at_first
from assistant.ui.tools.outcome import Outcome, as_text, outcome_of
from assistant.ui.tools.words import ToolWords

_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "goal": ("goal_gap", "budget_size", "allocation", "reforecast"),
        "order": ("funnel", "unit_economics", "return_on_spend", "minimum_test", "sensitivity"),
        "battle": (
            "campaign_schedule",
            "preheat_windows",
            "daily_sales_test",
            "stock",
            "live_stream",
        ),
        "people": ("staffing", "talent_routes", "reply_workload", "alternatives"),
        "check": ("cash_valley", "platform_dependence"),
    }
)


class ToolPages:
    """Renders the list, a calculator with its form, and the outcome alone."""

    def __init__(self, words: ToolWords, calendar: Calendar, page_wording: Wording) -> None:
        """Take finished parts; `page_wording` has the words of the header."""
        self.language = words.language
        self._words = words
        self._calendar = calendar
        self._cells = Cells(words, BattleCalendar(calendar))
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            say=words.say,
            page_say=lambda key: page_wording(key, words.language),
            lang=words.language,
            home=HOME[words.language],
            tools=TOOLS[words.language],
            nav=nav_of(words.language),
            here="tools",
            style=Markup(joined_assets(TOOL_STYLES)),
            script=Markup(joined_assets(TOOL_SCRIPTS)),
        )

    def overview(self) -> str:
        """Return the page that names all calculators."""
        return self._render("tools.html", groups=self._groups(), other=TOOLS[OTHER[self.language]])

    def calculator(self, name: str, given: Mapping[str, str]) -> str:
        """Return the page of a calculator; without settings it shows the example.

        Raises:
            NotFoundError: there is no such calculator.
        """
        chosen = find_calculator(name)
        settings = dict(given) or settings_at_first(chosen, self._words)
        query = f"?{urlencode(given)}" if given else ""
        return self._render(
            "tool.html",
            groups=self._groups(),
            chosen=chosen,
            title=chosen.title[self.language],
            fields=fields_of(chosen, settings, self._words),
            nodes=[
                node.zh if self.language == "zh" else node.en
                for node in self._calendar.nodes.values()
            ],
            outcome=Markup(self.outcome(name, settings)),
            other=f"{TOOLS[OTHER[self.language]]}/{chosen.name}{query}",
        )

    def outcome(self, name: str, given: Mapping[str, str]) -> str:
        """Return what comes out of the settings as typed, or what is wrong with them.

        Raises:
            NotFoundError: there is no such calculator.
        """
        chosen = find_calculator(name)
        settings = {key: text for key, text in given.items() if text.strip()}
        missing = [a for a in chosen.inputs if a.required and a.name not in settings]
        if missing:
            problem = self._words.say("missing", names=self._words.names(missing))
            return self._render("tool_outcome.html", problem=problem, outcome=None, text="")
        try:
            result = calculate(chosen.name, settings, self._calendar)
        except AssistantError as error:
            problem = self._words.refusal(error.text(self.language), chosen)
            return self._render("tool_outcome.html", problem=problem, outcome=None, text="")
        shown = outcome_of(result, self._words, self._cells)
        text = self._text(chosen, settings, shown)
        return self._render("tool_outcome.html", problem="", outcome=shown, text=text)

    def _text(self, chosen: Calculator, settings: Mapping[str, str], shown: Outcome) -> str:
        inputs = [
            (self._words.label(asked), self._typed(asked, settings[asked.name]))
            for asked in chosen.inputs
            if asked.name in settings
        ]
        return as_text(shown, f"{chosen.k} {chosen.title[self.language]}", inputs)

    def _typed(self, asked: Input, text: str) -> str:
        return self._words.option(text) if asked.kind == "choice" else text

    def _nodes(self) -> list[str]:
        """Return what the nodes of the calendar are called, to choose from."""
        nodes = self._calendar.nodes.values()
        return [node.en if self.language == "en" else node.zh for node in nodes]

    def _groups(self) -> list[tuple[str, list[Calculator]]]:
        return [
            (self._words.say(f"group.{group}"), [CALCULATORS[name] for name in names])
            for group, names in _GROUPS.items()
        ]

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)
