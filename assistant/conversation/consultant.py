"""Consultant: the one object that the page and the command line talk to."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Literal

from assistant.answering.answer import Answer
from assistant.answering.answerer import Answerer
from assistant.chat.meter import Meter
from assistant.conversation.attention import Attention
from assistant.conversation.composer import TurnComposer
from assistant.conversation.copy_notes import pending_copy
from assistant.conversation.entrances import Entrances
from assistant.conversation.plan_view import PlanView
from assistant.conversation.rehearsal import Rehearsal
from assistant.conversation.scribe import pending_proposal
from assistant.conversation.scribing import KEEPING, WRITING
from assistant.conversation.step import said
from assistant.conversation.stored_interview import filled, interview_of
from assistant.conversation.transcript import Transcript
from assistant.conversation.turn import Turn
from assistant.conversation.turn_keeper import TurnKeeper
from assistant.conversation.turn_locks import TurnLocks
from assistant.conversation.typed_message import check_message
from assistant.conversation.words import shortened
from assistant.errors import InputError
from assistant.interview import flow
from assistant.interview.state import Path
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import Seen, StoredPlan

Language = Literal["zh", "en"]
Answers = Generator[Answer, None, None]

_LONGEST_QUOTE = 30

_TURNS_A_TEXT_WAITS = 10  # for a yes or no to what was proposed


class Consultant:
    """Holds conversations; everything about one plan is read and written under its owner's name."""

    def __init__(
        self,
        plans: PlanStore,
        transcript: Transcript,
        attention: Attention,
        composer: TurnComposer,
        answerer: Callable[[], Answerer],
        entrances: Entrances,
    ) -> None:
        """Take finished parts.

        `answerer` is called when the first question comes: loading the library takes seconds that
        an interview need not wait for.
        """
        self.transcript, self.archive = transcript, entrances.archive
        self.samples, self.exchange = entrances.samples, entrances.exchange
        self.scribe, self._copies = entrances.scribe, entrances.copies
        self._plans = plans
        self._attention = attention
        self._moderator = attention.moderator
        self._composer = composer
        self._answerer = answerer
        self._keeper = TurnKeeper(plans, composer)
        self._locks = TurnLocks()

    def new_plan(self, owner: str, path: Path = "quick", language: Language = "zh") -> StoredPlan:
        """Create an empty plan."""
        title = self._composer.say("plan_title", language)
        return self._plans.create(owner, title, flow.start(path).to_dict())

    def plans(self, owner: str) -> list[StoredPlan]:
        """List the owner's plans, newest change first."""
        return self._plans.plans(owner)

    def remove_plan(self, owner: str, plan_id: str) -> None:
        """Delete a plan; NotFoundError when it is not the owner's."""
        self._plans.remove(owner, plan_id)
        self._locks.forget(plan_id)

    def view(self, owner: str, plan_id: str, language: Language = "zh") -> PlanView:
        """Return a plan as it stands; NotFoundError when it is not the owner's."""
        stored = self._plans.plan(owner, plan_id)
        interview = interview_of(stored)
        profile, history = interview.profile, self.archive.history(owner, plan_id)
        return PlanView(
            stored=stored,
            profile=profile,
            state=interview.state,
            draft=self._composer.draft(profile, language, history),
            progress=flow.progress(interview.state, profile, self._composer.book),
            history=history,
            disputes=self._composer.disputes(profile, language),
            writes=self.scribe.is_connected,
            proposed=pending_proposal(self._finished(owner, plan_id)),
        )

    def rehearsal(self, view: PlanView) -> Rehearsal:
        """Return what accidents would do to a plan, and how deep the account goes."""
        return self._composer.rehearsal(view.draft.known)

    def section_titles(self, language: Language = "zh") -> dict[str, str]:
        """Return what the sections of every plan are called, by id."""
        return self._composer.section_titles(language)

    def turns(self, owner: str, plan_id: str, language: Language = "zh") -> list[Turn]:
        """Return the conversation so far, the greeting first."""
        return self.transcript.turns(owner, plan_id, language)

    def is_busy(self, owner: str, plan_id: str) -> bool:
        """Tell whether a turn is under way; NotFoundError when the plan is not the owner's."""
        self._plans.plan(owner, plan_id)
        return self._locks.is_held(plan_id)

    def reply(self, owner: str, plan_id: str, message: str, language: Language = "zh") -> Turn:
        """Take a message and return the finished turn."""
        *_, last = self.stream(owner, plan_id, message, language)
        return last

    def stream(
        self,
        owner: str,
        plan_id: str,
        message: str,
        language: Language = "zh",
        seen: Seen | None = None,
    ) -> Iterator[Turn]:
        """Take a message; yield the turn as it grows, the last one finished and stored.

        Closing the iterator early stores what was said so far.

        Raises:
            InputError: the message is empty or overlong, or replaces a turn that must stay.
            BusyError: another turn of the plan is under way, or came after the one `seen`.
        """
        message = message.strip()
        check_message(message, self._composer.say)
        with self._turn(owner, plan_id):
            number = self._plans.ask(owner, plan_id, message, seen)
            stored = self._plans.plan(owner, plan_id)
            previous = self.transcript.earlier_questions(owner, plan_id)
            meter = Meter()  # one for all that a model does in this turn
            meant = self._moderator.stands_for(message, self._buttons(owner, plan_id))
            responses = self._attention.respond(meant, interview_of(stored), language, meter)
            with closing(responses):  # whoever stops the turn stops the model with it
                for response in responses:
                    turn = Turn(number, message, response.route.kind)
                    if response.waiting:
                        yield replace(turn, kind="reading", text=response.step.text, done=False)
            if response.route.is_undo:
                yield self._undo(stored, turn, language)
                return
            command, step, copies = response.route.command, response.step, None
            if command and command.name in KEEPING:
                offer = pending_copy(self._finished(owner, plan_id))
                step, copies = self._copies.settle(step, offer, command, language)
            composed = self._composer.compose(turn, response.before, step, language)
            turn, interview = replace(composed, copies=copies), step.interview
            if command and command.name in WRITING:
                view, before = self.view(owner, plan_id, language), self._finished(owner, plan_id)
                turns = self.scribe.stream(view, turn, command, before, meter)
                yield from self._keeper.scribed(stored, interview, turn, turns, language)
            elif response.route.asked:
                answers = self._answers(owner, response.route.asked, previous, meter)
                yield from self._keeper.answered(stored, interview, turn, answers, language)
            else:
                self._keeper.store(stored, interview, turn)
                yield turn

    def take_reply(
        self, owner: str, plan_id: str, question_id: str, reply: str, language: Language = "zh"
    ) -> Turn:
        """Take a reply to a named question, whatever is on the table (replies from a file)."""
        check_message(reply.strip(), self._composer.say)
        with self._turn(owner, plan_id):
            stored = self._plans.plan(owner, plan_id)
            self._composer.book[question_id]  # NotFoundError before anything is stored
            number = self._plans.ask(owner, plan_id, reply)
            interview = interview_of(stored)
            response = self._moderator.respond_to(question_id, reply, interview, language)
            turn = Turn(number, reply, response.route.kind)
            turn = self._composer.compose(turn, response.before, response.step, language)
            self._keeper.store(stored, response.step.interview, turn)
            return turn

    def hand_in(
        self, owner: str, plan_id: str, name: str, text: str, language: Language = "zh"
    ) -> Turn:
        """Take the text of a file the owner already has; what it says waits to be confirmed.

        The conversation keeps the file's name, not its text. InputError when there is no text.
        """
        if not text.strip():
            raise InputError(f"{name} 里没有文字。", f"There is no text in {name}.")
        with self._turn(owner, plan_id):
            stored = self._plans.plan(owner, plan_id)
            number = self._plans.ask(owner, plan_id, name, final=True)
            response = self._moderator.take_in(text, interview_of(stored), language)
            turn = Turn(number, name, response.route.kind)
            turn = self._composer.compose(turn, response.before, response.step, language)
            self._keeper.store(stored, response.step.interview, turn)
            return turn

    def _undo(self, stored: StoredPlan, turn: Turn, language: Language) -> Turn:
        """Take back the last turn that changed the plan; the question it answered comes again."""
        found = self._plans.before_last_change(stored.owner, stored.id)
        undone, earlier = found or (None, stored)
        step = self._moderator.resume(interview_of(earlier), language)
        if undone is None:
            text = self._composer.say("nothing_to_undo", language)
        else:
            message = shortened(" ".join(undone.message.split()), _LONGEST_QUOTE)
            text = self._composer.say("undone", language, message=message)
        step = said(step, text)
        turn = self._composer.compose(turn, interview_of(stored), step, language)
        plan = filled(earlier, step.interview, earlier.title)
        number = undone.number if undone else 0
        self._plans.finish(plan, turn.number, turn.kind, turn.to_dict(), undoes=number)
        return turn

    def _answers(self, owner: str, asked: str, previous: list[str], meter: Meter) -> Answers:
        """Ask the library, which is loaded only now."""
        yield from self._answerer().stream(asked, previous, viewer=owner, meter=meter)

    def _buttons(self, owner: str, plan_id: str) -> list[str]:
        """Return what the buttons below the last finished turn say."""
        turns = self._finished(owner, plan_id)
        return [option.message for option in turns[-1].options] if turns else []

    def _finished(self, owner: str, plan_id: str) -> list[Turn]:
        turns = self._plans.turns(owner, plan_id, _TURNS_A_TEXT_WAITS)
        return [Turn.from_dict(turn.outcome) for turn in turns if turn.outcome]

    @contextmanager
    def _turn(self, owner: str, plan_id: str) -> Iterator[None]:
        """Let one turn of a plan through at a time; NotFoundError when it is not the owner's."""
        self._plans.plan(owner, plan_id)
        with self._locks.hold(plan_id):
            yield
