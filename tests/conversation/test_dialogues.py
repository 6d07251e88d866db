"""Whole conversations on the quick path, turn by turn, as owners of different trades hold them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation.turn import Turn
from assistant.interview import flow
from assistant.interview.question import QuestionBook, load_questions
from assistant.prompts import resource_dir

FILES = sorted(Path(__file__).with_name("dialogues").glob("*.yaml"))
MOST_TURNS = 16


@pytest.fixture(scope="module")
def book() -> QuestionBook:
    return load_questions(resource_dir("prompts"))


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_leads_to_a_draft_without_asking_twice(librarian, book, path: Path):
    """A script with `longer` jumps about on purpose or needs probes, and says why."""
    script = load(path)
    language = script["language"]
    plan = librarian.new_plan("owner", "quick", language).id
    turns: list[Turn] = []
    for row in script["turns"]:
        before = turns[-1].question if turns else ""
        turn = librarian.reply("owner", plan, row["say"], language)
        profile = librarian.view("owner", plan, language).profile
        understood = {chip.key: profile.raw(chip.key) for chip in turn.understood}
        turns.append(turn)
        assert turn.question == row["next"], row["say"]
        assert understood == row.get("understood", understood), row["say"]
        if turn.question not in ("", before) and turn.kind != "command":
            asked = book[turn.question]
            assert not flow.is_known(asked, profile), f"{asked.id} was asked though it was known"

    if "longer" not in script:
        check_brevity(turns)
    view = librarian.view("owner", plan, language)
    known = {key: view.profile.raw(key) for key in script["profile"]}
    assert known == script["profile"]
    assert [q for q, status in view.state.settled.items() if status == "skipped"] == (
        script["skipped"]
    )
    assert [c.rule for turn in turns for c in turn.concerns] == script["concerns"]
    assert view.stored.title == view.profile.text("company.name")
    assert turns[-1].ask == "" or not turns[-1].question, "the path is not finished"


def check_brevity(turns: list[Turn]) -> None:
    """Check that nothing was asked twice and the draft was reached soon."""
    assert len(turns) <= MOST_TURNS
    asked = [question for question, _ in groupby(turn.question for turn in turns)]
    assert len(asked) == len(set(asked)), "a question was left and asked again"
    words = [turn.ask for turn in turns]
    assert len(words) == len(set(words)), "a question was asked twice in the same words"


def test_there_are_conversations_of_many_kinds():
    assert len(FILES) >= 13
    assert sum("longer" in load(path) for path in FILES) <= 5
    assert {load(path)["language"] for path in FILES} == {"zh", "en"}


def test_the_shop_of_the_fixture_gets_its_numbers(librarian):
    """Gap, milestones, budget split and the missing traffic money of fixture F1."""
    script = load(Path(__file__).parent / "dialogues" / "taobao_shop.yaml")
    plan = librarian.new_plan("owner").id
    for row in script["turns"]:
        librarian.reply("owner", plan, row["say"])
    text = str(librarian.view("owner", plan).draft.plan)
    for figure in ("3,600,000", "3,120,000", "4,380,000", "6,000,000", "216,000", "324,000"):
        assert figure in text
    findings = librarian.view("owner", plan).draft.review.findings
    messages = {finding.rule: finding.message.zh for finding in findings}
    assert messages["R-19"] == (
        "第一年的目标需要 610,459 元，流量预算只有 324,000 元，缺 286,459 元。"
    )
