"""Tips: fields by their label, formulas and their inputs in the words of the page."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from apps import plan_desk

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_book, load_drafter, raw_profile, repaired_profile

from assistant.prompts import Wording, resource_dir
from assistant.ui.tips import Tips
from assistant.ui.tools.words import ToolWords

GAP = (
    "gap = target − current; milestone_i = current + gap × (ramp_1 + … + ramp_i); "
    "cagr = (target / current)^(1 / years) − 1 (S0-5, S0-7, S1-7)"
)


@pytest.fixture(scope="module")
def tips() -> dict[str, Tips]:
    """The tips of both languages."""
    wording = Wording.load(resource_dir("prompts") / "tools.yaml")
    return {
        "zh": Tips(load_book(), ToolWords(wording, "zh")),
        "en": Tips(load_book(), ToolWords(wording, "en")),
    }


def test_a_field_is_called_by_its_label(tips):
    assert tips["zh"].lines("econ.aov") == ["客单价"]
    assert tips["en"].lines("econ.aov") == ["Average order value"]
    assert tips["zh"].lines("") == []


def test_a_formula_is_told_in_the_language_of_the_page_with_its_inputs(tips):
    source = f"{GAP} | current=2,400,000, target=6,000,000, years=3"
    formula, inputs = tips["zh"].lines(source)
    assert formula.startswith("差距 = 目标 − 现在；")
    assert inputs == "现在的年销售额 2,400,000 元 · 目标年销售额 6,000,000 元 · 几年 3 年"
    assert tips["en"].lines(source)[0] == GAP


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("return_rate_pct=8", "退货率 8%"),
        ("brand_share_pct=40（假设）", "品牌占比 40（假设）"),
        ("battle_share_pct=65（假设）", "战役占比 65%（假设）"),
        ("customer_type=b2c", "客户类型 个人客户"),
        ("year=2,027", "哪一年 2027"),
        ("÷ 365", "÷ 365"),
        ("x < y", "x < y"),
    ],
)
def test_an_input_has_its_label_and_unit_and_the_rest_stays(tips, source: str, shown: str):
    assert tips["zh"].lines(source) == [shown]


@pytest.mark.parametrize("profile", [raw_profile(), repaired_profile()], ids=["raw", "repaired"])
def test_no_chinese_card_of_the_plan_speaks_in_names_of_the_program(tips, profile):
    plan = plan_desk(load_drafter()).draft(profile, TODAY, "zh").plan
    sources = {
        run.source
        for section in (*plan.sections, *plan.annexes)
        for run in section.runs()
        if run.needs_mark
    }
    assert len(sources) > 50
    told = {line for source in sources for line in tips["zh"].lines(source)}
    assert {line for line in told if re.search(r"[a-z]+_[a-z]+|[a-z]{4,} ", line)} == set()
