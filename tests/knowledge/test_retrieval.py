"""Retrieval: by meaning and by words, from the passages of one moment."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import WordEncoder

from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.retrieval import Retriever
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.shelves import Shelves
from assistant.knowledge.token_vectors import HeldTokens
from assistant.knowledge.vector_index import VectorIndex
from assistant.storage.records import Passage

TEXTS = {
    "双十一预算": "双十一的预算先分给预热，再分给当天。",
    "抖音": "抖音投放要先测试素材。",
    "售后": "售后服务做得好，老客户会回来。",
    "Leads": "Measure the cost per lead every week.",
}


def passages(texts: dict[str, str] = TEXTS) -> list[Passage]:
    return [
        Passage(
            document_id=f"document-{heading}",
            document_title="手册",
            heading=heading,
            text=text,
            start=0,
            end=len(text),
            language="zh-Hans",
        )
        for heading, text in texts.items()
    ]


@pytest.fixture
def encoder():
    return WordEncoder()


@pytest.fixture
def index(tmp_path, encoder):
    index = VectorIndex(open_client(tmp_path / "chroma", ""), "words", encoder.dimension)
    found = passages()
    index.upsert([p.id for p in found], encoder.encode_passages([indexed_text(p) for p in found]))
    return index


@pytest.fixture
def retriever(encoder, index):
    return Retriever(encoder, index, Shelves(passages()))


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("双十一的预算怎么分？", "双十一预算"),
        ("雙十一的預算怎麼分？", "双十一预算"),
        ("抖音怎么投放", "抖音"),
        ("老客户回来", "售后"),
        ("How to measure the cost per lead?", "Leads"),
    ],
)
def test_the_passage_that_speaks_of_it_comes_first(retriever, query, heading):
    best = retriever.retrieve(query, 3).hits[0]

    assert best.passage.heading == heading
    assert (best.rank, best.dense_rank, best.keyword_rank) == (1, 1, 1)
    assert best.score == pytest.approx(1.0)


def test_hits_are_ranked_and_counted(retriever):
    retrieval = retriever.retrieve("抖音 预算", 3)

    assert [hit.rank for hit in retrieval.hits] == [1, 2, 3]
    scores = [hit.score for hit in retrieval.hits]
    assert scores == sorted(scores, reverse=True)
    assert retrieval.query == "抖音 预算"
    assert retrieval.coverage == pytest.approx(1.0)


def test_a_passage_without_a_shared_word_is_found_by_meaning_alone(retriever):
    last = retriever.retrieve("抖音", 4).hits[-1]

    assert last.keyword_rank == 0
    assert last.dense_rank > 0


def test_a_passage_the_index_has_lost_is_still_found_by_its_words(retriever, index):
    (lost,) = (p for p in passages() if p.heading == "抖音")
    index.delete([lost.id])

    hits = {hit.passage: hit for hit in retriever.retrieve("抖音投放测试素材", 2).hits}

    hit = hits[lost]
    assert (hit.dense_rank, hit.keyword_rank, hit.cosine) == (0, 1, 0.0)
    assert hit.score == pytest.approx(0.5)


def test_what_the_index_holds_too_much_of_is_not_shown(encoder, index):
    few = passages({"抖音": TEXTS["抖音"]})

    hits = Retriever(encoder, index, Shelves(few)).retrieve("双十一的预算", 9).hits

    assert [hit.passage for hit in hits] == few


def test_shelves_that_were_changed_are_searched_from_now_on(encoder, index):
    shelves = Shelves(passages())
    retriever = Retriever(encoder, index, shelves)

    shelves.change([p.id for p in passages() if p.heading != "售后"], ())

    assert [h.passage.heading for h in retriever.retrieve("抖音投放", 9).hits] == ["售后"]
    assert retriever.keywords.coverage("抖音", [0]) == 0.0


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_an_empty_query_finds_nothing(retriever, query):
    assert retriever.retrieve(query, 3).hits == ()


def test_an_empty_library_finds_nothing_and_loads_no_model(index):
    class Unloadable(WordEncoder):
        def encode_query(self, text):
            raise AssertionError("no passage, nothing to encode")

    retrieval = Retriever(Unloadable(), index, Shelves()).retrieve("预算", 3)

    assert (retrieval.hits, retrieval.coverage) == ((), 0.0)


@pytest.mark.parametrize(
    "query", ["\0", "\ud83d 抖音", "抖" * 3000, "'; DROP TABLE passages; --", "{question}", "🙂"]
)
def test_a_hostile_query_is_only_a_query(retriever, query):
    assert len(retriever.retrieve(query, 3).hits) == 3


def test_what_is_searched_has_its_headings_and_simplified_characters():
    (passage,) = passages({"總額": "預算先分給預熱。"})

    assert indexed_text(passage) == "手册 / 总额\n预算先分给预热。"


def test_vectors_and_words_agree_on_a_passage(retriever, encoder):
    hit = retriever.retrieve("抖音投放", 1).hits[0]

    vector = encoder.encode_passages([indexed_text(hit.passage)])[0]
    assert hit.cosine == pytest.approx(
        float(np.dot(vector, encoder.encode_query("抖音投放"))), abs=1e-4
    )


@pytest.fixture
def reranking(encoder, index):
    found = passages()
    packed = encoder.read_passages([indexed_text(p) for p in found]).tokens
    held = HeldTokens({p.id: data for p, data in zip(found, packed, strict=True)})
    return Retriever(encoder, index, Shelves(found), held)


def test_a_hit_tells_which_words_of_the_question_it_lacks(reranking):
    best = reranking.retrieve("抖音投放补贴", 1).hits[0]

    assert best.passage.heading == "抖音"
    assert [match.text for match in best.matches] == ["抖音", "音投", "投放", "放补", "补贴"]
    assert best.weakest is not None
    assert best.weakest.text in ("放补", "补贴")
    assert best.similarity == pytest.approx(sum(m.weight * m.similarity for m in best.matches))


def test_reranked_scores_fall_and_the_fused_ones_are_kept(reranking, retriever):
    hits = reranking.retrieve("抖音 预算", 4).hits
    before = {hit.passage: hit.score for hit in retriever.retrieve("抖音 预算", 4).hits}

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.passage: hit.fused for hit in hits} == before


def test_without_tokens_the_fused_ranking_stands(encoder, index, retriever):
    without = Retriever(encoder, index, Shelves(passages()), HeldTokens({}))

    assert without.retrieve("抖音 预算", 4) == retriever.retrieve("抖音 预算", 4)


@pytest.mark.parametrize("query", ["？", "🙂", "\ud83d 抖音", "抖" * 3000])
def test_a_hostile_query_is_reranked_as_any_other(reranking, query):
    assert len(reranking.retrieve(query, 3).hits) == 3
