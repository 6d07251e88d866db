"""Fusion: words count as far as the best passages hold the question, meaning counts always."""

from __future__ import annotations

import pytest

from assistant.knowledge.fusion import fuse, rerank

DENSE = {"a": 0.9, "b": 0.85, "c": 0.8}
KEYWORD = {"c": 12.0, "d": 6.0, "b": 2.0}


@pytest.mark.parametrize(
    ("coverage", "ranking"),
    [
        pytest.param(0.0, [("a", 1.0), ("b", 0.5), ("c", 0.0)], id="no words in common"),
        pytest.param(0.2, [("a", 1.0), ("b", 0.5), ("c", 0.0)], id="noise"),
        pytest.param(0.5, [("a", 0.75), ("b", 0.375), ("c", 0.25), ("d", 0.1)], id="half a weight"),
        pytest.param(0.8, [("a", 0.5), ("c", 0.5), ("b", 0.25), ("d", 0.2)], id="full weight"),
        pytest.param(1.0, [("a", 0.5), ("c", 0.5), ("b", 0.25), ("d", 0.2)], id="all words"),
    ],
)
def test_the_weight_of_words_rises_with_coverage(coverage, ranking):
    fused = fuse(DENSE, KEYWORD, coverage)

    assert [id_ for id_, _ in fused] == [id_ for id_, _ in ranking]
    assert [score for _, score in fused] == pytest.approx([score for _, score in ranking])


@pytest.mark.parametrize(
    ("dense", "keyword", "coverage", "ranking"),
    [
        pytest.param({}, {}, 1.0, [], id="nothing"),
        pytest.param(DENSE, {}, 1.0, [("a", 0.5), ("b", 0.25), ("c", 0.0)], id="meaning only"),
        pytest.param({}, KEYWORD, 1.0, [("c", 0.5), ("d", 0.2), ("b", 0.0)], id="words only"),
        pytest.param({}, KEYWORD, 0.0, [], id="words that are noise"),
        pytest.param({"a": 0.7}, {"a": 3.0}, 1.0, [("a", 1.0)], id="one for both"),
        pytest.param({"a": 0.7, "b": 0.7}, {}, 0.0, [("a", 1.0), ("b", 1.0)], id="a draw"),
    ],
)
def test_a_leg_that_is_missing_scores_nothing(dense, keyword, coverage, ranking):
    fused = fuse(dense, keyword, coverage)

    assert [id_ for id_, _ in fused] == [id_ for id_, _ in ranking]
    assert [score for _, score in fused] == pytest.approx([score for _, score in ranking])


RANKED = [("a", 0.9), ("b", 0.8), ("c", 0.5), ("d", 0.4)]


@pytest.mark.parametrize(
    ("coverage", "ranking"),
    [
        pytest.param(0.0, [("c", 0.86), ("b", 0.71), ("a", 0.54)], id="another language"),
        pytest.param(1.0, [("b", 0.77), ("a", 0.78), ("c", 0.62)], id="all words are there"),
    ],
)
def test_tokens_put_the_head_in_order_and_count_less_where_words_are_found(coverage, ranking):
    reranked = rerank(RANKED, {"a": 0.5, "b": 0.6, "c": 0.7}, coverage)

    assert [id_ for id_, _ in reranked[:3]] == [
        id_ for id_, _ in sorted(ranking, key=lambda item: -item[1])
    ]
    assert dict(reranked[:3]) == pytest.approx(dict(ranking))
    assert reranked[3] == ("d", 0.4)


def test_what_was_not_compared_stays_below_the_head():
    assert rerank(RANKED, {"c": 0.7, "d": 0.9}, 0.0) == [
        ("d", pytest.approx(0.49)), ("c", pytest.approx(0.41)), ("a", 0.4), ("b", 0.4),
    ]  # fmt: skip


def test_nothing_compared_changes_nothing():
    assert rerank(RANKED, {}, 0.5) == RANKED
