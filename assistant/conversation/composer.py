"""TurnComposer: a step of the interview becomes a turn with its effect on the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.answering.answer import Answer
from assistant.conversation.desk import Draft, PlanDesk
from assistant.conversation.disputes import SAME_MATTER, Disputes
from assistant.conversation.quick_replies import QuickReplies
from assistant.conversation.rehearsal import Rehearsal
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview, Step
from assistant.conversation.turn import Concern, Option, Turn
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning.history import NO_HISTORY, History
from assistant.planning.review import Finding

Language = Literal["zh", "en"]
_MOST_CONCERNS = 2


class TurnComposer:
    """Completes turns; `today` is asked for the date whenever one is needed."""

    def __init__(
        self,
        book: QuestionBook,
        speech: Speech,
        replies: QuickReplies,
        desk: PlanDesk,
        disputes: Disputes,
        today: Callable[[], date],
    ) -> None:
        """Take finished parts."""
        self.book = book
        self.say = speech.say
        self.today = today
        self._replies = replies
        self._desk = desk
        self._disputes = disputes

    def draft(self, profile: Profile, language: Language, history: History = NO_HISTORY) -> Draft:
        """Return the plan of a profile with its review, as of today."""
        return self._desk.draft(profile, self.today(), language, history)

    def section_titles(self, language: Language) -> dict[str, str]:
        """Return what the sections of every plan are called, by id."""
        sections = self.draft(Profile(), language).plan.sections
        return {section.id: section.title for section in sections}

    def rehearsal(self, known: Profile) -> Rehearsal:
        """Return what accidents would do to a plan."""
        return self._desk.rehearsals.of(known)

    def disputes(self, profile: Profile, language: Language) -> tuple[Concern, ...]:
        """Return what the owner has said that cannot all hold."""
        found = self._disputes.open(profile)
        return tuple(self._disputes.concern(entry, language) for entry in found)

    def opening(self, language: Language) -> Turn:
        """Return the greeting a conversation begins with."""
        labels = [self.say(key, language) for key in ("option_start", "sample_question")]
        options = tuple(Option(label, label) for label in labels)
        return Turn(0, "", "opening", text=self.say("greeting", language), options=options)

    def compose(self, turn: Turn, before: Interview, step: Step, language: Language) -> Turn:
        """Return the turn with what was said, understood and asked, and what changed."""
        after = step.interview
        turn = replace(
            turn,
            text=step.text,
            understood=step.chips,
            question=step.question.id if step.question else "",
            ask=step.ask,
            options=self._options(step, language),
            percent=flow.progress(after.state, after.profile, self.book).percent,
        )
        if (after.profile, after.state.settled) == (before.profile, before.state.settled):
            return turn
        old, new = self.draft(before.profile, language), self.draft(after.profile, language)
        return replace(
            turn,
            changed=self._desk.changed(old.plan, new.plan),
            concerns=self._fresh(before, after, old, new, language),
            reality=_reality(old, new, language),
        )

    def with_answer(self, turn: Turn, answer: Answer, language: Language) -> Turn:
        """Return the turn with the library's answer; below a refusal, what can be done about it."""
        if answer.found:
            return replace(turn, answer=answer)
        asked = answer.asked or answer.query
        offers = self._replies.after_refusal(answer, asked, language)
        return replace(turn, answer=answer, options=(*offers, *turn.options))

    def _fresh(
        self, before: Interview, after: Interview, old: Draft, new: Draft, language: Language
    ) -> tuple[Concern, ...]:
        """Return what a turn has brought up: contradictions first, then findings of the review."""
        disputes = self._disputes.fresh(before.profile, after.profile)
        told = {SAME_MATTER.get(found.id) for found in self._disputes.open(after.profile)}
        known = {finding.rule for finding in self._findings(before, old)} | told
        findings = [f for f in self._findings(after, new) if f.rule not in known]
        concerns = [self._disputes.concern(found, language) for found in disputes]
        concerns += [_to_concern(finding, language) for finding in findings]
        return tuple(concerns[:_MOST_CONCERNS])

    def _findings(self, interview: Interview, draft: Draft) -> tuple[Finding, ...]:
        unasked = flow.unanswered(interview.state, interview.profile, self.book)
        return self._desk.concerns(draft.review, {question.id for question in unasked})

    def _options(self, step: Step, language: Language) -> tuple[Option, ...]:
        state = step.interview.state
        if step.question is None and not state.history and not state.proposed:
            return self.opening(language).options
        return self._replies.options(step, language)


def _reality(old: Draft, new: Draft, language: Language) -> str:
    """Return what the goal means a day, when that has changed."""
    if new.gauge is None or (old.gauge is not None and old.gauge.line == new.gauge.line):
        return ""
    return new.gauge.line.text(language)


def _to_concern(finding: Finding, language: Language) -> Concern:
    return Concern(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message.text(language),
        fix=finding.fix.text(language),
        question=finding.question,
    )
