"""Texts that a model proposes, beside their section; without a model the plan says why not."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from apps import plan_desk
from page_html import assert_harmless

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_book, load_drafter, raw_profile

from assistant.conversation.plan_view import PlanView
from assistant.conversation.turn import Proposal
from assistant.interview import flow
from assistant.storage.records import StoredPlan

PROPOSAL = Proposal("P4", "P4/4.2/p-1", "4.2 差距与台阶", "差距还有 3,600,000 元。<b>粗</b>")
WITHOUT = "接上大模型后，每一部分可以换种写法。现在没有接，文字由程序按规则写。"


@pytest.fixture(scope="module")
def plan() -> PlanView:
    profile, state = raw_profile(), flow.start("full")
    draft = plan_desk(load_drafter()).draft(profile, TODAY, "zh")
    stored = StoredPlan("a" * 32, "owner", draft.plan.title, updated_at="2026-11-22T09:30:00")
    return PlanView(stored, profile, state, draft, flow.progress(state, profile, load_book()))


def test_with_a_model_every_section_can_be_put_in_other_words(renderers, plan):
    page = assert_harmless(renderers["zh"].plan(replace(plan, writes=True), ()))

    buttons = [tag.text for tag in page.classed("says-it")]
    assert [text for text in buttons if text.startswith("改写")] == [
        f"改写P{number}" for number in range(1, 10)
    ]
    assert WITHOUT not in page.text


def test_without_a_model_the_plan_says_why_there_is_no_such_button(renderers, plan):
    page = assert_harmless(renderers["zh"].plan(plan, ()))

    assert "改写P" not in page.text
    assert WITHOUT in page.text


def test_a_proposal_stands_below_what_it_would_replace(renderers, plan):
    place = next(p for p in plan.draft.edited.places if p.anchor.startswith("P4/4.2/p-"))
    proposal = replace(PROPOSAL, anchor=place.anchor)
    (aside,) = assert_harmless(
        renderers["zh"].plan(replace(plan, writes=True, proposed=proposal), ())
    ).named("aside")

    assert "现在的文字" in aside.text
    assert aside.text.index(place.words) < aside.text.index(PROPOSAL.text)


def test_a_proposal_stands_in_its_section_with_take_and_drop(renderers, plan):
    shown = renderers["zh"].plan(replace(plan, writes=True, proposed=PROPOSAL), ())
    page = assert_harmless(shown)

    (aside,) = page.named("aside")
    assert PROPOSAL.text in aside.text
    assert "“4.2 差距与台阶”，还没写进方案" in aside.text
    assert aside.text.split()[-2:] == ["采用这段文字", "不用这段文字"]
    assert shown.index('id="P4"') < shown.index("<aside") < shown.index('id="P5"')
