"""Task cards and one-page sheets from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

F1 = Path(__file__).with_name("f1_replies.yaml")


@pytest.fixture
def plan(run) -> str:
    return run("interview", "--quick", "--replies", F1, "--json").json["plan"]


def test_cards_are_printed_as_text_and_as_data(run, plan):
    cards = run("plan", "cards", plan, "--json").json
    assert [set(card) for card in cards] == [{"person", "title", "text"}] * len(cards)
    assert "李梅" in [card["person"] for card in cards]
    assert run("plan", "cards", plan).out.strip() == "\n\n".join(card["text"] for card in cards)


def test_a_sheet_is_written_as_pdf_and_as_nothing_else(run, plan, tmp_path):
    file = tmp_path / "boss.pdf"
    outcome = run("plan", "sheet", plan, "boss", "--to", file, "--json")
    assert outcome.json == {"file": str(file), "bytes": file.stat().st_size}
    assert file.read_bytes().startswith(b"%PDF")
    refused = run("plan", "sheet", plan, "boss", "--to", tmp_path / "boss.png")
    assert (refused.status, refused.error) == (1, "单页只能存成 .pdf。")


def test_an_unknown_sheet_and_an_unknown_plan_are_refused(run, plan, tmp_path):
    file = tmp_path / "x.pdf"
    assert "boss hours" in run("plan", "sheet", plan, "wall", "--to", file).error
    assert run("plan", "cards", "none").status == 1
