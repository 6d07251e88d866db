"""The golden questions fit the corpus: whoever cites the named article can show the evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpus_articles import read_articles

from assistant.language import detect_language

EVALS = Path(__file__).resolve().parents[1] / "evals"
FILES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(EVALS.glob("golden*.yaml"))
}
GOLDEN = [question for questions in FILES.values() for question in questions]
ANSWERABLE = [question for question in GOLDEN if question["answerable"]]


def named_articles(question: dict[str, Any]) -> list[str]:
    document = question["document"]
    return document if isinstance(document, list) else [document]


def test_questions_have_ids_and_wordings_of_their_own():
    assert len(FILES["golden"]) == 90
    assert len({question["id"] for question in GOLDEN}) == len(GOLDEN)
    asked = [question["question"] for question in GOLDEN if question not in FILES["golden_fresh"]]
    assert len(set(asked)) == len(asked)


def test_the_questions_on_the_sources_are_mixed_as_planned():
    answerable = [question for question in FILES["golden"] if question["answerable"]]
    assert Counter(question["language"] for question in answerable) == {
        "zh-Hans": 36,
        "zh-Hant": 10,
        "en": 14,
    }
    unanswerable = (q["kind"] for q in FILES["golden"] if not q["answerable"])
    assert Counter(unanswerable) == {"off_topic": 15, "near_domain": 15}
    assert {question["kind"] for question in ANSWERABLE} == {"fact", "howto", "list"}


def test_every_article_is_asked_about():
    assert {name for question in ANSWERABLE for name in named_articles(question)} == set(
        read_articles()
    )


@pytest.mark.parametrize(("language", "times"), [("zh", 2), ("en", 1)])
def test_every_handbook_article_is_asked_about_twice_in_chinese_and_once_in_english(
    language: str, times: int
):
    asked = (question for question in ANSWERABLE if question["language"][:2] == language)
    counts = Counter(name for question in asked for name in named_articles(question))
    handbook = [name for name, article in read_articles(language).items() if article.is_handbook]
    assert [name for name in handbook if counts[name] < times] == []


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
