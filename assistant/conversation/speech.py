"""Speech: how the consultant words questions, reasons, examples, defaults and summaries."""

from __future__ import annotations

from datetime import date

from assistant.conversation.turn import Chip, Option
from assistant.conversation.words import say_value
from assistant.interview import flow
from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.state import InterviewState
from assistant.interview.update import ReplyUpdate
from assistant.planning.figures import number, short_yuan
from assistant.prompts import Template, Wording

# the three budgets offered when an owner cannot name one, in per cent of online sales (A9)
_BUDGET_CHOICES = {"a": 8, "b": 12, "c": 20}
_SUMMARY_LINES = 8


class Speech:
    """Words things in one of the languages of the page; changes nothing."""

    def __init__(self, book: QuestionBook, wording: Wording) -> None:
        """Take the questions and the phrases around them."""
        self._book = book
        self.say = wording

    def question(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return the full wording of a question for this owner."""
        return self._filled(question.wording(profile).text(language), profile, today, language)

    def short_question(
        self, question: Question, profile: Profile, today: date, language: str
    ) -> str:
        """Return the one-line form, for coming back after a detour."""
        short = question.short_wording(profile).text(language)
        filled = self._filled(short, profile, today, language)
        return self.say("back_to_question", language, question=filled)

    def probe(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return the wording that asks more precisely."""
        return self._filled(question.probe.text(language), profile, today, language)

    def why(self, question: Question, language: str) -> str:
        """Return why the question is asked."""
        return self.say("why", language, why=question.why.text(language))

    def example(self, question: Question, language: str) -> str:
        """Return a good answer to the question."""
        return self.say("example", language, example=question.examples[0].text(language))

    def default(self, question: Question, profile: Profile, today: date, language: str) -> str:
        """Return what stands in for an answer that was not given."""
        completed = complete(profile, self._book, today)
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

    def options(self, question: Question | None, *, language: str) -> tuple[Option, ...]:
        """Return the quick replies that fit while this question is on the table."""
        keys = (
            ("option_example", "option_why", "option_skip")
            if question
            else ("option_full", "option_summary")
        )
        labels = (self.say(key, language) for key in keys)
        return tuple(Option(label, label) for label in labels)

    def _filled(self, text: str, profile: Profile, today: date, language: str) -> str:
        template = Template(text, "interview.yaml")
        if not template.variables:
            return text
        completed = complete(profile, self._book, today)
        brand = completed.number("channels.brand_share_pct") or 50.0
        slots = {"x": number(brand / 10), "y": number(10 - brand / 10)}
        sales = profile.number("goal.current") or profile.number("goal.target")
        for name, share in _BUDGET_CHOICES.items():
            slots[name] = short_yuan(round(sales * share / 100), language) if sales else f"{share}%"
        return template.fill(**slots)
