"""Rendering: turns and plans become HTML through templates that escape everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.answering.answer import Citation
from assistant.conversation.plan_view import PlanView
from assistant.conversation.profile_sheet import Told, profile_sheet
from assistant.conversation.rehearsal import Rehearsal
from assistant.conversation.turn import Turn
from assistant.exporting.export import FORMATS
from assistant.interview import flow
from assistant.interview.question import QuestionBook
from assistant.planning.outline import outline
from assistant.planning.plan import Block, Chart
from assistant.prompts import Wording
from assistant.storage.shelf import NOBODY
from assistant.ui.charts.drawing import Picture, described, draw
from assistant.ui.charts.mind_map import draw_mind_map
from assistant.ui.charts.systems import system_marks, systems_chart
from assistant.ui.figures import Figures, place_of
from assistant.ui.files import Documents
from assistant.ui.markup import answer_markup, around, highlighted, one_line, plain_markup
from assistant.ui.own_names import own_names
from assistant.ui.routes import HOME, OTHER, SAMPLE, SETTINGS, SIGN_OUT, nav_of
from assistant.ui.shown_turn import NO_OPINION, ShownTurn, SourceCard
from assistant.ui.tips import Tips

Language = Literal["zh", "en"]
# Endings of files to download, without their dot: those in sight, and those behind "more".
_COMMON = ("docx", "pdf", "pptx", "xlsx", "ics", "mm", "zip")
_FORMATS = (
    tuple(ending for ending in _COMMON if f".{ending}" in FORMATS),
    tuple(e for ending in FORMATS if (e := ending.removeprefix(".")) not in _COMMON),
)
# turns whose HTML is kept: a reply shows forty again, and most of them as they were
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage of the stepper: open, begun or done."""

    title: str
    state: str


class Renderer:
    """Renders in one language; holds templates, words and the way to documents."""

    def __init__(
        self, wording: Wording, book: QuestionBook, documents: Documents, tips: Tips
    ) -> None:
        """Take finished parts; the language is that of the tips."""
        self.language: Language = tips.language
        self._figures = Figures(self.say, tips)
        self._wording = wording
        self._book = book
        self._documents = documents
        self._kept_turn = lru_cache(_KEPT)(self.write_turn)
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            say=self.say, page_say=self.say, lang=self.language, nav=nav_of(self.language)
        )
        self._templates.globals["sample"] = SAMPLE[self.language]
        self._templates.filters.update(lines=plain_markup)

    def say(self, key: str, **values: object) -> str:
        """Return a word or sentence of the page."""
        return self._wording(key, self.language, **values)

    def converted(self, text: str) -> str:
        """Return a text of ours in the characters of this page."""
        return text

    def choice(self, label: str, message: str) -> tuple[str, str]:
        """Return a quick reply as the page shows it: its label, and the message that it sends."""
        return label, message

    def header(self, model: str, visitor: str = "", *, settings: bool = False) -> str:
        """Return the bar at the top: the chat model and who has signed in, each if there is one.

        `settings` adds the way to the settings page.
        """
        return self.render(
            "header.html",
            mode=self.mode(model),
            visitor=visitor,
            settings=SETTINGS[self.language] if settings else "",
            other=HOME[OTHER[self.language]],
            here="plan",
            sign_out=SIGN_OUT,
        )

    def mode(self, model: str) -> str:
        """Return what answers the questions: a connected chat model, or the library alone."""
        return self.say("online", model=model) if model else self.say("offline")

    def steps(self, view: PlanView) -> str:
        """Return the line below the bar: the stages, how far the plan is, when it was saved."""
        updated = datetime.fromisoformat(view.stored.updated_at).astimezone()
        return self.render(
            "steps.html",
            stages=self._stages(view),
            saved=updated.strftime("%H:%M"),
            readiness=view.readiness,
        )

    def turn(
        self,
        turn: Turn,
        titles: dict[str, str],
        note: str = "",
        viewer: str = NOBODY,
        opinion: Markup = NO_OPINION,
    ) -> str:
        """Return what the consultant says in a turn, as one line of HTML.

        `titles` names the plan's sections by id; `note` is a remark on the turn's state; of the
        cited documents those that `viewer` may see are linked; `opinion` stands below all.
        """
        changed = tuple(titles[section] for section in turn.changed if section in titles)
        cited = {citation.document for citation in turn.answer.citations} if turn.answer else set()
        present = self._documents.present(cited, viewer) if cited else frozenset()
        shown = ShownTurn(turn, changed, note, viewer, opinion, present)
        return self._kept_turn(shown) if turn.done else self.write_turn(shown)

    def write_turn(self, shown: ShownTurn) -> str:
        """Return the HTML of a turn, made anew."""
        turn = shown.turn
        comma = "、" if self.language == "zh" else ", "
        return one_line(
            self.render(
                "turn.html",
                turn=turn,
                note=shown.note,
                changed=comma.join(shown.changed),
                answer=answer_markup(turn.answer.text, turn.number) if turn.answer else "",
                sources=[self._source(c, shown) for c in turn.answer.citations]
                if turn.answer
                else [],
                opinion=shown.opinion,
            )
        )

    def panel(
        self, view: PlanView, told: Told, rehearsal: Rehearsal, changed: Sequence[str]
    ) -> str:
        """Return the panel beside the conversation: plan, profile, and what accidents would do."""
        return self.render(
            "panel.html",
            plan=Markup(self.plan(view, changed)),
            profile=profile_sheet(view.draft.known, told, self._book, self.language),
            rehearsal=rehearsal,
            view=view,
            edited=view.draft.edited,
            history=view.history,
            mind_map=draw_mind_map(outline(view.draft.plan)) if view.profile else None,
            systems=(systems := system_marks(view.profile, self._book, self.say)),
            systems_chart=systems_chart(systems, self.say("systems_label")),
            draw=self._draw,
            described=described,
        )

    def plan(self, view: PlanView, changed: Sequence[str]) -> str:
        """Return the plan as it stands; `changed` names the sections to mark."""
        return self.render(
            "plan.html",
            **self.plan_values(view, changed),
            gauge=view.draft.gauge,
            formats=_FORMATS,
        )

    def plan_values(self, view: PlanView, changed: Sequence[str] = ()) -> dict[str, Any]:
        """Return what every template that shows a plan needs (blocks.html)."""
        review = view.draft.review
        return {
            "view": view,
            "plan": view.draft.plan,
            "review": review,
            "blockers": sum(finding.severity == "B" for finding in review.findings),
            "changed": set(changed),
            "kind": _kind,
            "runs": self._figures,
            "at": partial(place_of, view.draft.edited),
            "draw": self._draw,
            "described": described,
            "begun": bool(view.profile),
            "edited": view.draft.edited,
            "own": own_names(view),
        }

    def _draw(self, chart: Chart) -> Picture:
        return draw(chart, self.language)

    def _source(self, citation: Citation, shown: ShownTurn) -> SourceCard:
        here = citation.document in shown.present
        document = self._documents.document(citation.document, shown.viewer) if here else None
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            return SourceCard(citation, plain_markup(citation.quote), "")
        passage = highlighted(*around(document.text, citation))
        link = f"/documents/{citation.document}?start={citation.start}&end={citation.end}"
        return SourceCard(citation, passage, f"{link}&lang={self.language}")

    def _stages(self, view: PlanView) -> list[StageMark]:
        open_ids = {q.id for q in flow.unanswered(view.state, view.profile, self._book)}
        marks = []
        for stage in self._book.stages:
            asked = [
                q for q in self._book.in_stage(stage.id) if q.core or view.state.path == "full"
            ]
            left = sum(question.id in open_ids for question in asked)
            state = "done" if not left else "open" if left == len(asked) else "begun"
            marks.append(StageMark(stage.title.text(self.language), state))
        return marks

    def render(self, template: str, **values: Any) -> str:
        """Return a template filled with values; everything in them is escaped."""
        return self._templates.get_template(template).render(**values)


def _kind(block: Block) -> str:
    """Return the name a template knows a block by."""
    return type(block).__name__.lower()
