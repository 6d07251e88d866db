"""The golden questions: how many are answered from the right place, how many are refused rightly.

The floors lie a little below what was measured; whoever falls through sees which questions failed.
"""

from __future__ import annotations

import pytest
from golden_run import Outcome

from assistant.language import to_simplified

pytestmark = pytest.mark.timeout(1800)  # the model reads the whole corpus first


def share(passed: list[bool]) -> float:
    return sum(passed) / len(passed)


def calibrated(outcomes: list[Outcome]) -> list[Outcome]:
    """Leave out the fresh questions: `make eval` reports them, nothing is tuned to them."""
    return [outcome for outcome in outcomes if not outcome.is_fresh]


def listed(outcomes: list[Outcome]) -> str:
    return "\n".join(["failed:", *map(str, outcomes)])


@pytest.fixture(scope="module")
def answerable(outcomes):
    return [outcome for outcome in calibrated(outcomes) if outcome.is_answerable]


@pytest.mark.parametrize(
    ("questions", "floor"),
    [("golden", 0.95), ("golden_handbook_1", 0.98), ("golden_handbook_2", 0.98)],
)
def test_answerable_questions_are_answered_from_a_right_document(answerable, questions, floor):
    asked = [outcome for outcome in answerable if outcome.question["set"] == questions]
    failed = [outcome for outcome in asked if not outcome.cites_the_right_document]

    assert share([o.cites_the_right_document for o in asked]) >= floor, listed(failed)


@pytest.mark.parametrize(
    ("questions", "floor"),
    [("golden", 0.85), ("golden_handbook_1", 0.9), ("golden_handbook_2", 0.9)],
)
def test_the_quotes_hold_what_settles_the_question(answerable, questions, floor):
    asked = [outcome for outcome in answerable if outcome.question["set"] == questions]
    failed = [outcome for outcome in asked if not outcome.shows_the_evidence]

    assert share([o.shows_the_evidence for o in asked]) >= floor, listed(failed)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_no_language_is_served_much_worse(answerable, language):
    asked = [outcome for outcome in answerable if outcome.question["language"] == language]
    failed = [outcome for outcome in asked if not outcome.shows_the_evidence]

    assert share([o.shows_the_evidence for o in asked]) >= 0.8, listed(failed)


def test_unanswerable_questions_are_refused(outcomes):
    asked = [outcome for outcome in calibrated(outcomes) if not outcome.is_answerable]
    failed = [outcome for outcome in asked if outcome.answer.found]

    assert share([not o.answer.found for o in asked]) >= 0.95, listed(failed)


def test_every_quote_stands_letter_by_letter_in_its_document(outcomes):
    cited = [(c, d) for o in outcomes for c, d in zip(o.answer.citations, o.documents, strict=True)]

    assert cited
    assert [c.quote for c, d in cited if d.text[c.start : c.end] != c.quote] == []


def test_answers_are_in_the_script_of_the_question(answerable):
    texts = {language: [] for language in ("zh-Hans", "zh-Hant")}
    for outcome in answerable:
        texts.get(outcome.question["language"], []).append(outcome.answer.text)

    assert all(to_simplified(text) == text for text in texts["zh-Hans"])
    assert all(to_simplified(text) != text for text in texts["zh-Hant"])
