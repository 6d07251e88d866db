"""Every file of a plan says the same figures; each is read back with a reader of its own."""

import json
import re
from io import BytesIO

import pytest
from docx import Document
from f1 import TODAY, load_drafter, raw_profile, repaired_profile
from openpyxl import load_workbook
from pptx import Presentation

from assistant.exporting.export import export
from assistant.exporting.key_figures import key_figures, monthly_money, yearly_goals
from assistant.planning import figures

NAMES = ("gap", "target", "first_year", "budget", "brand", "traffic", "reserve", "need", "left")


@pytest.fixture(scope="module", params=["repaired zh", "raw en"])
def drafted(request):
    which, language = request.param.split()
    profile = repaired_profile() if which == "repaired" else raw_profile()
    return load_drafter().draft(profile, language=language, today=TODAY)


def expected(plan) -> dict[str, float]:
    """The figures as they were calculated."""
    gap, money = plan.results["goal_gap"], plan.results["allocation"].values
    return {
        "gap": gap.values["gap"],
        "target": gap.inputs["target"],
        "first_year": gap.values["milestones"][0],
        "budget": money["allocated"] + money["reserve"],
        "brand": money["brand"],
        "traffic": money["traffic"],
        "reserve": money["reserve"],
        "need": plan.results["funnel"].values["budget"],
        "left": plan.results["first_year"].values["after_promotion"],
    }


def test_the_key_figures_are_those_of_the_calculations(drafted):
    picked = key_figures(drafted)
    assert {name: picked[name].value for name in NAMES} == expected(drafted)
    assert sum(monthly_money(drafted)) == expected(drafted)["budget"] - expected(drafted)["reserve"]


def test_the_data_file_has_them(drafted):
    results = json.loads(export(drafted, ".json"))["results"]
    assert results["goal_gap"]["values"]["gap"] == expected(drafted)["gap"]
    assert results["goal_gap"]["values"]["milestones"] == list(yearly_goals(drafted))
    assert results["allocation"]["values"]["months"] == list(monthly_money(drafted))
    assert results["funnel"]["values"]["budget"] == expected(drafted)["need"]
    assert (
        results["unit_economics"]["values"]["break_even_roas"]
        == key_figures(drafted)["break_even"].value
    )


def _document_texts(plan) -> dict[str, str]:
    word = Document(BytesIO(export(plan, ".docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    return {
        ".md": export(plan, ".md").decode(),
        ".docx": "\n".join([*paragraphs, *cells]),
    }


def test_the_documents_have_them(drafted):
    shown = {
        figures.yuan(value, drafted.language)
        for value in (*expected(drafted).values(), *yearly_goals(drafted), *monthly_money(drafted))
    }
    for ending, text in _document_texts(drafted).items():
        plain = re.sub("[ᵃᶜⁱ※]", "", text)
        assert not [figure for figure in shown if figure not in plain], ending


def test_the_workbook_has_them_typed(drafted):
    book = load_workbook(BytesIO(export(drafted, ".xlsx")))
    summary, budget, goals = book.worksheets[:3]
    found = {summary.cell(row, 1).value: summary.cell(row, 2).value for row in range(5, 30)}
    captions = drafted.captions
    for name in ("gap", "target", "first_year", "brand", "reserve", "left"):
        assert found[captions[f"figure.{name}"]] == expected(drafted)[name]
    months = [sum(budget.cell(5 + i, column).value for column in (2, 3, 4)) for i in range(12)]
    assert months == list(monthly_money(drafted))
    assert [goals.cell(6 + i, 2).value for i in range(3)] == list(yearly_goals(drafted))


def test_the_pitch_has_them(drafted):
    deck = Presentation(BytesIO(export(drafted, ".pptx")))
    texts = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    for name in ("gap", "target", "budget", "brand", "traffic", "reserve", "need"):
        assert figures.short_yuan(expected(drafted)[name], drafted.language) in texts
    assert figures.number(key_figures(drafted)["break_even"].value) in texts
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert list(charts[0].plots[0].series[0].values)[1:] == list(yearly_goals(drafted))
    months = zip(*(series.values for series in charts[4].plots[0].series), strict=True)
    assert [sum(month) for month in months] == list(monthly_money(drafted))
