"""PlanPages: one plan over the whole page, for reading and printing, and as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, Literal

from markupsafe import Markup

from assistant.calculators.campaign_calendar import Calendar
from assistant.conversation.plan_view import PlanView
from assistant.planning.day_marks import DayMark, day_marks
from assistant.planning.diary import Entry, diary
from assistant.planning.outline import outline
from assistant.ui.asset_files import VIEW_SCRIPTS, VIEW_STYLES, joined_assets
from assistant.ui.charts.mind_map import draw_mind_map
from assistant.ui.own_names import own_names
from assistant.ui.rendering import Renderer
from assistant.ui.routes import CALENDAR, OTHER, SAMPLE, Language
from assistant.ui.views.month import Wallpaper, months_of, span_of

_KINDS = ("phase", "task", "begin", "check", "finish", "review", "approval", "start", "goal")
_WEEKDAYS = range(1, 8)


class PlanPages:
    """Renders the pages of one language."""

    def __init__(
        self, renderer: Renderer, calendar: Calendar, today: Callable[[], date] = date.today
    ) -> None:
        """Take finished parts; the language is that of the renderer."""
        self.language = renderer.language
        self._renderer = renderer
        self._calendar = calendar
        self._today = today

    def reading(self, view: PlanView) -> str:
        """Return a plan as a page for reading and printing."""
        return self._reading(view, sample=False)

    def sample(self, view: PlanView) -> str:
        """Return the sample the same way, with an offer to copy it."""
        return self._reading(view, sample=True)

    def calendar(self, view: PlanView | None) -> str:
        """Return the months of a plan; without one, what will be here."""
        say, other = self._renderer.say, OTHER[self.language]
        entries = self._entries(view) if view else ()
        span = span_of(entries)
        marks = day_marks(self._calendar, *span, self.language) if span else {}
        paper = Wallpaper(self._says, self._mark_text, self._month_name, self._today())
        months, later = months_of(entries, marks, paper)
        years = {month.key[:4] for month in months}
        return self._page(
            "calendar.html",
            here="calendar",
            title=view.draft.plan.title if view else say("calendar_empty_title"),
            months=months,
            later=later,
            own=own_names(view) if view else (),
            kinds=[k for k in _KINDS if any(entry.kind == k for entry in entries)],
            weekdays=[say(f"weekday_{number}") for number in _WEEKDAYS],
            by_law=say("list_comma").join(
                sorted(y for y in years if int(y) not in self._calendar.days_off)
            ),
            reading=address(view, "view", self.language) if view else "",
            other=address(view, "calendar", other) if view else CALENDAR[other],
        )

    def _reading(self, view: PlanView, *, sample: bool) -> str:
        return self._page(
            "reading.html",
            here="",
            is_sample=sample,
            calendar=address(view, "calendar", self.language),
            mind_map=draw_mind_map(outline(view.draft.plan)),
            other=address(view, "view", OTHER[self.language]),
            **self._renderer.plan_values(view),
        )

    @staticmethod
    def _entries(view: PlanView) -> tuple[Entry, ...]:
        return diary(view.draft.plan, view.draft.known)

    def _says(self, entry: Entry) -> str:
        """Return an entry in one line: what kind of thing, what, and who."""
        words = self._renderer.say(f"line_{entry.kind}", title=entry.title)
        who = self._renderer.say("by_whom", who=entry.who) if entry.who else ""
        return f"{words}{who}".strip()

    def _mark_text(self, mark: DayMark) -> str:
        return mark.name or self._renderer.say(f"mark_{mark.kind}")

    def _month_name(self, day: date) -> str:
        return self._renderer.say("month_name", year=day.year, month=f"{day:%m}".lstrip("0"))

    def _page(self, template: str, **values: Any) -> str:
        return self._renderer.render(template, **self._assets, **values)

    @cached_property
    def _assets(self) -> dict[str, Markup]:
        return {
            "style": Markup(joined_assets(VIEW_STYLES)),
            "script": Markup(joined_assets(VIEW_SCRIPTS)),
        }


def address(view: PlanView, name: Literal["view", "calendar"], language: Language) -> str:
    """Return where a page of a plan is; the sample, which nobody owns, has its own addresses."""
    if view.stored.owner:
        return f"/plans/{view.stored.id}/{name}?lang={language}"
    return SAMPLE[language] if name == "view" else f"{SAMPLE[language]}/{name}"
