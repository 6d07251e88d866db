"""PageEvents: what Gradio calls, translating between its components and the PageDesk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ui.desk import Message, PageDesk
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus

Updates = tuple[Any, ...]


class PageEvents:
    """The handlers of one page; plan ids come from the browser and are never trusted."""

    def __init__(self, desk: PageDesk, renderer: Renderer, status: GetStatus) -> None:
        """Take finished parts."""
        self._desk = desk
        self._renderer = renderer
        self._status = status

    def show(self, chosen: str) -> Updates:
        """Show a plan: its id twice, the list of plans, conversation, panel and header."""
        opened = self._desk.open(chosen)
        return (
            opened,
            opened,
            gr.update(choices=self._desk.choices(), value=opened),
            self._desk.messages(opened),
            self._desk.plan(opened),
            self._renderer.header(self._status().model),
        )

    def panel(self, plan_id: str) -> Updates:
        """Show plan and conversation again, after the plan was changed beside the conversation."""
        return self._desk.plan(plan_id), self._desk.messages(plan_id)

    def create(self) -> Updates:
        """Show a new plan."""
        return self.show(self._desk.new_plan())

    @staticmethod
    def choose(option: gr.SelectData) -> str:
        """Return what a quick reply says."""
        return str(option.value)

    @staticmethod
    def read_box(text: str) -> str:
        """Return what was typed."""
        return text

    def take(self, text: str, plan_id: str) -> Updates:
        """Show a message at once: empty box, conversation with it, stop instead of send."""
        if not text.strip():
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        shown = self._with_message(text, plan_id)
        return "", shown, gr.update(visible=False), gr.update(visible=True)

    def speak(self, text: str, plan_id: str) -> Iterator[Updates]:
        """Stream the turn into conversation and panel."""
        if not text.strip():
            return
        shown = self._with_message(text, plan_id)
        for messages, plan in self._desk.stream(plan_id, text, shown):
            yield messages, gr.skip() if plan is None else plan

    def hand_in(self, uploaded: str, plan_id: str) -> Iterator[Updates]:
        """Show the name of an uploaded file at once, then what was read from it."""
        path = Path(uploaded)
        shown = self._with_message(path.name, plan_id)
        yield shown, gr.skip()
        messages, panel = self._desk.hand_in(plan_id, path, shown)
        path.unlink(missing_ok=True)  # what was read is in the plan; the file need not stay
        yield messages, gr.skip() if panel is None else panel

    def finish(self, plan_id: str) -> Updates:
        """Forget the message, show send again, refresh the list of plans."""
        choices = self._desk.choices()
        kept = plan_id if any(plan_id == known for _, known in choices) else None
        picked = gr.update(choices=choices, value=kept)
        return "", gr.update(visible=True), gr.update(visible=False), picked

    def _with_message(self, text: str, plan_id: str) -> list[Message]:
        """Return the conversation with a new message; old quick replies go."""
        shown = [*self._desk.messages(plan_id), self._desk.said_user(text)]
        for message in shown:
            message.pop("options", None)
        return shown
