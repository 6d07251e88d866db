"""Whole conversations on the quick path, turn by turn, as owners of different trades hold them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

FILES = sorted(Path(__file__).with_name("dialogues").glob("*.yaml"))
MOST_TURNS = 16


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_leads_to_a_draft_without_asking_twice(librarian, path: Path):
    script = load(path)
    language = script["language"]
    plan = librarian.new_plan("owner", "quick", language).id

    turns = [librarian.reply("owner", plan, row["say"], language) for row in script["turns"]]

    assert [turn.question for turn in turns] == [row["next"] for row in script["turns"]]
    assert len(turns) <= MOST_TURNS
    asked = [question for question, _ in groupby(turn.question for turn in turns)]
    assert len(asked) == len(set(asked)), "a question was left and asked again"
    words = [turn.ask for turn in turns]
    assert len(words) == len(set(words)), "a question was asked twice in the same words"

    view = librarian.view("owner", plan, language)
    known = {key: view.profile.raw(key) for key in script["profile"]}
    assert known == script["profile"]
    assert [q for q, status in view.state.settled.items() if status == "skipped"] == (
        script["skipped"]
    )
    assert [c.rule for turn in turns for c in turn.concerns] == script["concerns"]
    assert view.stored.title == view.profile.text("company.name")


def test_there_are_conversations_of_six_kinds():
    assert len(FILES) >= 6
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
