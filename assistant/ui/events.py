"""PageEvents: what Gradio calls, translating between its components and the PageDesk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.storage.records import Seen
from assistant.ui.desk import TURNS_SHOWN, DeskOf, Message, PageDesk
from assistant.ui.rendering import Renderer
from assistant.ui.running_turns import RunningTurns
from assistant.ui.status import GetStatus
from assistant.ui.utterance import NOTHING, Utterance, number_of

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
        self._running: RunningTurns[tuple[list[Message], str | None]] = RunningTurns()

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

    def earlier(self, plan_id: str, turns: str, request: gr.Request) -> Updates:
        """Show more of the conversation than the `turns` in sight; panel and steps stay."""
        most = number_of(turns) + TURNS_SHOWN
        return gr.skip(), self._desk(request).messages(plan_id, most), gr.skip()

    @staticmethod
    def choose(option: gr.SelectData) -> Utterance:
        """Return what a quick reply says."""
        return Utterance(str(option.value))

    @staticmethod
    def read_box(text: str, changing: str) -> Utterance:
        """Return what was typed; `changing` names the turn it replaces, if it does."""
        seen = Seen(number_of(changing), replaces=True) if changing else None
        return Utterance(text, seen, typed=True)

    def retry(self, plan_id: str, last: str, request: gr.Request) -> Utterance:
        """Return the last message once more; `last` is the number of the last turn in sight."""
        return self._desk(request).again(plan_id, number_of(last))

    def undo(self, last: str) -> Utterance:
        """Return the words that take back what was done last, after the turn `last` in sight."""
        return Utterance(self._renderer.say("undo_message"), Seen(number_of(last)))

    def take(self, said: Utterance, plan_id: str, request: gr.Request) -> Updates:
        """Show a message at once: empty box, conversation with it, stop instead of send."""
        if not said:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        shown = self._desk(request).messages_with(plan_id, said)
        box = "" if said.typed else gr.skip()
        return box, shown, gr.update(visible=False), gr.update(visible=True)

    def speak(self, said: Utterance, plan_id: str, request: gr.Request) -> Iterator[Updates]:
        """Stream the turn into conversation and panel; it goes on when the page is closed."""
        if not said:
            return
        desk = self._desk(request)
        shown = desk.messages_with(plan_id, said)
        turn = desk.stream(plan_id, said.text, shown, said.seen)
        for messages, plan in self._running.follow(plan_id, turn):
            yield messages, gr.skip() if plan is None else plan
        # what was yielded last is sent once more when the event ends: let it be nothing
        yield gr.skip(), gr.skip()

    def hand_in(self, uploaded: str, plan_id: str, request: gr.Request) -> Iterator[Updates]:
        """Show the name of an uploaded file at once, then what was read from it."""
        desk, path = self._desk(request), Path(uploaded)
        shown = desk.messages_with(plan_id, Utterance(path.name))
        yield shown, gr.skip()
        messages, panel = desk.hand_in(plan_id, path, shown)
        path.unlink(missing_ok=True)  # what was read is in the plan; the file need not stay
        yield messages, gr.skip() if panel is None else panel

    def stop(self, plan_id: str, request: gr.Request) -> Updates:
        """Stop the turn that is under way; what was said so far is kept."""
        if self._desk(request).owns(plan_id):
            self._running.stop(plan_id)
        return self.finish(plan_id, request)

    def finish(self, plan_id: str, request: gr.Request) -> Updates:
        """Forget the message, show send again, refresh list of plans and steps."""
        desk = self._desk(request)
        choices = desk.choices()
        kept = plan_id if any(plan_id == known for _, known in choices) else None
        picked = gr.update(choices=choices, value=kept)
        steps = gr.skip() if kept is None else desk.steps(plan_id)
        return NOTHING, gr.update(visible=True), gr.update(visible=False), picked, steps

    def _desk(self, request: gr.Request) -> PageDesk:
        visitor = request.username
        if not visitor:  # the page answers nobody whom the rule did not let in
            raise gr.Error(self._renderer.say("error"))
        return self._desk_of(visitor)
