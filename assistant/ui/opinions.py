"""Opinions: the line below a turn in which its reader says whether it helped."""

from __future__ import annotations

from markupsafe import Markup

from assistant.conversation.transcript import REASONS, Entry
from assistant.storage.feedback_store import Feedback
from assistant.ui.rendering import Renderer
from assistant.ui.shown_turn import NO_OPINION

_JUDGED = ("question", "reply", "material")  # nobody wants to be asked about "start" or "thanks"


class Opinions:
    """Shows opinions in the language of a page, and the form in which they are given."""

    def __init__(self, renderer: Renderer) -> None:
        """Use the words and templates of a page."""
        self._renderer = renderer

    def line(self, entry: Entry, *, newest: bool) -> Markup:
        """Return the line below a finished turn; empty below the greeting and what is no turn.

        Its classes tell the page's script the turn's number, and whether it is the last one
        (`newest`) and can be taken again.
        """
        if not entry.turn.number or not entry.turn.done:
            return NO_OPINION
        shown = self._renderer.render(
            "opinion.html",
            entry=entry,
            newest=newest,
            said=self.said(entry.feedback),
            judged=_JUDGED,
        )
        return Markup(shown)

    def said(self, feedback: Feedback | None) -> str:
        """Return an opinion in words; empty when there is none."""
        if feedback is None:
            return ""
        say = self._renderer.say
        if feedback.helpful:
            return say("said_helpful")
        reason = say(f"reason_{feedback.reason}") if feedback.reason else ""
        why = say("reason_comma").join(part for part in (reason, feedback.text) if part)
        return say("said_unhelpful_why", why=why) if why else say("said_unhelpful")

    def form(self) -> str:
        """Return what stands between conversation and box: notices, and the form for opinions."""
        return self._renderer.converted(self._renderer.render("talk.html", reasons=REASONS))
