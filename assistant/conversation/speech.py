"""Speech: how the consultant words questions, reasons, examples, defaults and summaries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest

from assistant.conversation.step import Interview
from assistant.conversation.turn import Chip
from assistant.conversation.words import offered_amounts, say_value, shortened
from assistant.interview import flow
from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.question_parts import Stage
from assistant.interview.state import InterviewState
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.planning.figures import number
from assistant.prompts import Template, Wording

_SUMMARY_LINES = 8
_STAGE_LINES = 5
_LONGEST_LINE = 90
_LONGEST_QUOTE = 40


class Speech:
    """Words things in one of the languages of the page; changes nothing."""

    def __init__(self, book: QuestionBook, wording: Wording) -> None:
        """Take the questions and the phrases around them."""
        self._book = book
        self.say = wording

    def question(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return the full wording of a question for this owner."""
        text = question.wording(profile).text(language)
        return self._filled(text, question, profile, today, language)

    def short_question(
        self, question: Question, profile: Profile, today: date, language: str
    ) -> str:
        """Return the one-line form, for coming back after a detour."""
        short = question.short_wording(profile).text(language)
        filled = self._filled(short, question, profile, today, language)
        return self.say("back_to_question", language, question=filled)

    def probe(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return the wording that asks more precisely."""
        return self._filled(question.probe.text(language), question, profile, today, language)

    def why(self, question: Question, language: str) -> str:
        """Return why the question is asked."""
        return self.say("why", language, why=question.why.text(language))

    def example(self, question: Question, language: str) -> str:
        """Return a good answer to the question."""
        return self.say("example", language, example=question.examples[0].text(language))

    def default(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return what stands in for an answer that was not given."""
        completed = complete(profile, self._book, today, language)
        taken = [
            f"{field.label.text(language)} {text}"
            for field in question.wanted(profile)
            if field.key not in profile and field.key in completed
            if (text := say_value(field, completed[field.key].value, language))
        ]
        if taken:
            default = ("，" if language == "zh" else ", ").join(taken)
            return self.say("default_taken", language, default=default, id=question.id)
        has_default = any(field.default for field in question.fields)
        key = "skipped_plain" if has_default or not question.required else "no_default"
        return self.say(key, language, id=question.id)

    def chips(self, update: ReplyUpdate, profile: Profile, language: str) -> tuple[Chip, ...]:
        """Return what was understood, one chip a field in the order of the questions."""
        chips = []
        for field in self._book.fields:
            if field.key not in update.values:
                continue
            key, value = field.key, update.values[field.key]
            text = say_value(field, value.value, language)
            if field.read == "whole" or not text:
                continue
            old = profile.get(key)
            replaces = old is not None and old.origin != "assumption" and old.value != value.value
            replaced = say_value(field, old.value, language) if old and replaces else ""
            chips.append(Chip(key, field.label.text(language), text, replaced))
        return tuple(chips)

    def summary(self, state: InterviewState, profile: Profile, language: str) -> str:
        """Return what is known and what is open."""
        done = flow.progress(state, profile, self._book)
        lines = [
            f"- {field.label.text(language)}: {text}"
            for field in self._book.fields
            if field.key in profile
            and field.read != "whole"
            and (text := say_value(field, profile[field.key].value, language))
        ][:_SUMMARY_LINES]
        text = self.say(
            "summary",
            language,
            answered=done.answered,
            total=done.total,
            percent=done.percent,
            lines="\n".join(lines),
        )
        pending = [
            f"{question.id} {question.short.text(language)}"
            for question in flow.unanswered(state, profile, self._book)
        ]
        if not pending:
            return text
        between = "；" if language == "zh" else "; "
        return f"{text}\n{self.say('summary_open', language, questions=between.join(pending))}"

    def stage_summary(self, stage: Stage, interview: Interview, today: date, language: str) -> str:
        """Return what a stage has brought, in at most five lines; assumptions are called so."""
        completed = complete(interview.profile, self._book, today, language)
        asked = [
            question
            for question in self._book.in_stage(stage.id)
            if flow.is_answered(question, interview.state, interview.profile)
            or interview.state.status(question.id) == "skipped"
        ]
        asked.sort(key=lambda question: not (question.core or question.required))
        told = [line for question in asked if (line := self._said(question, completed, language))]
        lines = "\n".join(f"- {line}" for line in told[:_STAGE_LINES])
        title = stage.title.text(language)
        return self.say("stage_summary", language, stage=title, lines=lines)

    def proposals(self, found: Mapping[str, Value], language: str) -> str:
        """Return numbered lines of what was read, each with the words it came from."""
        lines = []
        for position, (key, value) in enumerate(found.items(), 1):
            field = self._book.field(key)
            text = say_value(field, value.value, language)
            quote = shortened(" ".join(value.raw.split()), _LONGEST_QUOTE)
            slots = {"label": field.label.text(language), "text": text, "quote": quote}
            lines.append(f"{position}. {self.say('proposal', language, **slots)}")
        return "\n".join(lines)

    def _said(self, question: Question, known: Profile, language: str) -> str:
        """Return what is known of a question in one line."""
        parts = []
        for field in question.fields:
            value = known.get(field.key)
            text = "" if value is None else say_value(field, value.value, language)
            if value is None or not text or field.read == "whole":
                continue
            doubt = self.say("assumed", language) if value.origin == "assumption" else ""
            parts.append(f"{field.label.text(language)} {text}{doubt}")
        between = "，" if language == "zh" else ", "
        return shortened(between.join(parts), _LONGEST_LINE)

    def _filled(
        self, text: str, question: Question, profile: Profile, today: date, language: str
    ) -> str:
        template = Template(text, "interview.yaml")
        if not template.variables:
            return text
        completed = complete(profile, self._book, today, language)
        brand = completed.number("channels.brand_share_pct") or 50.0
        slots = {"x": number(brand / 10), "y": number(10 - brand / 10)}
        amounts = offered_amounts(question, profile, language)
        percents = question.choices.percent if question.choices else ()
        for name, share, amount in zip_longest("abc", percents, amounts):
            slots[name] = amount or f"{share}%"
        return template.fill(**slots)
