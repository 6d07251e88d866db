"""Evaluation: a labelled set is scored with the product's own parts, and a bad set is named."""

from __future__ import annotations

import json

import pytest
from fakes import WordEncoder

from assistant.errors import InputError
from assistant.knowledge.evaluation import LabelledSet, evaluate, load_labelled_set
from assistant.knowledge.splitting import Splitter

CORPUS = [
    {"id": "d1", "text": "双十一的预算先分给预热。"},
    {"id": "d2", "text": "抖音投放要先测试素材。"},
    {"id": 3, "text": "Measure the cost per lead weekly."},
]
QUERIES = [
    {"id": "q1", "text": "双十一预算怎么分"},
    {"id": "q2", "text": "抖音怎么投放"},
    {"id": "q3", "text": "抖音怎么投放"},
    {"id": "q4", "text": "cost per lead"},
    {"id": "q5", "text": "没有标注的问题"},
]
RELEVANT = [
    {"qid": "q1", "docid": "d1"},
    {"qid": "q2", "docid": "d2"},
    {"qid": "q3", "docid": "gone"},
    {"qid": "q4", "docid": "3"},
    {"qid": "q4", "docid": "d1"},
]


@pytest.fixture
def folder(tmp_path):
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES), ("qrels", RELEVANT)):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return tmp_path


def test_a_set_holds_the_questions_that_have_an_answer(folder):
    assert load_labelled_set(folder) == LabelledSet(
        corpus={"d1": CORPUS[0]["text"], "d2": CORPUS[1]["text"], "3": CORPUS[2]["text"]},
        queries={"q1": "双十一预算怎么分", "q2": "抖音怎么投放", "q3": "抖音怎么投放",
                 "q4": "cost per lead"},
        relevant={"q1": {"d1"}, "q2": {"d2"}, "q3": {"gone"}, "q4": {"3", "d1"}},
    )  # fmt: skip


def test_three_of_four_answers_come_first(folder):
    told: list[str] = []

    scores = evaluate(load_labelled_set(folder), WordEncoder(), Splitter(), told.append)

    assert {key: scores[key] for key in ("queries", "R@1", "R@5", "MRR@10")} == {
        "queries": 4,
        "R@1": 75.0,
        "R@5": 75.0,
        "MRR@10": 75.0,
    }
    assert 0 < scores["search_ms_p50"] <= scores["search_ms_p95"]
    assert scores["passages_per_s"] > 0
    assert told == ["3/3"]


def test_a_document_is_ranked_by_its_best_passage():
    text = "预热预热。\n\n" + "抖音投放。\n\n" + "预算分配。\n\n"
    labelled = LabelledSet(
        {"long": text, "other": "抖音投放要测试预算。"}, {"q": "预算分配"}, {"q": {"other"}}
    )

    scores = evaluate(labelled, WordEncoder(), Splitter(4), lambda _: None)

    assert (scores["R@1"], scores["R@5"], scores["MRR@10"]) == (0.0, 100.0, 50.0)


def test_one_question_is_enough_and_none_is_refused():
    one = LabelledSet({"d": "预算。"}, {"q": "预算"}, {"q": {"d"}})

    assert evaluate(one, WordEncoder(), Splitter(), lambda _: None)["R@1"] == 100.0
    with pytest.raises(InputError, match="没有带答案的问题"):
        evaluate(LabelledSet({"d": "预算。"}, {}, {}), WordEncoder(), Splitter(), lambda _: None)


def test_an_empty_corpus_answers_nothing():
    nothing = LabelledSet({}, {"q": "预算"}, {"q": {"d"}})

    assert evaluate(nothing, WordEncoder(), Splitter(), lambda _: None)["R@1"] == 0.0


def test_a_text_may_hold_any_separator(folder):
    text = "一行\u2028二行\x0b三行"
    row = json.dumps({"id": "d9", "text": text}, ensure_ascii=False)
    (folder / "corpus.jsonl").write_text(row, encoding="utf-8")

    assert load_labelled_set(folder).corpus == {"d9": text}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus", None, "缺少文件 .*corpus.jsonl"),
        ("qrels", None, "缺少文件 .*qrels.jsonl"),
        ("corpus", b'{"id": 1, "text": "a"}\n\n{"id"', "corpus.jsonl 第 3 行不是 JSON"),
        ("queries", b'{"id": 1}', "queries.jsonl 第 1 行缺少 id、text"),
        ("qrels", b'["q1", "d1"]', "qrels.jsonl 第 1 行缺少 qid、docid"),
        ("corpus", b'{"id": 1, "text": null}', "corpus.jsonl 第 1 行的 text 不是文字"),
        ("queries", b'{"id": 1, "text": ["a"]}', "queries.jsonl 第 1 行的 text 不是文字"),
        ("corpus", b'{"id": 1, "text": "\xff"}', "corpus.jsonl 不是 UTF-8"),
    ],
    ids=["no corpus", "no qrels", "half a line", "no text", "a list", "null", "text in a list",
         "not UTF-8"],
)  # fmt: skip
def test_a_mistake_in_a_set_is_named_with_its_line(folder, name, content, message):
    path = folder / f"{name}.jsonl"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    with pytest.raises(InputError, match=message):
        load_labelled_set(folder)
