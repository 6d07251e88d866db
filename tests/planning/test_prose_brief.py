"""What a model is given to write a paragraph anew, and what code puts back into its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from f1 import TODAY, load_drafter, raw_profile
from fakes import ScriptedChatModel, chat_with

from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.language import reading_size
from assistant.planning.edits import apply_edits, new_edit
from assistant.planning.lint_file import load_lint
from assistant.planning.plan import Heading, Paragraph, Plan, Run
from assistant.planning.prose.brief import section_brief
from assistant.planning.prose.order import order_of
from assistant.planning.prose.writer import PROSE_PROMPTS, PROSE_SLOTS, ProseWriter
from assistant.prompts import Wording

ADVICE = "现状写四样：营销资源、网上工作、现有客户、潜在客户。"
REWRITTEN = "写现状要写营销资源、网上工作、现有客户和潜在客户。"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_drafter().draft(raw_profile(), language="zh", today=TODAY)


@pytest.fixture
def advised(plan) -> Plan:
    """A plan whose second section holds advice and nothing that the owner said."""

    def only_advice(section):
        kept = (b for b in section.blocks if isinstance(b, Heading) or _is_advice(b))
        return replace(section, blocks=tuple(kept)) if section.id == "P2" else section

    return replace(plan, sections=tuple(only_advice(section) for section in plan.sections))


def _is_advice(block) -> bool:
    return isinstance(block, Paragraph) and block.is_advice


@pytest.fixture
def write(prompts_dir):
    """Let a scripted model write to a brief."""

    def write(brief, *said):
        chat = chat_with(ScriptedChatModel(replies=list(said)))
        prompts = {
            language: ChatPrompt.load(prompts_dir, name, PROSE_SLOTS)
            for language, name in PROSE_PROMPTS.items()
        }
        words = Wording.load(prompts_dir / "model.yaml")
        writer = ProseWriter(lambda: chat, prompts, words, load_lint(prompts_dir))
        *_, prose = writer.write(brief, order_of(brief.section, ""), "zh", Meter())
        return prose

    return write


def runs_at(edited, anchor):
    return next(place.text for place in edited.places if place.anchor == anchor)


def test_a_paragraph_keeps_the_marks_of_its_sources_when_it_is_written_anew(advised, write):
    edited = apply_edits(advised, [])
    brief = section_brief(edited, "P2")
    number = next(run.source for run in runs_at(edited, brief.anchor) if run.text != ADVICE)
    prose = write(brief, REWRITTEN)

    assert prose.text == f"{REWRITTEN} [{number}]"
    assert f"[{number}]" not in brief.current
    after = apply_edits(advised, [new_edit(advised, prose.anchor, prose.text)])
    assert runs_at(after, prose.anchor) == (
        Run(REWRITTEN, "answer", "edit"),
        Run(f" [{number}]", "corpus", number),
    )
    again = section_brief(after, "P2")
    assert (again.current, again.cited) == (REWRITTEN, f" [{number}]")


def test_a_proposal_that_is_written_once_more_has_its_marks_once(advised, write):
    brief = section_brief(apply_edits(advised, []), "P2", f"{REWRITTEN} [2]")

    assert brief.current == REWRITTEN
    assert write(brief, REWRITTEN).text.count("[") == 1


def test_marks_follow_the_numbers_that_the_sources_have_now(advised):
    anchor = section_brief(apply_edits(advised, []), "P2").anchor
    edit = new_edit(advised, anchor, f"{REWRITTEN} [99]")

    assert runs_at(apply_edits(advised, [edit]), anchor)[1].text == " [2]"
    unmarked = replace(edit, text=REWRITTEN)
    assert runs_at(apply_edits(advised, [unmarked]), anchor) == (Run(REWRITTEN, "answer", "edit"),)


def test_a_bracketed_number_in_a_text_without_sources_stays_what_it_is(plan):
    anchor = section_brief(apply_edits(plan, []), "P4").anchor
    edited = apply_edits(plan, [new_edit(plan, anchor, "见附件 [3]")])

    assert runs_at(edited, anchor) == (Run("见附件 [3]", "answer", "edit"),)


@pytest.mark.parametrize("number", range(1, 10))
def test_a_brief_is_short_and_about_what_the_plan_says_itself(plan, number):
    edited = apply_edits(plan, [])
    brief = section_brief(edited, f"P{number}")
    place = next(place for place in edited.places if place.anchor == brief.anchor)

    assert not Paragraph(place.text).is_advice
    assert sum(map(reading_size, brief.facts)) <= 420
    assert len(brief.guidance) <= 3
    assert brief.current not in brief.facts


def test_the_facts_of_the_same_part_come_first(plan):
    brief = section_brief(apply_edits(plan, []), "P4")

    assert brief.facts[0] == "[差距与台阶]"


def test_a_figure_and_its_scale_are_one_mark(plan):
    brief = section_brief(apply_edits(plan, []), "P1")

    assert "} {" not in brief.current
    assert brief.masked.filled(brief.current) != brief.current
