"""The golden questions fit the corpus: whoever cites the named article can show the evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus_articles import read_articles

from assistant.language import detect_language

GOLDEN = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "evals" / "golden.yaml").read_text(encoding="utf-8")
)
ANSWERABLE = [question for question in GOLDEN if question["answerable"]]


def named_articles(question: dict[str, Any]) -> list[str]:
    document = question["document"]
    return document if isinstance(document, list) else [document]


def test_ninety_questions_with_ids_and_wordings_of_their_own():
    assert len(GOLDEN) == 90
    assert len({question["id"] for question in GOLDEN}) == 90
    assert len({question["question"] for question in GOLDEN}) == 90


def test_the_questions_are_mixed_as_planned():
    assert Counter(question["language"] for question in ANSWERABLE) == {
        "zh-Hans": 36,
        "zh-Hant": 10,
        "en": 14,
    }
    unanswerable = (question["kind"] for question in GOLDEN if not question["answerable"])
    assert Counter(unanswerable) == {"off_topic": 15, "near_domain": 15}
    assert {question["kind"] for question in ANSWERABLE} == {"fact", "howto", "list"}


def test_every_article_is_asked_about():
    assert {name for question in ANSWERABLE for name in named_articles(question)} == set(
        read_articles()
    )


def test_a_question_without_an_answer_names_no_evidence():
    fields = {frozenset(question) for question in GOLDEN if not question["answerable"]}
    assert fields == {frozenset({"id", "question", "language", "answerable", "kind"})}


@pytest.mark.parametrize("question", GOLDEN, ids=lambda question: question["id"])
def test_a_question_is_written_in_its_language(question: dict[str, Any]):
    assert detect_language(question["question"]) == question["language"]


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question["id"])
def test_one_section_of_each_named_article_holds_the_evidence(question: dict[str, Any]):
    for name in named_articles(question):
        articles = read_articles("en" if question["language"] == "en" else "zh")
        texts = [section.text for section in articles[name].sections()]
        assert any(all(must in text for must in question["must"]) for text in texts), name
