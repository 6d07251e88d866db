"""The page of `make test-model`, from answers and dialogues made up here."""

from __future__ import annotations

from golden_run import QUESTIONS, Outcome
from model_evaluation import Asked, Held, report, sample

from assistant.answering.answer import Answer, Citation
from assistant.storage.records import Document

CITATION = Citation(1, "p", "d", "预算", "留多少", "先留 10%。", 0, 7)
SAID = Answer("先留 10%。 [1] 然后再看。", True, "model", "留多少", (CITATION,))
QUOTED = Answer("先留 10%。 [1]", True, "extractive", "留多少", (CITATION,))
REFUSED = Answer("没有找到。", False, "extractive", "天气")
QUESTION = {
    "id": "x-1",
    "question": "留多少",
    "answerable": True,
    "document": "h-budget",
    "must": [],
}
BUDGET = Document("zh/h-budget.md", "预算", "zh-Hans", "先留 10%。")
ASKED = [
    Asked(Outcome(QUESTION, SAID, (BUDGET,)), 400, 2.0),
    Asked(Outcome(QUESTION, QUOTED, (BUDGET,)), 600, 9.0),
    Asked(Outcome(QUESTION | {"answerable": False}, REFUSED, ()), 0, 0.5),
]
HELD = Held("bolt_factory", 8, 7, 6, ("offer.category = 螺栓",), 3, 1, 900, 12.4)


def test_the_page_says_what_a_reader_gets_from_the_model():
    page = report("tiny", ASKED, [HELD], "2026-11-22")

    assert "Measured on 2026-11-22 with `tiny` by `make test-model`" in page
    for row in (
        "| questions asked | 3, 2 of them answered in the corpus |",
        "| phrased by the model | 1 of 2 (50%) |",
        "| quoted instead, because the model's text did not hold | 1 |",
        "| groundedness: sentences that name their source | 1 of 2 (50%) |",
        "| citation precision: the right document is cited | 1 of 1 (100%) |",
        "| refusal accuracy: answered or refused rightly | 3 of 3 (100%) |",
        "| tokens of an answer, median | 500 |",
        "| seconds of an answer, median and most | 2.0, 9.0 |",
        "| bolt_factory | 6 of 8 (75%) | 7 of 8 (88%) | 1 | 3 | 1 | 900 | 12 |",
        "- bolt_factory: offer.category = 螺栓",
    ):
        assert row in page.splitlines()


def test_an_interrupted_run_leaves_what_it_has_measured_and_says_so():
    page = report("tiny", ASKED[:1], [], "2026-11-22", whole=False)

    assert "The run was interrupted" in page
    assert "| questions asked | 1, 1 of them answered in the corpus |" in page
    assert "No dialogue was held." in page
    assert "The run was interrupted" not in report("tiny", ASKED, [HELD], "2026-11-22")


def test_a_run_without_questions_says_so():
    assert "No question was asked." in report("tiny", [], [HELD], "2026-11-22")


def test_a_sample_is_spread_over_all_questions_and_holds_some_without_an_answer():
    chosen = sample(QUESTIONS, 15)

    assert len({question["id"] for question in chosen}) == 15
    assert sum(question["answerable"] for question in chosen) == 12
    assert len({question["set"] for question in chosen}) >= 3


def test_a_sample_of_more_than_there_is_is_everything():
    assert len(sample(QUESTIONS[:3], 100)) == 3
