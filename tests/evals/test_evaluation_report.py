"""The page of `make eval`, from answers made up here."""

from __future__ import annotations

from datetime import date

from evaluation_report import borne_out, kept_sets, report
from golden_run import Outcome

from assistant.answering.answer import Answer, Citation
from assistant.storage.records import Document

CITATION = Citation(1, "p", "d", "预算", "留多少", "先留 10%。其余分两份。", 0, 12)
ANSWER = Answer("先留 10%。 [1] 再留 25%。 [1]", True, "extractive", "留多少", (CITATION,))
QUESTION = {
    "id": "x-1",
    "set": "golden",
    "kind": "fact",
    "question": "留多少",
    "language": "zh-Hans",
    "answerable": True,
    "document": "h-budget",
    "must": [],
}
RIGHT = Outcome(QUESTION, ANSWER, (Document("zh/h-budget.md", "预算", "zh-Hans", "先留 10%。"),))
WRONG = Outcome(
    QUESTION | {"id": "x-2", "answerable": False, "kind": "off_topic", "document": None}, ANSWER, ()
)


def test_a_sentence_is_borne_out_when_its_numbers_stand_in_what_it_cites():
    assert borne_out(RIGHT) == [True, False]


def test_the_page_counts_by_language_and_names_what_failed():
    page = report([RIGHT, WRONG], "no sets", date(2026, 11, 22)).splitlines()

    assert "Measured 2026-11-22 by `make eval`, without a language model." in page
    row = next(line for line in page if line.startswith("| answerable, zh-Hans | calibrated on"))
    assert row.startswith("| answerable, zh-Hans | calibrated on | 1 | 100.0 % | 50.0 % |")
    assert "| off topic | calibrated on | 1 | 0.0 % |" in page
    assert "- x-2  留多少  ->  留多少" in page
    assert "no sets" in page


def test_the_table_of_the_public_sets_outlives_a_run_without_them(tmp_path):
    page = tmp_path / "evaluation.md"
    page.write_text(report([RIGHT], "| cmrc2018 | 98.6 |", date(2026, 11, 22)), encoding="utf-8")

    assert kept_sets(page) == "| cmrc2018 | 98.6 |"
    assert kept_sets(tmp_path / "none.md").startswith("Not measured yet")
