"""Interviewer: one step of the interview, from a message to profile, state and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.conversation.quick_replies import QuickReplies
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview, Step, said
from assistant.conversation.turn import Chip
from assistant.interview import flow
from assistant.interview.question import Question, QuestionBook
from assistant.interview.update import ReplyUpdate


class Interviewer:
    """Takes replies and commands; pure, the interview goes in and comes out as a record."""

    def __init__(self, book: QuestionBook, speech: Speech, replies: QuickReplies) -> None:
        """Ask from this book, in these words, with these replies to pick from."""
        self._book = book
        self._speech = speech
        self._replies = replies

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

    def turned_to(self, interview: Interview, question_id: str) -> Interview:
        """Return the interview with a named question on the table."""
        state = replace(flow.go_to(interview.state, question_id), asking="")
        return replace(interview, state=state)

    def reply(self, interview: Interview, update: ReplyUpdate, today: date, language: str) -> Step:
        """Take what was read from a reply, and go on."""
        chips = self._speech.chips(update, interview.profile, language)
        profile = interview.profile.merge(update.values)
        taken = replace(interview, profile=profile)
        question = self.pending(interview)
        if update.unread:
            label = self._book.field(update.unread).label.text(language)
            text = self._speech.say("unread", language, label=label)
            return said(self.resume(interview, today, language), text)
        if question is None:
            step = replace(self.next(taken, today, language), chips=chips)
            return said(step, self._heard(chips, language))
        is_aside = bool(update.values) and not update.answers(question.id)
        if is_aside:
            step = self._again(taken, question, today, language)
            return said(replace(step, chips=chips), self._heard(chips, language))
        state = flow.after_answer(interview.state, question.id, update)
        taken = replace(taken, state=state)
        if state.current == question.id:
            return self._probe(taken, question, today, language)
        if not update.answers(question.id):
            text = self._speech.default(question, profile, today, language)
            return said(self.next(taken, today, language), text)
        step = (
            self._missing(taken, question, language)
            or self._follow_up(taken, question, language)
            or self.next(taken, today, language)
        )
        return said(replace(step, chips=chips), self._heard(chips, language))

    def resume(self, interview: Interview, today: date, language: str) -> Step:
        """Return to the question on the table after a detour; nothing when none is."""
        question = self.pending(interview)
        if question is None:
            return Step(interview)
        return self._again(interview, question, today, language)

    def go_on(self, interview: Interview, today: date, language: str) -> Step:
        """Return to the question on the table, or pass over it when it has been answered."""
        question = self.pending(interview)
        if question and flow.is_known(question, interview.profile):
            state = replace(interview.state, current="")
            return self.next(replace(interview, state=state), today, language)
        return self.resume(interview, today, language)

    def next(self, interview: Interview, today: date, language: str) -> Step:
        """Put the next question on the table, or say that the path is finished.

        A stage that has come to its end is summed up first; the owner may object, or simply go on.
        """
        stage = flow.finished_stage(interview.state, interview.profile, self._book)
        text = ""
        if stage:
            text = self._speech.stage_summary(stage, interview, today, language)
            interview = replace(interview, state=flow.sum_up(interview.state, stage))
        question = flow.next_question(interview.state, interview.profile, self._book)
        if question is None:
            done = self._speech.say(f"finished_{interview.state.path}", language)
            return Step(interview, text=text, ask=done)
        asked = replace(interview, state=flow.ask(interview.state, question.id))
        ask = self._speech.question(question, interview.profile, today, language)
        return Step(asked, text=text, question=question, ask=ask)

    def _probe(self, interview: Interview, question: Question, today: date, language: str) -> Step:
        """Ask again, more precisely; never in the same words twice."""
        first = interview.state.probes.get(question.id, 0) <= 1
        text = self._speech.say("unclear" if first else "probe_again", language)
        ask = (
            self._speech.probe(question, interview.profile, today, language)
            if first
            else self._speech.example(question, language)
        )
        choices = self._replies.choices(question, interview.profile, language)
        return Step(interview, text=text, question=question, ask=ask, choices=choices)

    def _missing(self, interview: Interview, question: Question, language: str) -> Step | None:
        """Ask once for each piece without which an answer is of little use."""
        state, profile = interview.state, interview.profile
        field = flow.missing_piece(state, question.id, profile, self._book)
        if field is None:
            return None
        return Step(
            replace(interview, state=flow.ask_missing(state, question.id, field.key)),
            question=question,
            ask=self._speech.say("missing_piece", language, label=field.label.text(language)),
            choices=self._replies.choices_of(field, question, profile, language),
        )

    def _follow_up(self, interview: Interview, question: Question, language: str) -> Step | None:
        found = flow.open_follow_up(interview.state, question.id, interview.profile, self._book)
        if found is None:
            return None
        state = flow.ask_follow_up(interview.state, question.id)
        asked = replace(interview, state=state)
        return Step(asked, question=question, ask=found.ask.text(language))

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
