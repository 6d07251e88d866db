"""QuickReplies: the buttons under a turn."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.answer import Answer
from assistant.conversation.step import Step
from assistant.conversation.turn import Option
from assistant.conversation.words import offered_amounts, shortened
from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import Question
from assistant.interview.question_parts import Choices
from assistant.prompts import Template, Wording

_MOST_CHOICES = 4
_LONGEST_TOPIC = 40


class QuickReplies:
    """Offers replies; each button sends what it says."""

    def __init__(self, wording: Wording) -> None:
        """Take the phrases."""
        self._say = wording

    def choices(self, question: Question, profile: Profile, language: str) -> tuple[Option, ...]:
        """Return replies to pick from when an answer was too vague; empty when there are none."""
        if question.choices:
            return self._amounts(question.choices, question, profile, language)
        first = next((f for f in question.wanted(profile) if f.key not in profile), None)
        return self._options_of(first, language) if first and first.options else ()

    def choices_of(
        self, field: Field, question: Question, profile: Profile, language: str
    ) -> tuple[Option, ...]:
        """Return replies that give a field its value: computed amounts, options or offers."""
        if question.choices and question.choices.field == field.key:
            return self._amounts(question.choices, question, profile, language)
        return self._options_of(field, language)

    def _amounts(
        self, choices: Choices, question: Question, profile: Profile, language: str
    ) -> tuple[Option, ...]:
        template = Template(choices.say.text(language), "interview.yaml")
        amounts = offered_amounts(question, profile, language)
        return _as_options(template.fill(amount=amount) for amount in amounts)

    def _options_of(self, field: Field, language: str) -> tuple[Option, ...]:
        """Return the options of a field, or its offers; empty when there are many."""
        labels = [option.label for option in field.options] or list(field.offers)
        if len(labels) > _MOST_CHOICES:
            return ()
        return _as_options(label.text(language) for label in labels)

    def options(self, step: Step, language: str) -> tuple[Option, ...]:
        """Return the quick replies that fit a step: what was asked for comes first."""
        state = step.interview.state
        if state.asking == "start_over":
            return self._options(("option_yes_start_over", "option_no"), language)
        keys = ["option_stage_yes", "option_stage_no"] if state.asking == "stage" else []
        if state.proposed:
            keys += ["option_take", "option_leave"]
        if step.question:
            keys += ["option_example", "option_why", "option_skip"]
        else:
            keys += ["option_full", "option_summary"]
        return (*step.choices, *self._options(keys, language))

    def after_refusal(self, answer: Answer, question: str, language: str) -> tuple[Option, ...]:
        """Return what can be done about a question without an answer.

        The nearest topics can be asked about, and the question can go into the plan.
        """
        topics = (
            Option(shortened(topic, _LONGEST_TOPIC), self._say("ask_topic", language, topic=topic))
            for topic in answer.nearest
        )
        kept = self._say("keep_point", language, question=" ".join(question.split()))
        return (*topics, Option(self._say("option_keep_point", language), kept))

    def _options(self, keys: Iterable[str], language: str) -> tuple[Option, ...]:
        return _as_options(self._say(key, language) for key in keys)


def _as_options(replies: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(reply, reply) for reply in replies)
