"""Ranking: the piece that answers comes first, and no piece is embedded twice."""

from __future__ import annotations

import pytest
from handbook import hit

from assistant.answering.ranking import EvidenceRanker

BUDGET = "预算先分给预热。天气一直很好。"
DOUYIN = "抖音要先测试素材。"


def test_the_piece_that_shares_the_subject_comes_first(ranker):
    ranked = ranker.rank("预算怎么分给预热？", [hit(DOUYIN, 1), hit(BUDGET, 2)])

    assert ranked[0].evidence.text == "预算先分给预热。"
    assert sorted(item.evidence.text for item in ranked) == sorted(
        ["预算先分给预热。", "天气一直很好。", DOUYIN]
    )
    assert [item.score for item in ranked] == sorted((i.score for i in ranked), reverse=True)


def test_overlap_is_the_share_of_the_questions_words(ranker):
    (item,) = ranker.rank("抖音 测试 直播", [hit("抖音要先测试。")])

    assert item.overlap == pytest.approx(2 / 3)


def test_a_heading_speaks_for_its_sentences(ranker):
    hits = [hit("先测试三天。", 1, heading="抖音怎么投放"), hit("先测试三天。", 2, heading="售后")]

    best = ranker.rank("抖音怎么投放", hits)[0]

    assert best.evidence.passage == hits[0].passage
    assert best.overlap == 1.0


def test_of_equal_pieces_the_one_from_the_better_passage_wins(ranker):
    hits = [hit(DOUYIN, 1), hit(DOUYIN, 2)]

    ranked = ranker.rank("抖音", hits)

    assert [item.evidence.passage.document_id for item in ranked] == ["d1", "d2"]


def test_only_the_best_passages_are_looked_at(encoder):
    hits = [hit(f"抖音第{i}句。", i) for i in range(1, 6)]

    ranked = EvidenceRanker(encoder, passages=2).rank("抖音", hits)

    assert {item.evidence.passage.document_id for item in ranked} == {"d1", "d2"}


def test_a_piece_is_embedded_once(ranker, encoder):
    ranker.rank("预算", [hit(BUDGET, 1)])
    ranker.rank("别的问题", [hit(BUDGET, 1), hit(DOUYIN, 2)])

    assert encoder.encoded == ["预算先分给预热。", "天气一直很好。", DOUYIN]


def test_two_texts_with_one_name_are_not_mixed_up(ranker):
    first = ranker.rank("预算", [hit(BUDGET, document_id="same")])
    second = ranker.rank("预算", [hit(DOUYIN, document_id="same")])

    assert {item.evidence.text for item in first} == {"预算先分给预热。", "天气一直很好。"}
    assert {item.evidence.text for item in second} == {DOUYIN}


def test_what_is_long_ago_is_forgotten(encoder, monkeypatch):
    monkeypatch.setattr("assistant.answering.ranking._CACHED_PASSAGES", 2)
    ranker = EvidenceRanker(encoder)
    for rank in (1, 2, 1, 3, 1, 2):
        ranker.rank("预算", [hit(f"第{rank}句。", rank)])

    assert encoder.encoded == ["第1句。", "第2句。", "第3句。", "第2句。"]


@pytest.mark.parametrize("query", ["", "的", "\ud83d", "抖" * 3000])
def test_any_query_ranks_every_piece(ranker, query):
    assert len(ranker.rank(query, [hit(BUDGET)])) == 2


def test_no_passages_no_pieces(ranker):
    assert ranker.rank("预算", []) == []
    assert ranker.rank("预算", [hit("")]) == []
