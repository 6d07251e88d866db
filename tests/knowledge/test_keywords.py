"""Keyword search: any script and width finds the text, and a question searches for its subject."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.knowledge.keyword_index import KeywordIndex
from assistant.knowledge.keywords import tokenize, tokenize_query

TEXTS = [
    "双十一的预算：搜索占 60%，直播占 40%",
    "抖音投放要先测试素材",
    "小红书种草靠笔记",
    "Measure the cost per lead weekly in Google Ads",
    "2026 年的目标是销售额 200 万元",
    "售后服务决定复购",
]


@pytest.fixture(scope="module")
def index():
    return KeywordIndex.of(TEXTS)


def best(index: KeywordIndex, query: str) -> str:
    rows = index.search(query, 1).rows
    return TEXTS[rows[0]] if len(rows) else ""


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("预算分配", ["预算", "算分", "分配"]),
        ("預算", ["预算"]),
        ("货", ["货"]),
        ("B2B SEO", ["b", "2", "b", "seo"]),
        ("ＳＥＯ　２０２６年", ["seo", "2026", "年"]),
        ("占 60.5%，约 3,000", ["占", "60.5", "约", "3", "000"]),
        ("，。？！", []),
        ("", []),
    ],
)
def test_chinese_becomes_pairs_and_latin_stays_whole(text, tokens):
    assert tokenize(text) == tokens


@pytest.mark.parametrize(
    ("query", "tokens"),
    [
        ("请问预算怎么分配比较好？", ["预算", "分配"]),
        ("為什麼要做直播呢", ["要做", "做直", "直播"]),
        ("How should we measure the cost per lead?", ["measure", "cost", "per", "lead"]),
        ("什么", ["什么"]),
        ("What is it?", ["what", "is", "it"]),
        ("", []),
    ],
)
def test_a_question_searches_for_its_subject(query, tokens):
    assert tokenize_query(query) == tokens


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("抖音投放", TEXTS[1]),
        ("抖音要怎麼投放？", TEXTS[1]),
        ("雙十一的預算怎麼分？", TEXTS[0]),
        ("６０％ 搜索", TEXTS[0]),
        ("ＧＯＯＧＬＥ　ａｄｓ", TEXTS[3]),
        ("how to measure cost per lead", TEXTS[3]),
        ("2026年目标", TEXTS[4]),
        ("复购", TEXTS[5]),
        ("量子力学", ""),
        ("", ""),
    ],
)
def test_a_text_is_found_by_its_words_in_any_script_and_width(index, query, text):
    assert best(index, query) == text


def test_hits_come_best_first_and_only_where_words_are_shared(index):
    hits = index.search("小红书 笔记 目标", 10)

    assert [int(row) for row in hits.rows] == [2, 4]
    assert hits.scores[0] > hits.scores[1] > 0
    assert len(index.search("小红书 笔记 目标", 1).rows) == 1


@pytest.mark.parametrize(
    ("query", "rows", "coverage"),
    [
        ("抖音投放", [1], 1.0),
        ("抖音投放", [2], 0.0),
        ("抖音投放", [2, 1], 1.0),
        ("抖音投放", [], 0.0),
        ("unheard of", [3], 0.0),
        ("", [0], 0.0),
    ],
)
def test_coverage_is_the_share_of_the_question_that_passages_hold(index, query, rows, coverage):
    assert index.coverage(query, rows) == pytest.approx(coverage)


def test_a_word_nobody_has_seen_weighs_most(index):
    known = index.coverage("抖音 目标", [1])
    unknown = index.coverage("抖音 比特币", [1])

    assert 0 < unknown < known < 1


def test_an_empty_index_finds_nothing():
    for texts in ([], ["。。。"]):
        empty = KeywordIndex.of(texts)
        assert empty.search("预算", 5).rows.dtype == np.int64
        assert len(empty.search("预算", 5).rows) == 0
        assert empty.coverage("预算", []) == 0.0
