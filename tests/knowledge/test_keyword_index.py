"""BM25 over parts that come and go: the scores are those of an index made anew."""

from __future__ import annotations

from itertools import chain

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.keyword_index import KeywordIndex
from assistant.knowledge.keywords import tokenize, tokenize_query
from assistant.knowledge.postings import MOST_ROWS, Postings, code_of, merged

WORDS = ["预算", "投放", "小红书", "直播间", "leads", "60.5", "货", "，", "b2b"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
QUERIES = ["预算投放", "小红书 直播 leads", "60.5 货 预算 预算", "没有人说过", "b 2 b"]


def scores_of(index: KeywordIndex, query: str) -> list[float]:
    """Every score there is, best first."""
    return [float(score) for score in index.search(query, 10_000).scores]


@settings(max_examples=30)
@given(st.lists(texts, min_size=1, max_size=20))
def test_scores_are_those_of_another_bm25(held):
    tokens = [tokenize(text) for text in held]
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys(chain(*tokens)))}
    if not vocabulary:
        return
    other = bm25s.BM25(k1=1.5, b=0.75)
    numbers = [[vocabulary[token] for token in row] for row in tokens]
    other.index((numbers, vocabulary), show_progress=False)
    for query in QUERIES:
        known = [vocabulary[t] for t in tokenize_query(query) if t in vocabulary]
        expected = other.get_scores_from_ids(known) if known else np.zeros(len(held))

        hits = KeywordIndex.of(held).search(query, len(held))

        mine = np.zeros(len(held))
        mine[hits.rows] = hits.scores
        np.testing.assert_allclose(mine, expected, rtol=1e-5)


@st.composite
def parts(draw):
    """Postings, some of them joined, some texts struck out, and the texts that are left."""
    pieces, left = [], []
    for held in draw(st.lists(st.lists(texts, min_size=1, max_size=6), max_size=5)):
        gone = draw(st.sets(st.integers(0, len(held) - 1)))
        pieces.append(Postings.of(held).without(gone))
        left += [text for row, text in enumerate(held) if row not in gone]
    cut = draw(st.integers(0, len(pieces)))
    if draw(st.booleans()) and cut:
        pieces = [merged(pieces[:cut]), *pieces[cut:]]
    return pieces, left


@settings(max_examples=30)
@given(parts())
def test_parts_that_were_joined_and_struck_out_score_like_an_index_made_anew(made):
    pieces, left = made
    index, fresh = KeywordIndex(pieces), KeywordIndex.of(left)
    alive = [
        row for row, held in enumerate(np.concatenate([[], *(p.alive for p in pieces)])) if held
    ]
    for query in QUERIES:
        assert scores_of(index, query) == pytest.approx(scores_of(fresh, query), rel=1e-5)
        assert {int(row) for row in index.search(query, 99).rows} <= set(alive)
        for token in tokenize_query(query):
            assert index.idf(token) == pytest.approx(fresh.idf(token))
        for place, row in enumerate(alive):
            assert index.coverage(query, [row]) == pytest.approx(fresh.coverage(query, [place]))


def test_equals_are_ranked_in_their_order_however_few_are_asked_for():
    index = KeywordIndex.of(["预算"] * 5 + ["预算 预算"])

    assert [int(row) for row in index.search("预算", 4).rows] == [5, 0, 1, 2]


def test_more_texts_than_one_set_of_postings_holds_are_all_found():
    held = ["货"] * MOST_ROWS + ["预算"]

    assert [int(row) for row in KeywordIndex.of(held).search("预算", 9).rows] == [MOST_ROWS]
    for call in (lambda: Postings.of(held), lambda: merged([Postings.of(["x"] * MOST_ROWS)] * 2)):
        with pytest.raises(ValueError, match="too many"):
            call()


def test_a_word_counts_however_often_it_is_there():
    often = Postings.of(["货 " * 70_000, "货"])

    assert [list(column) for column in often.holding(code_of("货"))] == [[0, 1], [65_535, 1]]


def test_tokens_have_numbers_of_their_own_that_fit():
    tokens = ["货", "货物", "物货", "a", "ab", "60.5", "6", "0.5", "预", "预算"]
    codes = [code_of(token) for token in tokens]

    assert len(set(codes)) == len(tokens)
    assert all(0 < code < 2**63 for code in codes)
    assert code_of("预算") == 0x9884_0000_7B97
