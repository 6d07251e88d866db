"""What owners already have in writing is read into values to confirm, with its own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.interview.lexicon import load_lexicon
from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.reader import ReplyReader
from assistant.interview.value import Value

TODAY = date(2026, 11, 22)
PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
INTRODUCTION = """恒固紧固件有限公司成立于2014年，坐落于宁波市，现有员工46人，是一家专业生产不锈钢\
紧固件的企业。
公司主营304、316不锈钢螺栓，产品主要卖给设备厂。"""
LABELS = """公司名称：小满家纺
所在地：江苏南通
员工人数：9人
主营产品：四件套、枕套
年推广预算：60万
目标：2029年底做到600万，现在240万
负责人：李梅"""
LAST_YEAR = """我们公司叫云朵宠物，2019年成立于成都，员工23人。
去年线上销售额860万元，毛利率42%，客单价128元，退货率3%。
2026年目标：线上做到1500万。推广预算每年120万。转化率3.1%，点击单价2.4元。运营负责人是陈晓。"""
PRICES = """| 产品 | 售价 | 成本 |
|---|---|---|
| 四件套 | 240 | 110 |
| 枕套 | 39 | 15 |"""
MONTHS = "月份,销售额\n" + "\n".join(f"{month}月,{10 + month}万" for month in range(1, 13))


@pytest.fixture(scope="module")
def reader():
    return ReplyReader(load_questions(PROMPTS), load_lexicon(PROMPTS))


def read(reader, text: str, profile: Profile | None = None) -> dict:
    found = reader.read_material(text, profile or Profile(), TODAY)
    return {key: value.value for key, value in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INTRODUCTION,
            {
                "company.name": "恒固紧固件有限公司",
                "company.location": "宁波市",
                "company.headcount": 46,
                "company.years": 12,
                "offer.category": "不锈钢紧固件",
            },
        ),
        (
            LABELS,
            {
                "company.name": "小满家纺",
                "company.location": "江苏南通",
                "company.headcount": 9,
                "offer.category": "四件套、枕套",
                "goal.current": 2_400_000,
                "goal.target": 6_000_000,
                "goal.due": "2029-12-31",
                "budget.total": 600_000,
                "lead.name": "李梅",
            },
        ),
        (
            LAST_YEAR,
            {
                "company.name": "云朵宠物",
                "company.headcount": 23,
                "company.years": 7,
                "goal.current": 8_600_000,
                "goal.target": 15_000_000,
                "current.online_revenue": 8_600_000,
                "budget.total": 1_200_000,
                "econ.aov": 128,
                "econ.gross_margin_pct": 42,
                "econ.return_rate_pct": 3,
                "funnel.conversion_pct": 3.1,
                "funnel.cpc": 2.4,
                "lead.name": "陈晓",
            },
        ),
        (
            PRICES,
            {
                "product.items": [
                    {"name": "四件套", "price": 240, "unit_cost": 110},
                    {"name": "枕套", "price": 39, "unit_cost": 15},
                ]
            },
        ),
        (
            "## 价目表\n\n产品：四件套，售价：240，成本：110。\n\n产品：枕套，售价：39，成本：15。",
            {
                "product.items": [
                    {"name": "四件套", "price": 240, "unit_cost": 110},
                    {"name": "枕套", "price": 39, "unit_cost": 15},
                ]
            },
        ),
        (MONTHS, {"goal.current": 1_980_000}),
        ("\n".join(MONTHS.splitlines()[:8]), {}),
        ("昨天天气很好，我们去公园散步，看见很多花。", {}),
        (
            "Company: Cloud Pets, 23 employees, based in Chengdu. Average order value: 128 yuan.",
            {"company.location": "Chengdu", "company.headcount": 23, "econ.aov": 128},
        ),
    ],
    ids=[
        "introduction",
        "labels",
        "last year",
        "prices",
        "workbook",
        "twelve months",
        "seven months",
        "idle",
        "english",
    ],
)
def test_material_is_read(reader, text: str, expected: dict):
    assert read(reader, text) == expected


def test_every_value_is_imported_and_quotes_its_words(reader):
    found = reader.read_material(LAST_YEAR, Profile(), TODAY)
    assert {value.origin for value in found.values()} == {"imported"}
    for value in found.values():
        assert value.raw in LAST_YEAR
    assert found["econ.aov"].raw == "去年线上销售额860万元，毛利率42%，客单价128元，退货率3%。"
    assert found["econ.aov"].question == "B8"


def test_what_is_known_already_is_not_proposed_again(reader):
    known = Profile({"company.headcount": Value(9), "company.name": Value("别的名字")})
    found = read(reader, LABELS, known)
    assert "company.headcount" not in found
    assert found["company.name"] == "小满家纺"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="公司目标预算：:|,\t\n0123456789万元%。是 年a-", max_size=200))
def test_no_text_makes_the_reader_fail(text: str):
    reader = ReplyReader(_BOOK, _LEXICON)
    reader.read_material(text, Profile(), TODAY)


_BOOK, _LEXICON = load_questions(PROMPTS), load_lexicon(PROMPTS)
