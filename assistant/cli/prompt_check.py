"""Every mistake in the files under prompts/, each with file, entry and key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from assistant.answering.answerability import AnswerabilityRules
from assistant.answering.assembly import ANSWER_PROMPTS, ANSWER_SLOTS, REWRITE_SLOTS
from assistant.calculators.calendar_file import load_calendar
from assistant.chat.prompt import ChatPrompt
from assistant.conversation.asking import AskingForms
from assistant.conversation.commands import CommandBook
from assistant.errors import PromptError
from assistant.interview.lexicon import load_lexicon
from assistant.interview.model_reader import READ_PROMPTS, READ_SLOTS
from assistant.interview.question import load_questions
from assistant.interview.sample_file import load_samples
from assistant.planning.cold_start_book import load_cold_start
from assistant.planning.contradictions.book import load_contradictions
from assistant.planning.drill_book import load_drills
from assistant.planning.gauge_book import load_gauge_book
from assistant.planning.guidance import load_guidance
from assistant.planning.lint_file import load_lint
from assistant.planning.proposals.preset_file import load_presets
from assistant.planning.prose.copywriter import COPY_PROMPTS, COPY_SLOTS
from assistant.planning.prose.writer import PROSE_PROMPTS, PROSE_SLOTS
from assistant.planning.wording import load_wording
from assistant.prompts import Wording
from assistant.providers.services import load_services

_LOADERS: tuple[Callable[[Path], object], ...] = (
    load_questions,
    load_lexicon,
    CommandBook.load,
    AskingForms.load,
    AnswerabilityRules.load,
    load_gauge_book,
    load_drills,
    load_cold_start,
    load_wording,
    load_lint,
    load_services,
)
_TEXTS = (
    "settings_page.yaml",
    "model.yaml",
    "conversation.yaml",
    "answering_texts.yaml",
    "page.yaml",
    "tools.yaml",
    "access.yaml",
    "knowledge.yaml",
)
_CHAT_PROMPTS: Mapping[str, set[str]] = (
    dict.fromkeys(ANSWER_PROMPTS.values(), ANSWER_SLOTS)
    | {"rewrite_query": REWRITE_SLOTS}
    | dict.fromkeys(READ_PROMPTS.values(), READ_SLOTS)
    | dict.fromkeys(PROSE_PROMPTS.values(), PROSE_SLOTS)
    | dict.fromkeys(COPY_PROMPTS.values(), COPY_SLOTS)
)


def prompt_mistakes(prompts: Path, corpus: Path) -> list[PromptError]:
    """Return what is wrong with each file, the first mistake of each; none when all is well.

    Args:
        prompts: the folder with interview.yaml, conversation.yaml and the others.
        corpus: the folder of documents that plan.yaml quotes from.
    """
    mistakes: list[PromptError] = []
    for look in _looks(prompts, corpus):
        try:
            look()
        except PromptError as error:
            # a file that others are checked against is reported once
            if str(error) not in [str(known) for known in mistakes]:
                mistakes.append(error)
    return mistakes


def _looks(prompts: Path, corpus: Path) -> Iterator[Callable[[], object]]:
    """Yield what reads each file."""
    yield from (partial(load, prompts) for load in _LOADERS)
    yield from (partial(Wording.load, prompts / name) for name in _TEXTS)
    yield from (partial(ChatPrompt.load, prompts, *known) for known in _CHAT_PROMPTS.items())
    yield lambda: load_contradictions(prompts, load_questions(prompts), load_gauge_book(prompts))
    yield lambda: load_samples(prompts, load_questions(prompts))
    yield lambda: load_presets(prompts, load_calendar(prompts))
    yield lambda: load_guidance(prompts, corpus)
