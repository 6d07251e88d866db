"""Commander: carries out what steers the interview - skip, back, jump, start over, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from assistant.conversation.commands import Command, Decision
from assistant.conversation.interviewer import Interviewer
from assistant.conversation.settlement import SETTLING, Settlement
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview, Step, said
from assistant.interview import flow
from assistant.interview.question import Question, QuestionBook
from assistant.interview.state import Path
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value

_Act = Callable[[Interview, date, str], Step]


class Commander:
    """Takes commands; pure, the interview goes in and comes out as a record."""

    def __init__(
        self,
        book: QuestionBook,
        speech: Speech,
        interviewer: Interviewer,
        settlement: Settlement,
    ) -> None:
        """Take finished parts."""
        self._book = book
        self._speech = speech
        self._interviewer = interviewer
        self._settlement = settlement

    def command(self, interview: Interview, command: Command, today: date, language: str) -> Step:
        """Carry out a command."""
        question = self._interviewer.pending(interview)
        acts: dict[str, _Act] = {
            "start": self._start,
            "back": self._back,
            "start_over": self._ask_to_start_over,
        }
        match command.name:
            case "jump":
                return self._jump(interview, command.target, today, language)
            case "stage":
                return self._go_to_stage(interview, command.target, today, language)
            case "quick" | "full":
                return self._switch(interview, command.name, today, language)
            case name if name in SETTLING:
                return self._settle(interview, command, today, language)
            case "skip" if question:
                return self._skip(interview, question, today, language)
            case "why" | "example" if question:
                tell = self._speech.why if command.name == "why" else self._speech.example
                step = self._interviewer.resume(interview, today, language)
                return said(step, tell(question, language))
        if command.name in acts:
            return acts[command.name](interview, today, language)
        return self._plain(interview, command.name, today, language)

    def propose(
        self, interview: Interview, found: Mapping[str, Value], today: date, language: str
    ) -> Step:
        """Put forward what was read from a document; the question on the table waits."""
        if not found:
            step = self._interviewer.resume(interview, today, language)
            return said(step, self._speech.say("import_none", language))
        return self._settlement.propose(interview, found, language)

    def decide(self, interview: Interview, decision: Decision, today: date, language: str) -> Step:
        """Take a yes or no to what the consultant has asked."""
        asking = interview.state.asking
        settled = replace(interview, state=replace(interview.state, asking=""))
        if asking == "start_over" and decision == "yes":
            return said(
                self._interviewer.next(Interview.new(interview.state.path), today, language),
                self._speech.say("started_over", language),
            )
        step = self._interviewer.resume(settled, today, language)
        return said(step, self._speech.say(f"{asking}_{decision}", language))

    def _plain(self, interview: Interview, name: str, today: date, language: str) -> Step:
        """Say something that changes nothing, then return to the question on the table."""
        if name == "summary":
            text = self._speech.summary(interview.state, interview.profile, language)
        elif name in ("help", "pause"):
            text = self._speech.say(name, language)
        else:
            text = self._speech.say("nothing_asked", language)
        if name == "pause":
            return said(Step(interview), text)
        return said(self._interviewer.resume(interview, today, language), text)

    def _start(self, interview: Interview, today: date, language: str) -> Step:
        fresh = not interview.state.history
        text = self._speech.say("begin", language) if fresh else ""
        return said(self._interviewer.next(interview, today, language), text)

    def _switch(self, interview: Interview, path: Path, today: date, language: str) -> Step:
        """Go over to the quick or the full path."""
        interview = replace(interview, state=flow.switch_path(interview.state, path))
        text = self._speech.say(f"on_path_{path}", language)
        return said(self._interviewer.next(interview, today, language), text)

    def _skip(self, interview: Interview, question: Question, today: date, language: str) -> Step:
        if interview.state.status(question.id) == "answered":  # only what was asked beyond it
            text = self._speech.say("skipped_plain", language, id=question.id)
            state = flow.after_answer(interview.state, question.id, ReplyUpdate())
        else:
            text = self._speech.default(question, interview.profile, today, language)
            state = flow.skip(interview.state, question.id)
        step = self._interviewer.next(replace(interview, state=state), today, language)
        return said(step, text)

    def _back(self, interview: Interview, today: date, language: str) -> Step:
        state = flow.back(interview.state)
        key = "at_first_question" if state is interview.state else "back"
        step = self._interviewer.next(replace(interview, state=state), today, language)
        return said(step, self._speech.say(key, language))

    def _jump(self, interview: Interview, target: str, today: date, language: str) -> Step:
        if target not in self._book:
            text = self._speech.say("unknown_question", language, id=target)
            return said(self._interviewer.resume(interview, today, language), text)
        state = flow.go_to(interview.state, target)
        step = self._interviewer.next(replace(interview, state=state), today, language)
        return said(step, self._speech.say("jumped", language, id=target))

    def _go_to_stage(self, interview: Interview, stage: str, today: date, language: str) -> Step:
        """Put the first question of a stage on the table that is not answered yet."""
        questions = self._book.in_stage(stage)
        waiting = flow.unanswered(interview.state, interview.profile, self._book)
        first = next((question for question in waiting if question.stage == stage), questions[0])
        state = flow.go_to(interview.state, first.id)
        step = self._interviewer.next(replace(interview, state=state), today, language)
        title = self._book.stage(stage).title.text(language)
        return said(step, self._speech.say("on_stage", language, stage=title))

    def _ask_to_start_over(self, interview: Interview, today: date, language: str) -> Step:
        known = len(interview.profile)
        if not known:
            return self._start(Interview.new(interview.state.path), today, language)
        state = replace(interview.state, asking="start_over")
        text = self._speech.say("start_over_really", language, count=known)
        return Step(replace(interview, state=state), text=text)

    def _settle(self, interview: Interview, command: Command, today: date, language: str) -> Step:
        """Take over or drop what was proposed, or settle a contradiction; then go on."""
        step = self._settlement.settle(interview, command, language)
        after = self._interviewer.go_on(step.interview, today, language)
        choices = (*step.choices, *after.choices)
        return replace(after, text=step.text, chips=step.chips, choices=choices)
