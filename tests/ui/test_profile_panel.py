"""The profile beside the plan: every field with its words, origin and history, escaped."""

from __future__ import annotations

import sys
from pathlib import Path

from apps import plan_desk
from page_html import assert_harmless, read

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_book, load_drafter, repaired_profile

from assistant.conversation.plan_view import PlanView
from assistant.conversation.profile_sheet import profile_sheet
from assistant.conversation.rehearsal import Rehearsal, Rehearsals
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.prompts import resource_dir
from assistant.storage.records import StoredPlan

TOLD = {"company.headcount": ["9 人", "46 人"]}
EMPTY = Rehearsal((), None)
HEADCOUNT = Value(46, "people", "answer", "不对，46人", "A1", "owner", "2026-11-22T10:00:00")


def view(profile: Profile, language="zh") -> PlanView:
    draft = plan_desk(load_drafter()).draft(profile, TODAY, language)
    state = flow.start("quick")
    stored = StoredPlan("p", "owner", draft.plan.title, updated_at="2026-11-22T09:30:00")
    return PlanView(stored, profile, state, draft, flow.progress(state, profile, load_book()))


def entry_of(profile: Profile, key: str):
    stages = profile_sheet(profile, TOLD, load_book(), "zh")
    return next(e for stage in stages for e in stage.entries if e.key == key)


def test_a_fact_shows_value_words_date_and_what_it_was_before():
    entry = entry_of(Profile({"company.headcount": HEADCOUNT}), "company.headcount")
    assert (entry.label, entry.text, entry.origin) == ("人数", "46 人", "answer")
    assert (entry.raw, entry.at, entry.question) == ("不对，46人", "2026-11-22", "A1")
    assert entry.earlier == ("9 人",)


def test_every_field_of_the_interview_has_its_place():
    stages = profile_sheet(Profile(), {}, load_book(), "en")
    shown = [entry.key for stage in stages for entry in stage.entries]
    assert shown == [field.key for field in load_book().fields if field.read != "whole"]
    assert {entry.text for stage in stages for entry in stage.entries} == {""}


def test_the_panel_shows_plan_and_profile_and_escapes_the_words(renderers):
    hostile = Value('<img src=x onerror="a()">', "", "answer", "<script>", "A1")
    shown = view(Profile({"company.name": hostile}))
    html = renderers["zh"].panel(shown, TOLD, EMPTY, ())
    assert_harmless(html)
    page = read(html)
    said = [tag.attributes["data-label"] for tag in page.classed("said")]
    assert "公司或品牌" in said
    assert len(page.classed("shows-plan")) == len(page.classed("shows-profile")) == 1
    assert '<img src=x onerror="a()">' in page.text


def test_what_nobody_knows_yet_says_so_in_the_language_of_the_page(renderers):
    page = read(renderers["en"].panel(view(Profile(), "en"), {}, EMPTY, ()))
    unknown = [tag.text for tag in page.classed("said") if tag.text == "not known yet"]
    assert unknown
    assert page.classed("assumption")


def test_accidents_are_rehearsed_beside_the_plan_once_enough_is_known(renderers):
    prompts = resource_dir("prompts")
    shown = view(repaired_profile())
    rehearsal = Rehearsals.load(prompts).of(shown.draft.known)
    page = read(renderers["zh"].panel(shown, {}, rehearsal, ()))
    titles = [tag.text for tag in page.named("h3")]
    first = titles.index("点击涨价 40%")
    assert titles[first : first + 5] == [
        "点击涨价 40%",
        "淘宝停 14 天",
        "挂帅的人离职",
        "新品晚 2 个月",
        "钱最紧的时候",
    ]
    assert "第一年目标能完成 71.5%" in page.text
    empty = read(renderers["en"].panel(view(Profile(), "en"), {}, EMPTY, ()))
    assert "four accidents are rehearsed here" in empty.text
