import re
from dataclasses import replace
from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pypdf import PdfReader

from assistant.errors import NotFoundError
from assistant.exporting.sheets import one_page, sheet_pdf
from assistant.interview.value import Value
from assistant.planning.plan import Bullets, Chart, Table, plain


def _read(plan, name: str) -> str:
    reader = PdfReader(BytesIO(sheet_pdf(plan, name)))
    (page,) = reader.pages
    return page.extract_text()


def _texts(block) -> list[str]:
    return [plain(item) for item in block.items]


@pytest.fixture(scope="module")
def boss(plan):
    return {part.id: part for part in one_page(plan, "boss").parts}


def test_the_boss_page_asks_about_money_only(boss):
    assert [part.title for part in boss.values()] == [
        "目标和差距",
        "钱花在哪里",
        "赚不赚，怎样保本",
        "每个月花多少",
        "最大的三个风险",
        "请您定",
    ]


def test_the_boss_page_repeats_the_goal_and_the_verdict_of_the_summary(boss):
    (lines,) = boss["goal"].blocks
    assert _texts(lines) == [
        "目标：从 240 万元做到 600 万元，2029-12-31 前完成。",
        "差距：还差 360 万元，第一年先做到 312 万元。",
        "第一年要 610,459 元买流量，只有 324,000 元，缺 286,459 元。",
    ]


def test_the_months_of_the_boss_page_are_those_of_the_plan(boss, plan):
    (chart,) = boss["money_by_month"].blocks
    own = next(b for b in plan.section("P7").blocks if isinstance(b, Chart) and b.kind == "bars")
    assert chart.series == own.series[:1]
    assert chart.table.rows == tuple(row[:2] for row in own.table.rows)


def test_the_boss_page_names_three_risks_and_the_decisions(boss):
    (risks,) = boss["risks"].blocks
    assert [plain(row[0]) for row in risks.rows] == ["平台点击单价上涨", "主力离职", "双11压货"]
    (asked,) = boss["decisions"].blocks
    assert _texts(asked) == [
        "批准一年 600,000 元 的推广预算，其中预备金 60,000 元。",
        "流量的钱不够：降目标、加钱、提转化、降点击价、提客单价，选一项。",
        "批准这份方案，或写明要改哪里。",
    ]


def test_the_boss_page_has_no_figure_the_plan_lacks(boss, plan):
    body = {run.text for run in plan.runs()}
    for part in boss.values():
        for run in (run for block in part.blocks for run in block.runs()):
            assert run.text in body or not re.search(r"\d", run.text)


@pytest.mark.parametrize("name", ["boss", "hours"])
def test_a_sheet_is_one_page(plan, empty_plan, name):
    assert _read(plan, name).startswith({"boss": "给老板的一页", "hours": "当天"}[name])
    _read(empty_plan, name)


def test_a_sheet_with_far_too_much_is_still_one_page():
    risks = [{"event": "风险" * 150, "signal": "信号" * 150, "response": "办法" * 150}] * 3
    profile = raw_profile().merge({"risks": Value(risks)})
    plan = load_drafter().draft(profile, language="zh", today=TODAY)
    assert "请您定" in _read(plan, "boss")


def test_the_hour_sheet_has_the_windows_and_says_the_last_is_assumed(plan):
    (part,) = one_page(plan, "hours").parts
    table, remarks = part.blocks
    assert isinstance(table, Table)
    assert [plain(row[0]) for row in table.rows] == ["0-3", "3-8", "8-16", "16-20", "20-24"]
    assert isinstance(remarks, Bullets)
    assert "原文没有讲 20 点到 24 点怎么做" in _texts(remarks)[0]


def test_without_a_big_day_the_hour_sheet_says_how_to_get_one(plan):
    page = one_page(replace(plan, sections=plan.sections[:5]), "hours")
    assert (page.parts, page.note) == ((), plan.captions["no_hours"])


def test_an_unknown_sheet_names_those_there_are(plan):
    with pytest.raises(NotFoundError) as error:
        one_page(plan, "wall\n")
    assert error.value.zh == "没有叫“wall ”的单页。可以用：boss hours。"
