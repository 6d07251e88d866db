"""Consultant: the one object that the page and the command line talk to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from assistant.answering.answer import Answer
from assistant.answering.answerer import Answerer
from assistant.conversation.composer import TurnComposer
from assistant.conversation.interviewer import Interview, Interviewer, Step
from assistant.conversation.listener import Listener
from assistant.conversation.plan_view import PlanView
from assistant.conversation.routing import Route, Router
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError, BusyError, InputError
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.state import InterviewState, Path
from assistant.interview.update import ReplyUpdate
from assistant.storage.plan_store import PlanStore
from assistant.storage.records import StoredPlan

Language = Literal["zh", "en"]

_LONGEST_MESSAGE = 8000
_REMEMBERED_QUESTIONS = 3


class Consultant:
    """Holds conversations; everything about one plan is read and written under its owner's name."""

    def __init__(
        self,
        plans: PlanStore,
        listener: Listener,
        router: Router,
        interviewer: Interviewer,
        composer: TurnComposer,
        answerer: Callable[[], Answerer],
    ) -> None:
        """Take finished parts.

        `answerer` is called when the first question comes: loading the library takes seconds that
        an interview need not wait for.
        """
        self._plans = plans
        self._listener = listener
        self._router = router
        self._interviewer = interviewer
        self._composer = composer
        self._answerer = answerer
        self._locks: dict[str, threading.Lock] = {}

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
        self._locks.pop(plan_id, None)

    def view(self, owner: str, plan_id: str, language: Language = "zh") -> PlanView:
        """Return a plan as it stands; NotFoundError when it is not the owner's."""
        stored = self._plans.plan(owner, plan_id)
        interview = _interview(stored)
        history = self._composer.history(owner, plan_id)
        return PlanView(
            stored=stored,
            profile=interview.profile,
            state=interview.state,
            draft=self._composer.draft(interview.profile, language, history),
            progress=flow.progress(interview.state, interview.profile, self._composer.book),
        )

    def turns(self, owner: str, plan_id: str, language: Language = "zh") -> list[Turn]:
        """Return the conversation so far, the greeting first."""
        turns = [self._composer.opening(language)]
        for stored in self._plans.turns(owner, plan_id):
            if stored.outcome is None:
                text = self._composer.say("interrupted", language)
                turns.append(Turn(stored.number, stored.message, "interrupted", text))
            else:
                turns.append(Turn.from_dict(stored.outcome))
        return turns

    def reply(self, owner: str, plan_id: str, message: str, language: Language = "zh") -> Turn:
        """Take a message and return the finished turn."""
        *_, last = self.stream(owner, plan_id, message, language)
        return last

    def stream(
        self, owner: str, plan_id: str, message: str, language: Language = "zh"
    ) -> Iterator[Turn]:
        """Take a message; yield the turn as it grows, the last one finished and stored.

        Closing the iterator early stores what was said so far. InputError for an empty or overlong
        message, BusyError while another turn of the plan is under way.
        """
        message = message.strip()
        self._check(message)
        with self._turn(owner, plan_id):
            stored = self._plans.plan(owner, plan_id)
            previous = self._earlier_questions(owner, plan_id)
            number = self._plans.ask(owner, plan_id, message)
            interview = _interview(stored)
            heard = self._router.divide(message)
            begun, update = self._listener.hear(heard.stated, interview)
            route = self._router.route(heard, self._interviewer.pending(interview), update)
            interview = begun if route.kind == "reply" else interview
            step = self._step(route, interview, update, language)
            turn = Turn(number, message, route.kind)
            turn = self._composer.compose(turn, interview, step, language)
            if route.asked:
                answers = self._answers(route.asked, previous)
                yield from self._answered(stored, step.interview, turn, answers, language)
            else:
                self._store(stored, step.interview, turn)
                yield turn

    def take_reply(
        self, owner: str, plan_id: str, question_id: str, reply: str, language: Language = "zh"
    ) -> Turn:
        """Take a reply to a named question, whatever is on the table (replies from a file)."""
        self._check(reply.strip())
        with self._turn(owner, plan_id):
            stored = self._plans.plan(owner, plan_id)
            question = self._composer.book[question_id]
            number = self._plans.ask(owner, plan_id, reply)
            interview = _interview(stored)
            interview = replace(interview, state=flow.go_to(interview.state, question_id))
            update = self._listener.read(reply, interview)
            route = self._router.route(self._router.divide(reply), question, update)
            if route.command is None or route.command.name != "skip":
                route = Route("reply")
            step = self._step(route, interview, update, language)
            turn = Turn(number, reply, route.kind)
            turn = self._composer.compose(turn, interview, step, language)
            self._store(stored, step.interview, turn)
            return turn

    def _step(
        self, route: Route, interview: Interview, update: ReplyUpdate, language: Language
    ) -> Step:
        today = self._composer.today()
        if route.command is not None:
            return self._interviewer.command(interview, route.command, today, language)
        if route.kind == "reply":
            return self._interviewer.reply(interview, update, today, language)
        step = self._interviewer.resume(interview, today, language)
        if route.kind == "question":
            return step
        key = "greeting_back" if route.small_talk == "greeting" else route.small_talk
        return replace(step, text=self._composer.say(key, language))

    def _answers(self, asked: str, previous: list[str]) -> Iterator[Answer]:
        """Ask the library, which is loaded only now."""
        yield from self._answerer().stream(asked, previous)

    def _answered(
        self,
        stored: StoredPlan,
        interview: Interview,
        turn: Turn,
        answers: Iterator[Answer],
        language: Language,
    ) -> Iterator[Turn]:
        """Add the library's answer to a turn as it grows; the question on the table follows it.

        What was said stays, also when the reader stops, leaves, or the library cannot be used.
        """
        kept = _adding(turn, self._composer.say("interrupted", language))
        try:
            for answer in answers:
                kept = replace(turn, answer=answer)
                yield replace(kept, ask="", options=(), done=False)
        except AssistantError as error:
            kept = _adding(turn, error.text(language))
        finally:
            self._store(stored, interview, kept)
        yield kept

    def _store(self, stored: StoredPlan, interview: Interview, turn: Turn) -> None:
        name = interview.profile.text("company.name")
        plan = replace(
            stored,
            title=name or stored.title,
            profile=interview.profile.to_dict(),
            state=interview.state.to_dict(),
        )
        self._plans.finish(plan, turn.number, turn.kind, turn.to_dict())

    def _earlier_questions(self, owner: str, plan_id: str) -> list[str]:
        turns = self._plans.turns(owner, plan_id)
        asked = [turn.message for turn in turns if turn.outcome and turn.outcome["answer"]]
        return asked[-_REMEMBERED_QUESTIONS:]

    def _check(self, message: str) -> None:
        if not message:
            raise InputError("请先写点什么。", "Please type something first.")
        if len(message) > _LONGEST_MESSAGE:
            texts = (
                self._composer.say("too_long", language, limit=_LONGEST_MESSAGE)
                for language in ("zh", "en")
            )
            raise InputError(*texts)

    @contextmanager
    def _turn(self, owner: str, plan_id: str) -> Iterator[None]:
        """Let one turn of a plan through at a time; NotFoundError when it is not the owner's."""
        self._plans.plan(owner, plan_id)
        lock = self._locks.setdefault(plan_id, threading.Lock())
        if not lock.acquire(blocking=False):
            raise BusyError(
                "上一句还在处理，请稍等。", "The last message is still being handled; please wait."
            )
        try:
            yield
        finally:
            lock.release()


def _adding(turn: Turn, text: str) -> Turn:
    """Return a turn that says something more."""
    return replace(turn, text="\n".join(part for part in (turn.text, text) if part))


def _interview(stored: StoredPlan) -> Interview:
    state: Mapping[str, object] = stored.state
    return Interview(Profile.from_dict(stored.profile), InterviewState.from_dict(state))
