"""One defect at a time in a clean plan: the rule meant for it finds it, with its severity."""

from dataclasses import replace

import pytest
from clean import changed, clean_profile
from f1 import TODAY, load_drafter

from assistant.interview.profile import Profile
from assistant.planning.drafter import draft_plan
from assistant.planning.plan import Paragraph, Run
from assistant.planning.review import review

CLEAN = clean_profile()


def _found(profile: Profile) -> list[tuple[str, str, str]]:
    context = load_drafter().context(profile, language="zh", today=TODAY)
    findings = review(draft_plan(context), context).findings
    return [(f.rule, f.severity, f.message.zh) for f in findings]


def _first(key: str, **columns: object) -> dict[str, object]:
    """Return a list of records whose first one has other columns."""
    head, *rest = CLEAN.raw(key)
    return {key.replace(".", "__"): [{**head, **columns}, *rest]}


def _battle(**columns: object) -> dict[str, object]:
    """Return the campaigns with other columns for Double 11."""
    first, second = CLEAN.raw("campaigns")
    return {"campaigns": [first, {**second, **columns}]}


def _person(name: str, **columns: object) -> dict[str, object]:
    team = [{**r, **columns} if r["name"] == name else r for r in CLEAN.raw("team")]
    return {"team": team}


DEFECTS = {
    "nothing is left out": ({"strategy__not_doing": []}, "R-01", "W", "概略缺少不做什么"),
    "a long summary": ({"strategy__main_attack": "好" * 400}, "R-01", "W", "最好不超过 400 个"),
    "no feedback": ({"current__feedback": []}, "R-03", "W", "现状缺少客户对网上形象的一句话"),
    "channels without shares": (
        {"current__channels": [{"name": "淘宝"}, {"name": "门店"}]},
        "R-03",
        "W",
        "现状缺少每个渠道的占比",
    ),
    "one rival": ({"competitors": CLEAN.raw("competitors")[:1]}, "R-04", "W", "只有 1 家"),
    "a rival without a weak side": (_first("competitors", weak=""), "R-04", "W", "只有 1 家"),
    "no problem": ({"problem__key": []}, "R-05", "B", "哪个关键问题"),
    "no target": ({"goal__target": None}, "R-06", "B", "目标不完整"),
    "riches overnight": ({"goal__target": 90_000_000}, "R-08", "B", "一夜暴富"),
    "five years": ({"horizon__years": 5}, "R-09", "W", "规划做 5 年"),
    "a vague goal": ({"goal__secondary": ["知名度提高"]}, "R-10", "W", "“知名度提高”"),
    "a column without a name": ({"site__new_columns": ["新栏目"]}, "R-10", "W", "“新栏目”"),
    "an action without a name": (_first("actions", what=""), "R-11", "B", "缺做什么"),
    "an action of two": (_first("actions", owner="小李和小王"), "R-11", "B", "不止一个人"),
    "dates out of order": (_first("actions", check="2027-02-20"), "R-11", "B", "排反了"),
    "an action after the plan": (_first("actions", end="2031-01-01"), "R-11", "B", "规划期"),
    "too much work": (_person("小李", hours_per_week=6), "R-12", "W", "小李在 2027-01-04"),
    "a part-time lead": ({"lead__fulltime": False, "lead__backup": ""}, "R-13", "B", "兼职"),
    "an even spread": ({"budget__spread": "even"}, "R-15", "W", "平摊"),
    "an unusual brand share": ({"channels__brand_share_pct": 80}, "R-17", "W", "品牌占 80%"),
    "no reserve": ({"budget__reserve_pct": 0}, "R-18", "W", "预备金 0%"),
    "too little money": ({"budget__total": 300_000}, "R-19", "B", "缺"),
    "orders that lose": ({"econ__unit_cost": 250}, "R-20", "B", "不赚钱"),
    "one platform": (
        {
            "current__channels": [
                {"name": "淘宝", "share_pct": 70},
                {"name": "门店", "share_pct": 30},
            ]
        },
        "R-21",
        "W",
        "淘宝占了销售的 70%",
    ),
    "only one platform": (
        {
            "current__channels": [
                {"name": "淘宝", "share_pct": 90},
                {"name": "门店", "share_pct": 10},
            ]
        },
        "R-21",
        "B",
        "淘宝占了销售的 90%",
    ),
    "a battle without a purpose": (_battle(objective=""), "R-22", "B", "双11（主要目的）"),
    "a battle next week": (_battle(node="双11", date="2027-01-10"), "R-23", "W", "还有 49 天"),
    "a short pre-heat": (_battle(preheat_share_pct=30), "R-23", "W", "预热占 30%"),
    "some greed": (_battle(stock=2600), "R-24", "W", "备货 2,600 件偏多"),
    "greed": (_battle(stock=4000), "R-24", "B", "剩货大约要卖 55 天"),
    "no level afterwards": ({"kpis": CLEAN.raw("kpis")[:3]}, "R-25", "W", "活动后日销目标"),
    "a theme about nothing": (_battle(theme="星辰大海"), "R-26", "W", "看不出"),
    "an absolute word": (_battle(theme="最好的四件套"), "R-26", "W", "“最好”"),
    "a price nobody can prove": ({"offer__hooks": ["全网最低价"]}, "R-26", "W", "“全网最低价”"),
    "nobody reads reviews": ({"maint": CLEAN.raw("maint")[:2]}, "R-27", "W", "看评论和口碑"),
    "a late review": ({"control__first_review": "2027-04-05"}, "R-28", "B", "94 天"),
    "one indicator": ({"kpis": CLEAN.raw("kpis")[3:]}, "R-29", "W", "指标有 1 个"),
    "no price war": ({"risks": CLEAN.raw("risks")[:3]}, "R-30", "W", "还没想到：价格战"),
    "nothing compared": ({"alternatives": [{"name": "老客加618"}]}, "R-31", "B", "没法比较"),
    "an infeasible attack": (
        {"strategy__main_attack": "达人直播", **_first("alternatives")}
        | {
            "alternatives": [
                CLEAN.raw("alternatives")[0],
                {**CLEAN.raw("alternatives")[1], "feasibility": 1},
            ]
        },
        "R-31",
        "B",
        "“达人直播”目前不可行",
    ),
    "no proof": ({"validation__method": []}, "R-32", "W", "怎么验证"),
    "no pilot": ({"validation__method": ["logic"]}, "R-32", "W", "没有试点：小红书"),
    "an old method": ({"site__promo": ["交换链接"]}, "R-33", "I", "“交换友情链接”是早年的做法"),
    "two main channels": (_first("channels.mix"), "R-33", "I", "主攻渠道有 2 个"),
    "four supports": ({"strategy__support": list("甲乙丙丁")}, "R-33", "I", "有 4 个"),
    "a required answer": ({"strengths": []}, "R-34", "B", "A3"),
    "a foreign currency": ({}, "R-37", "W", "“预算”用了外币"),
    "two spellings": (_first("model.streams", name="四 件套"), "R-37", "W", "四件套、四 件套"),
    "a date that is none": (_first("actions", check="月中"), "R-37", "W", "“月中”不是日期"),
    "an empty post": ({"team": CLEAN.raw("team")[:3]}, "R-38", "W", "还缺：美工、设计"),
    "pay above the budget": (
        {"budget__includes": ["people"], **_person("李梅", cost_per_month=60_000)},
        "R-38",
        "W",
        "工资一年 720,000 元",
    ),
    "slow replies": ({"sales__reply_minutes": 90}, "R-39", "W", "回复用时（分钟） 90 分钟"),
    "no second purchase": ({"after__repeat_goal_pct": None}, "R-39", "W", "没有复购目标"),
    "one opinion": ({"opinions": CLEAN.raw("opinions")[:1]}, "R-41", "I", "只听了 1 个部门"),
    "a channel to nowhere": (
        {"current__carriers": ["ads"], "current__platforms": ["无"]},
        "R-42",
        "W",
        "没有承接的地方",
    ),
    "a test of 500 yuan": (_first("channels.mix", cap=500), "R-43", "W", "至少要 1,595 元"),
    "consumer day": (_battle(node="品牌日", date="2027-03-15"), "R-44", "I", "3 月 15 日"),
}
_MIX = [{**channel, "role": "main"} for channel in CLEAN.raw("channels.mix")]
DEFECTS["two main channels"] = ({"channels__mix": _MIX}, *DEFECTS["two main channels"][1:])


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found(defect):
    fields, rule, severity, words = DEFECTS[defect]
    profile = changed(CLEAN, **fields)
    if defect == "a foreign currency":
        in_dollars = replace(CLEAN["budget.total"], raw="一年6万美元")
        profile = CLEAN.merge({"budget.total": in_dollars})
    messages = [message for r, s, message in _found(profile) if (r, s) == (rule, severity)]
    assert any(words in message for message in messages), messages


def test_there_are_defects_for_all_rules_on_answers():
    covered = {rule for _, rule, _, _ in DEFECTS.values()}
    # R-02, R-07, R-14, R-16, R-35 and R-36 guard the program itself: their tests tamper a plan.
    by_tampering = {"R-02", "R-07", "R-14", "R-16", "R-35", "R-36", "R-40"}
    assert {f"R-{n:02d}" for n in range(1, 45)} - by_tampering == covered


@pytest.mark.parametrize(
    "fields",
    [
        {"goal__secondary": ["搜品牌名的人翻倍"]},
        {"site__new_columns": ["客户案例栏目"]},
        _first("actions", start="2027-01-04", check="2027-01-04", end="2027-01-04"),
        _battle(theme="囤货省一半"),
        _battle(stock=2000),
        {
            "current__channels": [
                {"name": "门店", "share_pct": 95},
                {"name": "淘宝", "share_pct": 5},
            ]
        },
        _first("channels.mix", cap=1600),
        {"company__headcount": 3, "opinions": []},
        {"current__carriers": [], "current__platforms": ["淘宝"]},
        {"sales__reply_minutes": 60, "sales__followups": 3, "after__complaint_hours": 48},
        _person("小李", hours_per_week=8),
    ],
)
def test_what_stays_inside_the_limits_is_left_alone(fields):
    assert [rule for rule, _, _ in _found(changed(CLEAN, **fields)) if rule != "R-44"] == []


def _tampered(section: str, run: Run) -> list[tuple[str, str, str]]:
    context = load_drafter().context(CLEAN, language="zh", today=TODAY)
    plan = draft_plan(context)
    sections = tuple(
        replace(s, blocks=(*s.blocks, Paragraph((run,)))) if s.id == section else s
        for s in plan.sections
    )
    findings = review(replace(plan, sections=sections), context).findings
    return [(f.rule, f.severity, f.message.zh) for f in findings if f.rule != "R-44"]


def test_a_figure_of_the_summary_that_is_not_its_source_blocks():
    assert _tampered("P1", Run("700 万元", "answer", "goal.target")) == [
        ("R-02", "B", "概略里的 700 万 与正文不一致。")
    ]


@pytest.mark.parametrize("text", ["600 万元", "6,000,000 元", "6,000,000.00"])
def test_a_figure_may_be_written_in_another_way(text):
    assert _tampered("P1", Run(text, "answer", "goal.target")) == []


def test_advice_without_a_source_warns():
    assert _tampered("P5", Run("多发广告。", "corpus", "99")) == [
        ("R-36", "W", "这句建议没有来源：多发广告。")
    ]


def test_an_old_figure_without_its_year_warns():
    context = load_drafter().context(CLEAN, language="zh", today=TODAY)
    number = next(str(c.number) for c in context.sources if c.document == "s2-double-eleven")
    assert _tampered("P6", Run("预热占六成。", "corpus", number)) == [
        ("R-36", "W", "这句建议的数字有年份，但没有写出来：预热占六成。")
    ]
    assert _tampered("P6", Run("2014 年预热占六成。", "corpus", number)) == []


def test_an_issue_nobody_answers_blocks():
    context = load_drafter().context(CLEAN, language="zh", today=TODAY)
    plan = draft_plan(context)
    sections = tuple(replace(s, blocks=()) if s.id == "P5" else s for s in plan.sections)
    findings = review(replace(plan, sections=sections), context).findings
    message = next(f.message.zh for f in findings if f.rule == "R-05")
    assert message.startswith("这几条没有战略回应：O1")


def test_a_cold_start_that_does_not_come_back_within_the_year_warns():
    cold = changed(CLEAN, goal__current=0, assets__old_customers=0, goal__target=200_000)
    found = [(s, m) for r, s, m in _found(cold) if r == "R-43"]
    assert [severity for severity, _ in found] == ["W"]
    assert found[0][1].startswith("从零开始，第一年现金最多要垫 ")


def test_weekends_and_working_days_of_double_11_are_told_apart():
    later = changed(CLEAN, horizon__start="2028-01-01", goal__due="2030-12-31")
    assert ("R-44", "I", "2028 年双11是周六，不上班，白天搜索高峰的前提不同。") in _found(later)
