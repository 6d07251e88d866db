"""PageDesk: what the page's events do, as plain functions and generators over the consultant."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

from assistant.conversation.consultant import Consultant
from assistant.conversation.transcript import Entry
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError, NotFoundError
from assistant.exporting.json_reading import is_plan_file
from assistant.exporting.xlsx.tracker_reading import has_tracker
from assistant.storage.records import Seen
from assistant.ui.files import ReadFile
from assistant.ui.markup import message_text
from assistant.ui.opinions import Opinions
from assistant.ui.rendering import Renderer
from assistant.ui.status import GetStatus
from assistant.ui.utterance import NOTHING, Utterance

Language = Literal["zh", "en"]
Message = dict[str, Any]
# Turns on the page; a conversation of hundreds would make every reply slow.
TURNS_SHOWN = 40


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
        self._opinions = Opinions(renderer)
        self._language: Language = renderer.language
        self._status = status
        self._read_file = read_file
        self._owner = owner

    def open(self, plan_id: str) -> str:
        """Return the id of the plan to show: the one asked for, else the newest, else a new one."""
        if self.owns(plan_id):
            return plan_id
        plans = self._consultant.plans(self._owner)
        return plans[0].id if plans else self.new_plan()

    def owns(self, plan_id: str) -> bool:
        """Tell whether a plan is the owner's."""
        return any(plan.id == plan_id for plan in self._consultant.plans(self._owner))

    def new_plan(self) -> str:
        """Create a plan and return its id."""
        return self._consultant.new_plan(self._owner, "quick", self._language).id

    def choices(self) -> list[tuple[str, str]]:
        """Return (title with date, id) of the owner's plans, newest first."""
        plans = self._consultant.plans(self._owner)
        return [(f"{plan.title} · {plan.updated_at[:10]}", plan.id) for plan in plans]

    def messages(self, plan_id: str, most: int = TURNS_SHOWN) -> list[Message]:
        """Return the last `most` turns as the chat component takes them.

        A button above them leads to earlier ones; a remark tells when the plan is gone.
        """
        transcript = self._consultant.transcript
        try:
            entries = transcript.entries(self._owner, plan_id, self._language, most)
        except NotFoundError:
            return [self._gone()]
        titles = self._consultant.section_titles(self._language)
        shown: list[Message] = []
        if entries and entries[0].turn.kind != "opening":
            earlier = self._renderer.converted(self._renderer.render("earlier.html"))
            shown.append({"role": "assistant", "content": earlier})
        for entry in entries:
            if entry.turn.message:
                shown.append(self.said_user(entry.turn.message))
            if entry.turn.kind == "interrupted" and self._is_under_way(plan_id, entry, entries):
                shown.append(self._waiting())
                continue
            shown.append(self._said(entry, titles, newest=entry is entries[-1]))
        return shown

    def _is_under_way(self, plan_id: str, entry: Entry, entries: Sequence[Entry]) -> bool:
        return entry is entries[-1] and self._consultant.is_busy(self._owner, plan_id)

    def _waiting(self) -> Message:
        """Return what stands in for an answer that is being worked on."""
        doing = self._renderer.say("thinking" if self._status().prepared else "preparing")
        content = self._renderer.turn(Turn(0, "", "waiting"), {}, doing)
        return {"role": "assistant", "content": content}

    def messages_with(self, plan_id: str, said: Utterance) -> list[Message]:
        """Return the conversation with a message that is on its way; what it replaces is gone."""
        replaces = said.seen is not None and said.seen.replaces
        # one less, so that the list does not move along when the new turn is stored
        shown = self.messages(plan_id, TURNS_SHOWN if replaces else TURNS_SHOWN - 1)
        if replaces:
            shown = shown[:-2]
        shown.append(self.said_user(said.text))
        for message in shown:
            message.pop("options", None)  # they answer what was asked before
        return shown

    def again(self, plan_id: str, number: int) -> Utterance:
        """Return the message of the last turn, to be taken again in place of turn `number`.

        NOTHING when the plan has no turn, or is somebody else's.
        """
        try:
            last = self._consultant.transcript.last(self._owner, plan_id)
        except NotFoundError:
            return NOTHING
        return Utterance(last.message, Seen(number, replaces=True)) if last else NOTHING

    def plan(self, plan_id: str, changed: tuple[str, ...] = ()) -> str:
        """Return the plan panel."""
        view = self._consultant.view(self._owner, plan_id, self._language)
        told = self._consultant.transcript.told(self._owner, plan_id)
        return self._renderer.panel(view, told, self._consultant.rehearsal(view), changed)

    def steps(self, plan_id: str) -> str:
        """Return the line that says how far the plan is."""
        return self._renderer.steps(self._consultant.view(self._owner, plan_id, self._language))

    def stream(
        self, plan_id: str, message: str, shown: list[Message], seen: Seen | None = None
    ) -> Generator[tuple[list[Message], str | None]]:
        """Take a message; yield the conversation as it grows, and the plan when it has changed.

        `shown` is the conversation so far, the message included; `seen` the last turn that was in
        sight, when that matters. Errors become a remark below what is stored.
        """
        yield [*shown, self._waiting()], None
        try:
            titles = self._consultant.section_titles(self._language)
            turns = self._consultant.stream(self._owner, plan_id, message, self._language, seen)
            for turn in turns:
                if turn.done:
                    yield self.messages(plan_id), self.plan(plan_id, turn.changed)
                else:
                    yield [*shown, self._said(Entry(turn), titles)], None
        except NotFoundError:  # its own sentence speaks of the command line
            yield [self._gone()], None
        except AssistantError as error:
            yield [*self.messages(plan_id), self._refusal(error)], None

    def hand_in(
        self, plan_id: str, path: Path, shown: list[Message]
    ) -> tuple[list[Message], str | None]:
        """Take a file the owner already has; return the conversation and the panel after it.

        `shown` is the conversation so far, the file's name included. Errors become a remark.
        """
        try:
            told = self._taken_back(plan_id, path.name, path.read_bytes())
            if told:
                return [*shown, self._remark(told, "told")], self.plan(plan_id)
            text = self._read_file(path.name, path.read_bytes())
            turn = self._consultant.hand_in(self._owner, plan_id, path.name, text, self._language)
            return self.messages(plan_id), self.plan(plan_id, turn.changed)
        except AssistantError as error:
            return [*shown, self._refusal(error)], None

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

    def _gone(self) -> Message:
        return self._remark(self._renderer.say("not_found"))

    def _refusal(self, error: AssistantError) -> Message:
        return self._remark(error.text(self._language))

    def _remark(self, text: str, kind: str = "error") -> Message:
        return self._said(Entry(Turn(0, "", kind, text=text)), {})

    def _said(self, entry: Entry, titles: dict[str, str], *, newest: bool = False) -> Message:
        turn = entry.turn
        note = "" if turn.done else self._renderer.say("searching")
        if turn.answer is not None or turn.kind == "reading":  # which say it themselves
            note = ""
        if turn.kind == "opening":
            note = self._renderer.mode(self._status().model)
        opinion = self._opinions.line(entry, newest=newest)
        content = self._renderer.turn(turn, titles, note, self._owner, opinion)
        said: Message = {"role": "assistant", "content": content}
        # the opening shows its choices itself
        if newest and turn.options and turn.kind != "opening":
            shown_as = (self._renderer.choice(o.label, o.message) for o in turn.options)
            said["options"] = [{"value": sent, "label": label} for label, sent in shown_as]
        return said


# Returns the desk of a visitor by his name.
DeskOf: TypeAlias = Callable[[str], PageDesk]
