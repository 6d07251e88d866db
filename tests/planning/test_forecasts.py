"""Forecasts: weakest link, scenarios, cash, sale days, counter-plans and posts."""

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pages import part
from trades import clinic, factory

from assistant.calculators.funnel import build_funnel, change_funnel, funnel
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.forecasts.weakest_link import find_links


def _results(profile: Profile):
    return load_drafter().context(profile, language="zh", today=TODAY).calculations.results


def _part(profile: Profile, section: str, heading: str):
    plan = load_drafter().draft(profile, language="zh", today=TODAY)
    return part(plan.section(section), heading)


def test_the_weakest_link_is_worth_the_difference_of_two_funnels():
    links = _results(raw_profile())["weakest_link"].values["links"]
    assert links == [
        {"input": "conversion_pct", "now": 2.5, "healthy": 3.1, "saved": 118_152},
        {"input": "return_rate_pct", "now": 8.0, "healthy": 5.0, "saved": 19_267},
    ]
    given = {"revenue": 3_120_000, "aov": 240, "return_rate_pct": 8, "cpc": 1.8}
    now, fixed = (
        funnel(**given, paid_share_pct=60, conversion_pct=rate).values["budget"]
        for rate in (2.5, 3.1)
    )
    assert links[0]["saved"] == pytest.approx(now - fixed, abs=1)


@pytest.mark.parametrize("better", [2.6, 2.8, 3.0])
def test_the_better_a_rate_the_less_its_repair_saves(better):
    chain = build_funnel(
        {"revenue": 1e6, "aov": 200, "conversion_pct": 2.5, "paid_share_pct": 60, "cpc": 2}
    )
    improved = change_funnel(chain, {"conversion_pct": better})
    first, second = (find_links(c, {"conversion_pct": 3.1})[0] for c in (chain, improved))
    assert second["saved"] < first["saved"]


def test_a_healthy_funnel_has_no_weakest_link():
    healthy = {"funnel.conversion_pct": Value(3.5), "econ.return_rate_pct": Value(4)}
    assert "weakest_link" not in _results(raw_profile().merge(healthy))


def test_the_weakest_link_is_said_in_money():
    found = _part(raw_profile(), "P3", "3.3 关键问题")
    assert (
        "最弱的一环是访客变订单（转化率），现在 2.5%。修到好的水平，"
        "第一年等于白得 118,152 元广告费。先修这里，再买流量。"
    ) in found


def test_the_first_year_is_shown_in_three_scenarios():
    found = _part(raw_profile(), "P7", "7.5 第一年赚不赚")
    assert found[6:13] == [
        "(第一年的三种情形（流量费按需要的给足）)",
        "情形 | 第一年要的流量费 | 推广之后还剩",
        "谨慎（十年里八年够用） | 706,917 元 | 376,417 元",
        "中间 | 612,037 元 | 471,297 元",
        "乐观（十年里两年够用） | 533,102 元 | 550,232 元",
        "几项都有一点不准的话，流量费多半在 498,934 元到 762,005 元之间，"
        "一半的可能不超过 612,037 元。",
        "现有的流量预算基本不够用。",
    ]
    assert found[13] == "[tornado 哪个数字最要紧：各自高低两成，流量费怎么变]"
    assert found[15].startswith("客单价 | 763,085 元 | 508,723 元")


def test_a_scenario_leaves_what_sales_earn_less_brand_reserve_and_traffic():
    results = _results(raw_profile())
    scenarios, money = results["scenarios"].values, results["allocation"].values
    contribution = results["first_year"].values["contribution"]
    for story, need in scenarios["needs"].items():
        left = contribution - money["brand"] - money["reserve"] - need
        assert scenarios["left"][story] == left


def test_steps_nobody_is_asked_about_do_not_vary():
    result = _results(factory())["sensitivity"]
    assert [bar["input"] for bar in result.values["tornado"]] == [
        "acv",
        "visitor_to_lead_pct",
        "win_pct",
        "paid_share_pct",
        "cpc",
    ]
    assert result.values["p10"] < result.values["budget"] < result.values["p90"]


def test_the_account_is_followed_until_it_has_recovered():
    assert _part(raw_profile(), "P7", "7.6 现金低谷") == [
        "最深在第 1 个月，要先垫 15,750 元。",
        "(账上的钱一个月一个月走（货款晚一个月到）)",
        "月份 | 这个月花出去 | 这个月卖 | 账上累计",
        "2027-01 | 15,750 元 | 175,500 元 | -15,750 元",
        "2027-02 | 15,750 元 | 175,500 元 | 38,840 元",
        "2027-03 | 15,750 元 | 175,500 元 | 93,431 元",
        "要垫的钱，可以放慢节奏、找合作方分摊，或者先谈好借款。",
    ]


def test_double_11_has_its_windows_and_the_goal_afterwards():
    found = _part(raw_profile(), "P6", "6.3 战役作战单")
    assert found[7:11] == [
        "预热 10 天要卖 650,000 元，每天 65,000 元；当天 350,000 元。",
        "零点那一段要 511 单。按常见的比例，要先有 3,403 件加购、8,507 个收藏。",
        "(当天四个时段（贴在墙上用）)",
        "几点 | 目标 | 每小时 | 做什么 | 负责人",
    ]
    assert found[11] == "0-3 | 122,500 元 | 40,833 元 | 预热兑现：满编接待，催付款 | 小王"
    assert "这一仗是为了平时好卖。活动后每天要卖到 13,151 元，是现在 6,575 元的两倍。" in found
    assert "双11 | 2027-09-12 – 2027-10-11 | 2027-11-26 – 2027-12-25" in found


def test_three_ways_are_worked_out_where_the_owner_named_none():
    context = load_drafter().context(
        raw_profile().without("alternatives"), language="zh", today=TODAY
    )
    value = context.completed["alternatives"]
    ways = [(a["origin"], a["profit"], a["cost"], a["feasibility"]) for a in value.value]
    assert (value.origin, ways) == (
        "assumption",
        [
            ("experience", 721_464, 600_000, 5),
            ("leader", 1_359_334, 886_459, 3),
            ("innovation", 360_732, 300_000, 3),
        ],
    )
    found = _part(raw_profile().without("alternatives"), "P5", "5.7 备选方案与验证")
    assert "按收益、成本、可行性 4:3:3 打分，学老大：补足投入，照领先者的打法排第一。" in found
    assert "如果收益的权重降到 37.4% 以下，照经验：把现在的渠道做深会反超。" in found


def test_a_way_whose_money_is_far_away_never_wins():
    result = _results(factory())["alternatives"].values
    assert result["gated"] == ["学老大：补足投入，照领先者的打法"]
    assert result["winner"] == "照经验：把现在的渠道做深"


def test_the_owners_own_alternatives_are_left_alone():
    assert _results(raw_profile())["alternatives"].values["winner"] == "老客加618"


def test_posts_are_set_beside_those_who_fill_them():
    found = _part(raw_profile(), "P6", "6.5 谁挂帅、怎么考核")
    start = found.index("(平台要哪些人)")
    assert found[start + 1 : start + 9] == [
        "岗位 | 要不要 | 为哪个平台 | 现在谁做",
        "运营 | 必须有 | 淘宝/天猫 | 李梅",
        "客服 | 必须有 | 淘宝/天猫 | 小王",
        "美工 | 必须有 | 淘宝/天猫 | 还缺人",
        "文案 | 必须有 | 公众号/小红书 | 还缺人",
        "设计 | 必须有 | 公众号/小红书 | 还缺人",
        "推广 | 有更好 | 淘宝/天猫 | 李梅",
        "内容 | 有更好 | 淘宝/天猫 | 还缺人",
    ]


def test_five_ways_to_a_lead_are_ranked_only_while_nobody_leads_full_time():
    assert "talent_routes" not in _results(raw_profile())
    routes = _results(clinic())["talent_routes"].values["routes"]
    assert [route["route"] for route in routes] == [
        "expert",
        "train",
        "cooperate",
        "recruit",
        "poach",
    ]
    assert "与操盘团队合作 | – | 按分成 | 第 2 个月 | " in "".join(
        _part(clinic(), "P6", "6.5 谁挂帅、怎么考核")
    )


def test_the_platform_of_a_default_needs_nobody():
    assert "staffing" not in _results(clinic())
