"""PageEvents: what Gradio calls, translating between its components and the PageDesk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ui.desk import DeskOf, Message, PageDesk
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus

Updates = tuple[Any, ...]


class PageEvents:
    """The handlers of one page; plan ids come from the browser and are never trusted.

    Who the visitor is comes with the request: Gradio asks the server's rule for it (`WhoIs`).
    """

    def __init__(self, desk_of: DeskOf, renderer: Renderer, status: GetStatus) -> None:
        """Take finished parts."""
        self._desk_of = desk_of
        self._renderer = renderer
        self._status = status

    def load(self, remembered: str, request: gr.Request) -> Updates:
        """Show the plan that the address names (?plan=), else the one shown last."""
        return self.show(str(request.query_params.get("plan") or remembered), request)

    def show(self, chosen: str, request: gr.Request) -> Updates:
        """Show a plan: its id twice, list of plans, conversation, panel, header and steps."""
        desk = self._desk(request)
        opened, status = desk.open(chosen), self._status()
        name = request.username or ""
        visitor = name if status.signs_in else ""
        return (
            opened,
            opened,
            gr.update(choices=desk.choices(), value=opened),
            desk.messages(opened),
            desk.plan(opened),
            self._renderer.header(status.model, visitor, settings=status.is_admin(name)),
            desk.steps(opened),
        )

    def panel(self, plan_id: str, request: gr.Request) -> Updates:
        """Show plan, conversation and steps again, after a change beside the conversation."""
        desk = self._desk(request)
        return desk.plan(plan_id), desk.messages(plan_id), desk.steps(plan_id)

    def create(self, request: gr.Request) -> Updates:
        """Show a new plan."""
        return self.show(self._desk(request).new_plan(), request)

    @staticmethod
    def choose(option: gr.SelectData) -> str:
        """Return what a quick reply says."""
        return str(option.value)

    @staticmethod
    def read_box(text: str) -> str:
        """Return what was typed."""
        return text

    def take(self, text: str, plan_id: str, request: gr.Request) -> Updates:
        """Show a message at once: empty box, conversation with it, stop instead of send."""
        if not text.strip():
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        shown = _with_message(self._desk(request), text, plan_id)
        return "", shown, gr.update(visible=False), gr.update(visible=True)

    def speak(self, text: str, plan_id: str, request: gr.Request) -> Iterator[Updates]:
        """Stream the turn into conversation and panel."""
        if not text.strip():
            return
        desk = self._desk(request)
        shown = _with_message(desk, text, plan_id)
        for messages, plan in desk.stream(plan_id, text, shown):
            yield messages, gr.skip() if plan is None else plan

    def hand_in(self, uploaded: str, plan_id: str, request: gr.Request) -> Iterator[Updates]:
        """Show the name of an uploaded file at once, then what was read from it."""
        desk, path = self._desk(request), Path(uploaded)
        shown = _with_message(desk, path.name, plan_id)
        yield shown, gr.skip()
        messages, panel = desk.hand_in(plan_id, path, shown)
        path.unlink(missing_ok=True)  # what was read is in the plan; the file need not stay
        yield messages, gr.skip() if panel is None else panel

    def finish(self, plan_id: str, request: gr.Request) -> Updates:
        """Forget the message, show send again, refresh list of plans and steps."""
        desk = self._desk(request)
        choices = desk.choices()
        kept = plan_id if any(plan_id == known for _, known in choices) else None
        picked = gr.update(choices=choices, value=kept)
        steps = gr.skip() if kept is None else desk.steps(plan_id)
        return "", gr.update(visible=True), gr.update(visible=False), picked, steps

    def _desk(self, request: gr.Request) -> PageDesk:
        visitor = request.username
        if not visitor:  # the page answers nobody whom the rule did not let in
            raise gr.Error(self._renderer.say("error"))
        return self._desk_of(visitor)


def _with_message(desk: PageDesk, text: str, plan_id: str) -> list[Message]:
    """Return the conversation with a new message; old quick replies go."""
    shown = [*desk.messages(plan_id), desk.said_user(text)]
    for message in shown:
        message.pop("options", None)
    return shown
