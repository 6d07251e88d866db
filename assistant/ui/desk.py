"""PageDesk: what the page's events do, as plain functions and generators over the consultant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

from assistant.conversation.consultant import Consultant
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError, NotFoundError
from assistant.exporting.json_reading import is_plan_file
from assistant.exporting.xlsx.tracker_reading import has_tracker
from assistant.ui.files import ReadFile
from assistant.ui.markup import message_text
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus

Language = Literal["zh", "en"]
Message = dict[str, Any]


class PageDesk:
    """Serves one visitor in one language of the page; all it sees are the plans of `owner`."""

    def __init__(
        self,
        consultant: Consultant,
        renderer: Renderer,
        status: GetStatus,
        read_file: ReadFile,
        owner: str,
    ) -> None:
        """Take finished parts."""
        self._consultant = consultant
        self._renderer = renderer
        self._language: Language = renderer.language
        self._status = status
        self._read_file = read_file
        self._owner = owner

    def open(self, plan_id: str) -> str:
        """Return the id of the plan to show: the one asked for, else the newest, else a new one."""
        plans = self._consultant.plans(self._owner)
        if any(plan.id == plan_id for plan in plans):
            return plan_id
        return plans[0].id if plans else self.new_plan()

    def new_plan(self) -> str:
        """Create a plan and return its id."""
        return self._consultant.new_plan(self._owner, "quick", self._language).id

    def choices(self) -> list[tuple[str, str]]:
        """Return (title with date, id) of the owner's plans, newest first."""
        plans = self._consultant.plans(self._owner)
        return [(f"{plan.title} · {plan.updated_at[:10]}", plan.id) for plan in plans]

    def messages(self, plan_id: str) -> list[Message]:
        """Return the conversation as the chat component takes it; a remark when it is gone."""
        try:
            turns = self._consultant.turns(self._owner, plan_id, self._language)
        except NotFoundError:
            return [self._remark(self._renderer.say("not_found"))]
        titles = self._titles(plan_id)
        shown: list[Message] = []
        for turn in turns:
            if turn.message:
                shown.append({"role": "user", "content": message_text(turn.message)})
            shown.append(self._said(turn, titles, last=turn is turns[-1]))
        return shown

    def plan(self, plan_id: str, changed: tuple[str, ...] = ()) -> str:
        """Return the plan panel."""
        view = self._consultant.view(self._owner, plan_id, self._language)
        turns = self._consultant.turns(self._owner, plan_id, self._language)
        return self._renderer.panel(view, turns, self._consultant.rehearsal(view), changed)

    def steps(self, plan_id: str) -> str:
        """Return the line that says how far the plan is."""
        return self._renderer.steps(self._consultant.view(self._owner, plan_id, self._language))

    def stream(
        self, plan_id: str, message: str, shown: list[Message]
    ) -> Iterator[tuple[list[Message], str | None]]:
        """Take a message; yield the conversation as it grows, and the plan when it has changed.

        `shown` is the conversation so far, the message included. Errors become a remark.
        """
        doing = self._renderer.say("thinking" if self._status().prepared else "preparing")
        waiting = self._renderer.turn(Turn(0, "", "waiting"), {}, doing)
        yield [*shown, {"role": "assistant", "content": waiting}], None
        try:
            titles = self._titles(plan_id)
            for turn in self._consultant.stream(self._owner, plan_id, message, self._language):
                said = self._said(turn, titles, last=turn.done)
                panel = self.plan(plan_id, turn.changed) if turn.done else None
                yield [*shown, said], panel
        except NotFoundError:  # its own sentence speaks of the command line
            yield [*shown, self._remark(self._renderer.say("not_found"))], None
        except AssistantError as error:
            yield [*shown, self._remark(error.text(self._language))], None

    def hand_in(
        self, plan_id: str, path: Path, shown: list[Message]
    ) -> tuple[list[Message], str | None]:
        """Take a file the owner already has; return the conversation and the panel after it.

        `shown` is the conversation so far, the file's name included. Errors become a remark.
        """
        try:
            told = self._taken_back(plan_id, path.name, path.read_bytes())
            if told:
                return [*shown, self._remark(told)], self.plan(plan_id)
            text = self._read_file(path.name, path.read_bytes())
            turn = self._consultant.hand_in(self._owner, plan_id, path.name, text, self._language)
            said = self._said(turn, self._titles(plan_id), last=True)
            return [*shown, said], self.plan(plan_id, turn.changed)
        except AssistantError as error:
            return [*shown, self._remark(error.text(self._language))], None

    def _taken_back(self, plan_id: str, name: str, data: bytes) -> str:
        """Take in a plan or a tracker that was exported here; "" for a file from elsewhere."""
        exchange = self._consultant.exchange
        if name.lower().endswith(".json") and is_plan_file(data):
            _, title = exchange.take_plan(self._owner, data)
            return exchange.told_of_plan(title, self._language)
        if name.lower().endswith(".xlsx") and has_tracker(data):
            return exchange.take_actuals(self._owner, plan_id, data, self._language).text
        return ""

    def said_user(self, message: str) -> Message:
        """Return a person's message for the chat component, as it will be stored."""
        return {"role": "user", "content": message_text(message.strip())}

    def _remark(self, text: str) -> Message:
        return self._said(Turn(0, "", "error", text=text), {}, last=False)

    def _said(self, turn: Turn, titles: dict[str, str], *, last: bool) -> Message:
        note = "" if turn.done else self._renderer.say("searching")
        if turn.answer is not None or turn.kind == "reading":  # which say it themselves
            note = ""
        if turn.kind == "opening":
            note = self._renderer.mode(self._status().model)
        shown = self._renderer.turn(turn, titles, note, self._owner)
        said: Message = {"role": "assistant", "content": shown}
        # the opening shows its choices itself
        if last and turn.options and turn.kind != "opening":
            shown_as = (self._renderer.choice(o.label, o.message) for o in turn.options)
            said["options"] = [{"value": sent, "label": label} for label, sent in shown_as]
        return said

    def _titles(self, plan_id: str) -> dict[str, str]:
        try:
            view = self._consultant.view(self._owner, plan_id, self._language)
        except NotFoundError:
            return {}
        return {section.id: section.title for section in view.draft.plan.sections}


# Returns the desk of a visitor by his name.
DeskOf: TypeAlias = Callable[[str], PageDesk]
