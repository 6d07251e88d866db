"""The sample: a finished plan in both languages that nobody can change, and copies of it."""

from __future__ import annotations

import pytest
from apps import build_app, read_prompts

from assistant.errors import PromptError
from assistant.interview.sample_file import load_samples


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with build_app(tmp_path_factory.mktemp("samples")) as app:
        yield app


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh", "小满家纺 · 2027–2029 年网络营销方案"),
        ("en", "Xiaoman Home · Online marketing plan 2027–2029"),
    ],
)
def test_the_sample_is_complete_and_would_pass_the_review(app, language, title):
    view = app.consultant.samples.view(language)
    assert view.draft.plan.title == title
    assert view.progress.percent == 100
    assert [f.rule for f in view.draft.review.findings if f.severity == "B"] == []
    assert all(section.blocks and not section.missing for section in view.draft.plan.sections)
    assert view.draft.plan.date == "2026-11-22"


def test_both_languages_tell_of_the_same_business(app):
    zh, en = (app.consultant.samples.view(language).draft.plan for language in ("zh", "en"))
    assert zh.results["goal_gap"].values == en.results["goal_gap"].values
    assert zh.results["funnel"].values == en.results["funnel"].values
    assert [s.id for s in zh.sections] == [s.id for s in en.sections]


def test_a_copy_belongs_to_whoever_asked_and_changes_alone(app):
    copied = app.consultant.samples.copy("li", "zh")
    assert app.consultant.view("li", copied.id).draft.plan.title.startswith("小满家纺")
    app.consultant.reply("li", copied.id, "人数改成12")
    assert app.consultant.view("li", copied.id).profile.number("company.headcount") == 12
    assert app.consultant.samples.view("zh").profile.number("company.headcount") == 9
    assert app.consultant.plans("wang") == []


def test_a_mistake_in_the_sample_names_question_and_field(tmp_path):
    (tmp_path / "sample.yaml").write_text(
        "day: 2026-11-22\n"
        "zh: {A1: {said: 我们, fields: {company.nam: 小满}}}\n"
        "en: {A1: {said: We, fields: {company.name: X}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(PromptError) as caught:
        load_samples(tmp_path, read_prompts().book)
    assert caught.value.en.startswith("sample.yaml: A1 company.nam")
