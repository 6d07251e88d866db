"""Interviewer: one step of the interview, from a message to profile, state and what is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.conversation.commands import Command
from assistant.conversation.speech import Speech
from assistant.conversation.turn import Chip
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.state import InterviewState, Path
from assistant.interview.update import ReplyUpdate


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands: what is known, what has been asked."""

    profile: Profile
    state: InterviewState


@dataclass(frozen=True, slots=True)
class Step:
    """The interview after a message, and what to say; `ask` is the next question in words."""

    interview: Interview
    text: str = ""
    chips: tuple[Chip, ...] = ()
    question: Question | None = None
    ask: str = ""


class Interviewer:
    """Takes replies and commands; pure, the interview goes in and comes out as a record."""

    def __init__(self, book: QuestionBook, speech: Speech) -> None:
        """Ask from this book, in these words."""
        self._book = book
        self._speech = speech

    def pending(self, interview: Interview) -> Question | None:
        """Return the question on the table."""
        current = interview.state.current
        return self._book[current] if current else None

    def begun(self, interview: Interview) -> Interview:
        """Return the interview with its next question on the table, before it has been asked."""
        question = flow.next_question(interview.state, interview.profile, self._book)
        if question is None:
            return interview
        return replace(interview, state=flow.ask(interview.state, question.id))

    def reply(self, interview: Interview, update: ReplyUpdate, today: date, language: str) -> Step:
        """Take what was read from a reply, and go on."""
        chips = self._speech.chips(update, interview.profile, language)
        profile = interview.profile.merge(update.values)
        taken = replace(interview, profile=profile)
        question = self.pending(interview)
        if question is None:
            step = replace(self._next(taken, today, language), chips=chips)
            return self._said(step, self._heard(chips, language))
        is_aside = bool(update.values) and not update.answers(question.id)
        if is_aside:
            step = self._again(taken, question, today, language)
            return self._said(replace(step, chips=chips), self._heard(chips, language))
        state = flow.after_answer(interview.state, question.id, update)
        taken = replace(taken, state=state)
        if state.current == question.id:
            return self._probe(taken, question, today, language)
        if not update.answers(question.id):
            text = self._speech.default(question, profile, today, language)
            return self._said(self._next(taken, today, language), text)
        followed = self._follow_up(taken, question, language)
        step = followed or self._next(taken, today, language)
        return self._said(replace(step, chips=chips), self._heard(chips, language))

    def command(self, interview: Interview, command: Command, today: date, language: str) -> Step:
        """Carry out a command."""
        question = self.pending(interview)
        if command.name == "jump":
            return self._jump(interview, command.target, today, language)
        if command.name in ("start", "quick", "full"):
            return self._begin(interview, command.name, today, language)
        if command.name == "back":
            return self._back(interview, today, language)
        if command.name == "skip" and question:
            return self._skip(interview, question, today, language)
        if command.name in ("why", "example") and question:
            say = self._speech.why if command.name == "why" else self._speech.example
            text = say(question, language)
            return self._said(self._again(interview, question, today, language), text)
        return self._plain(interview, command.name, today, language)

    def resume(self, interview: Interview, today: date, language: str) -> Step:
        """Return to the question on the table after a detour; nothing when none is."""
        question = self.pending(interview)
        if question is None:
            return Step(interview)
        return self._again(interview, question, today, language)

    def _plain(self, interview: Interview, name: str, today: date, language: str) -> Step:
        """Say something that changes nothing, then return to the question on the table."""
        if name == "summary":
            text = self._speech.summary(interview.state, interview.profile, language)
        elif name in ("help", "pause"):
            text = self._speech.say(name, language)
        else:
            text = self._speech.say("nothing_asked", language)
        step = Step(interview) if name == "pause" else self.resume(interview, today, language)
        return self._said(step, text)

    def _begin(self, interview: Interview, name: str, today: date, language: str) -> Step:
        """Start, continue, or go over to the quick or the full path."""
        fresh = not interview.state.history
        if name in ("quick", "full"):
            path: Path = "quick" if name == "quick" else "full"
            interview = replace(interview, state=flow.switch_path(interview.state, path))
            text = self._speech.say(f"on_path_{name}", language)
        else:
            text = self._speech.say("begin", language) if fresh else ""
        return self._said(self._next(interview, today, language), text)

    def _skip(self, interview: Interview, question: Question, today: date, language: str) -> Step:
        if interview.state.status(question.id) == "answered":  # only its follow-up is left out
            text = self._speech.say("skipped_plain", language, id=question.id)
            state = flow.after_answer(interview.state, question.id, ReplyUpdate())
        else:
            text = self._speech.default(question, interview.profile, today, language)
            state = flow.skip(interview.state, question.id)
        return self._said(self._next(replace(interview, state=state), today, language), text)

    def _back(self, interview: Interview, today: date, language: str) -> Step:
        state = flow.back(interview.state)
        key = "at_first_question" if state is interview.state else "back"
        step = self._next(replace(interview, state=state), today, language)
        return self._said(step, self._speech.say(key, language))

    def _jump(self, interview: Interview, target: str, today: date, language: str) -> Step:
        if target not in self._book:
            text = self._speech.say("unknown_question", language, id=target)
            return self._said(self.resume(interview, today, language), text)
        state = flow.go_to(interview.state, target)
        step = self._next(replace(interview, state=state), today, language)
        return self._said(step, self._speech.say("jumped", language, id=target))

    def _probe(self, interview: Interview, question: Question, today: date, language: str) -> Step:
        """Ask again, more precisely; never in the same words twice."""
        first = interview.state.probes.get(question.id, 0) <= 1
        text = self._speech.say("unclear" if first else "probe_again", language)
        ask = (
            self._speech.probe(question, interview.profile, today, language)
            if first
            else self._speech.example(question, language)
        )
        return Step(interview, text=text, question=question, ask=ask)

    def _follow_up(self, interview: Interview, question: Question, language: str) -> Step | None:
        found = flow.open_follow_up(interview.state, question.id, interview.profile, self._book)
        if found is None:
            return None
        state = flow.ask_follow_up(interview.state, question.id)
        asked = replace(interview, state=state)
        return Step(asked, question=question, ask=found.ask.text(language))

    def _next(self, interview: Interview, today: date, language: str) -> Step:
        """Put the next question on the table, or say that the path is finished."""
        question = flow.next_question(interview.state, interview.profile, self._book)
        if question is None:
            done = self._speech.say(f"finished_{interview.state.path}", language)
            return Step(interview, ask=done)
        asked = replace(interview, state=flow.ask(interview.state, question.id))
        ask = self._speech.question(question, interview.profile, today, language)
        return Step(asked, question=question, ask=ask)

    def _again(self, interview: Interview, question: Question, today: date, language: str) -> Step:
        ask = self._speech.short_question(question, interview.profile, today, language)
        return Step(interview, question=question, ask=ask)

    def _heard(self, chips: tuple[Chip, ...], language: str) -> str:
        """Say that it was understood, and aloud what replaces something."""
        lines = [
            self._speech.say(
                "replaced", language, label=chip.label, old=chip.replaced, new=chip.text
            )
            for chip in chips
            if chip.replaced
        ]
        return "\n".join([self._speech.say("understood", language), *lines])

    @staticmethod
    def _said(step: Step, text: str) -> Step:
        return replace(step, text="\n".join(part for part in (text, step.text) if part))
