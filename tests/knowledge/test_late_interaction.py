"""Late interaction: each token of a question meets the nearest token of a passage."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import WordEncoder

from assistant.knowledge.late_interaction import QuestionTokens, TokenMatch, similarity

ENCODER = WordEncoder()


def matched(question: str, passage: str, idf=lambda _: 1.0) -> tuple[TokenMatch, ...]:
    tokens = QuestionTokens.of(question, ENCODER.read_query(question), idf)
    (packed,) = ENCODER.read_passages([passage]).tokens
    return tokens.matches(packed, ENCODER.token_code)


def test_what_the_passage_says_matches_and_what_it_does_not_say_lacks():
    tax, return_ = matched("tax return", "tax")

    assert (tax.text, return_.text) == ("tax", "return")
    assert tax.similarity > 0.85
    assert abs(return_.similarity) < 0.3
    assert return_.lack > tax.lack


def test_weights_are_shares_of_the_idf_mass_and_question_words_have_none():
    weights = {
        match.text: match.weight
        for match in matched("how tax return", "tax", {"tax": 3.0, "return": 1.0}.__getitem__)
    }

    assert weights == {"how": 0.0, "tax": 0.75, "return": 0.25}


def test_weights_are_equal_where_no_word_has_any():
    assert [m.weight for m in matched("tax return", "tax", lambda _: 0.0)] == [0.5, 0.5]


def test_a_part_of_a_word_weighs_as_the_whole():
    reading = ENCODER.read_query("budget 2026")
    cut = type(reading)(reading.vector, ((0, 3), (3, 6), (7, 9), (9, 11)), np.zeros((4, 512)))

    tokens = QuestionTokens.of("budget 2026", cut, {"budget": 1.0, "2026": 4.0}.__getitem__)

    assert tokens.texts == ("bud", "get", "20", "26")
    assert tokens.weights.tolist() == pytest.approx([0.1, 0.1, 0.4, 0.4])


def test_similarity_is_the_mean_by_weight():
    matches = [TokenMatch("a", 0.75, 0.8), TokenMatch("b", 0.25, 0.4)]

    assert similarity(matches) == pytest.approx(0.7)
    assert similarity([]) == 0.0


@pytest.mark.parametrize(("question", "passage"), [("？", "预算"), ("预算", "——")])
def test_nothing_to_compare_is_no_match(question, passage):
    assert matched(question, passage) == ()
