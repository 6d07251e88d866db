"""Moderator: decides what a message is and lets the right part answer it; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.conversation.commander import Commander
from assistant.conversation.commands import Command, Decision
from assistant.conversation.interviewer import Interviewer
from assistant.conversation.listener import Listener
from assistant.conversation.routing import Route, Router
from assistant.conversation.scribing import SCRIBED
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview, Step, said
from assistant.interview.question import Question
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Response:
    """What a message was taken for, the interview it was said in, and the step it led to.

    `heard` is what was read of a reply, None of anything else; `waiting` tells that more is being
    read at the moment.
    """

    route: Route
    before: Interview
    step: Step
    heard: ReplyUpdate | None = None
    waiting: bool = False


class Moderator:
    """Holds the parts of a conversation together; nothing is stored here."""

    def __init__(
        self,
        listener: Listener,
        router: Router,
        interviewer: Interviewer,
        commander: Commander,
        speech: Speech,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts; `today` is asked for the date of each message."""
        self._listener = listener
        self._router = router
        self._interviewer = interviewer
        self._commander = commander
        self._speech = speech
        self._today = today

    def respond(self, message: str, interview: Interview, language: Language) -> Response:
        """Take a message in whatever it is: a yes or no, a command, a reply, a question."""
        asked, interview = interview, self._listened(interview)
        decision = self._router.decision(message) if asked.state.asking else ""
        if decision and not self._answers(message, asked, decision):
            step = self._commander.decide(asked, decision, self._today(), language)
            return Response(Route("command"), asked, step)
        material = self._listener.handed_in(message, self._interviewer.pending(interview))
        if material:
            return self.take_in(material, interview, language)
        led = self._router.leading(message)
        if led and self._router.decision(led[1]) == "":
            return self._led(*led, interview, language)
        heard = self._router.divide(message)
        begun, update = self._listener.hear(heard.stated, interview)
        route = self._router.route(heard, self._interviewer.pending(interview), update)
        step = self._step(route, begun if route.kind == "reply" else interview, update, language)
        if route.kind == "reply":
            return Response(route, begun, step, update)
        return Response(route, interview, step)

    def heard_more(
        self, response: Response, values: Mapping[str, Value], language: Language
    ) -> Response:
        """Take the same reply once more, with values that were read from it later.

        What the rules have read stands.
        """
        heard = response.heard or ReplyUpdate()
        update = self._listener.supplemented(heard, values, response.before)
        step = self._step(response.route, response.before, update, language)
        return replace(response, step=step, heard=update)

    def stands_for(self, message: str, buttons: Sequence[str]) -> str:
        """Return what a message stands for while these buttons are in sight."""
        return self._router.stands_for(message, buttons)

    def pending(self, interview: Interview) -> Question | None:
        """Return the question on the table."""
        return self._interviewer.pending(interview)

    def _led(
        self, command: Command, rest: str, interview: Interview, language: Language
    ) -> Response:
        """Carry out the command that opens a message, then take the rest in whatever it is."""
        first = self._commander.command(interview, command, self._today(), language)
        reached = self._listened(first.interview)
        if command.target:  # the owner named what he goes on about
            then = self.respond(rest, reached, language)
            return Response(then.route, interview, said(then.step, first.text))
        heard = self._router.divide(rest)
        update = self._listener.overhear(heard.stated, reached)
        asked = rest if heard.asked else ""
        if not update.values:  # "跳过，下一题" is said twice and meant once
            return Response(Route("command", command, asked=asked), interview, first)
        step = self._interviewer.reply(reached, update, self._today(), language)
        if step.question == first.question:  # which is new to him
            step = replace(step, ask=first.ask)
        return Response(Route("reply", asked=asked), interview, said(step, first.text))

    def _listened(self, interview: Interview) -> Interview:
        """Return the interview in which nothing waits for a yes or no any more."""
        return replace(interview, state=replace(interview.state, asking=""))

    def _answers(self, message: str, interview: Interview, decision: Decision) -> bool:
        """Tell whether a yes is the answer to the question below a summary, not to the summary.

        "可以" below "我建议品牌与流量为4:6，可以吗？" agrees to the split.
        """
        question = self._interviewer.pending(interview)
        if interview.state.asking != "stage" or decision != "yes" or question is None:
            return False
        return self._listener.read(message, interview).answers(question.id)

    def take_in(self, text: str, interview: Interview, language: Language) -> Response:
        """Take something the owner already has in writing; what it says is only proposed."""
        found = self._listener.material(text, interview)
        step = self._commander.propose(interview, found, self._today(), language)
        return Response(Route("material"), interview, step)

    def respond_to(
        self, question_id: str, reply: str, interview: Interview, language: Language
    ) -> Response:
        """Take a reply to a named question, whatever is on the table; skipping is a command."""
        interview = self._interviewer.turned_to(interview, question_id)
        question = self._interviewer.pending(interview)
        update = self._listener.read(reply, interview)
        route = self._router.route(self._router.divide(reply), question, update)
        if route.command is None or route.command.name != "skip":
            route = Route("reply")
        return Response(route, interview, self._step(route, interview, update, language))

    def resume(self, interview: Interview, language: Language) -> Step:
        """Return to the question on the table; a plan with none gets the next one."""
        today = self._today()
        if self._interviewer.pending(interview) is None and interview.state.history:
            return self._interviewer.next(interview, today, language)
        return self._interviewer.resume(interview, today, language)

    def _step(
        self, route: Route, interview: Interview, update: ReplyUpdate, language: Language
    ) -> Step:
        today = self._today()
        if route.command is not None and route.command.name not in SCRIBED:
            return self._commander.command(interview, route.command, today, language)
        if route.kind == "reply":
            return self._interviewer.reply(interview, update, today, language)
        step = self._interviewer.resume(interview, today, language)
        if route.kind in ("question", "command"):  # what a scribe writes comes beside it
            return step
        key = "greeting_back" if route.small_talk == "greeting" else route.small_talk
        return replace(step, text=self._speech.say(key, language))
