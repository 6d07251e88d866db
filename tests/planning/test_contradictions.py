"""Every contradiction is found where it is, not where it is not, and its buttons settle it."""

import pytest
from f1 import ROOT, TODAY, load_book, raw_profile, repaired_profile
from sensible_profiles import CLINIC, FACTORY, RESTAURANT, SOFTWARE, said

from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.contradictions.book import load_contradictions
from assistant.planning.contradictions.contradiction import Choice, Statement, apply_choice
from assistant.planning.contradictions.finder import find_contradictions
from assistant.planning.contradictions.rules import RULES
from assistant.planning.gauge_book import load_gauge_book

BOOK = load_contradictions(ROOT / "prompts", load_book(), load_gauge_book(ROOT / "prompts"))

_SHOP = {
    "offer.customer_type": "b2c",
    "goal.current": 2_400_000,
    "econ.aov": 240,
    "econ.unit_cost": 110,
    "funnel.conversion_pct": 2.5,
    "funnel.cpc": 1.8,
    "funnel.paid_share_pct": 60,
}
_PEOPLE = [{"name": "李梅", "role": "operations", "hours_per_week": 6}]
_BUSY = [
    {"what": f"第{n}件事", "owner": "小李", "start": f"2027-01-0{n}", "end": "2027-02-20"}
    for n in range(1, 6)
]

# rule, answers that clash, the change that makes them fit, the fields its buttons change
CASES = [
    ("C-01", {"goal.current": 300_000, "goal.target": 300_000}, {"goal.target": 310_000},
     ["goal.target"]),
    ("C-02", {**_SHOP, "goal.target": 6_000_000, "budget.total": 5000, "budget.period": "month"},
     {"budget.total": 50_000}, ["budget.total"]),
    ("C-02", {**_SHOP, "goal.current": 0, "goal.target": 6_000_000, "budget.total": 100_000,
              "budget.period": "year"}, {"budget.total": 300_000}, ["budget.total", "goal.target"]),
    ("C-03", {"goal.target": 6_000_000, "budget.total": 5000, "budget.period": "month"},
     {"budget.total": 10_000}, ["budget.total", "goal.target"]),
    ("C-04", {"goal.target": 500_000, "budget.total": 50_000, "budget.period": "month"},
     {"budget.period": "quarter"}, ["budget.total"]),
    ("C-05", {"goal.current": 2_400_000, "current.online_revenue": 3_000_000},
     {"current.online_revenue": 2_500_000}, ["goal.current", "current.online_revenue"]),
    ("C-06", {**_SHOP, "goal.target": 6_000_000,
              "product.items": [{"name": "四件套", "supply_per_month": 1030}]},
     {"product.items": [{"name": "四件套", "supply_per_month": 1150}]},
     ["product.items", "goal.target"]),
    ("C-07", {"horizon.start": "2027-06-01", "goal.due": "2027-05-31"}, {"goal.due": "2027-12-31"},
     ["goal.due", "horizon.start"]),
    ("C-08", {"goal.due": "2026-10-31", "goal.target": 5}, {"goal.due": "2026-12-31"},
     ["goal.due"]),
    ("C-09", {"horizon.years": 3, "horizon.start": "2027-01-01", "goal.due": "2027-12-31"},
     {"goal.due": "2029-12-31"}, ["horizon.years", "goal.due"]),
    ("C-10", {"product.items": [{"name": "枕头", "price": 60, "unit_cost": 99}]},
     {"product.items": [{"name": "枕头", "price": 99, "unit_cost": 60}]}, ["product.items"]),
    ("C-11", {"econ.aov": 90, "econ.unit_cost": 110,
              "product.items": [{"name": "四件套", "price": 240, "unit_cost": 80}]},
     {"econ.unit_cost": 89}, ["econ.unit_cost", "econ.aov"]),
    ("C-12", {**_SHOP, "funnel.cpc": 4}, {"funnel.cpc": 3.2},
     ["funnel.cpc", "funnel.conversion_pct"]),
    ("C-13", {"econ.aov": 240, "econ.unit_cost": 110, "econ.gross_margin_pct": 70},
     {"econ.gross_margin_pct": 60}, ["econ.gross_margin_pct", "econ.unit_cost"]),
    ("C-14", {"econ.aov": 240, "econ.unit_cost": 40,
              "model.streams": [{"name": "主营", "gross_margin_pct": 40}]},
     {"econ.unit_cost": 120}, ["econ.unit_cost"]),
    ("C-15", {"econ.aov": 100, "product.items": [{"name": "四件套", "price": 240}]},
     {"econ.aov": 180}, ["econ.aov"]),
    ("C-16", {"econ.aov": 240, "personas": [{"role": "学生", "power": 50}]},
     {"personas": [{"role": "学生", "power": 150}]}, ["econ.aov", "personas"]),
    ("C-17", {"goal.metric": "profit", "econ.aov": 240}, {"econ.gross_margin_pct": 40}, []),
    ("C-18", {"econ.return_rate_pct": 60, "after.repeat_goal_pct": 50},
     {"after.repeat_goal_pct": 40}, ["after.repeat_goal_pct"]),
    ("C-19", {"funnel.conversion_pct": 100, "funnel.monthly_visitors": 9000},
     {"funnel.conversion_pct": 10}, ["funnel.conversion_pct"]),
    ("C-19", {"funnel.visitor_to_lead_pct": 80}, {"funnel.visitor_to_lead_pct": 8},
     ["funnel.visitor_to_lead_pct"]),
    ("C-20", {**_SHOP, "current.online_revenue": 2_400_000, "funnel.monthly_visitors": 2500},
     {"funnel.monthly_visitors": 9000}, ["funnel.monthly_visitors", "funnel.conversion_pct"]),
    ("C-21", {"kpis": [{"name": "月访客", "baseline": 9000, "target": 9000}]},
     {"kpis": [{"name": "月访客", "baseline": 9000, "target": 9500}]}, []),
    ("C-22", {"budget.total": 5000, "budget.period": "month",
              "channels.mix": [{"channel": "直通车", "cap": 50_000},
                               {"channel": "小红书", "cap": 20_000}]},
     {"budget.total": 6000}, ["budget.total"]),
    ("C-23", {"budget.total": 100_000, "budget.period": "year", "budget.reserve_pct": 10,
              "actions": [{"what": "拍视频", "budget": 60_000},
                          {"what": "改版", "budget": 35_000}]},
     {"budget.reserve_pct": 5}, ["budget.total"]),
    ("C-24", {"budget.total": 100_000, "budget.period": "year",
              "budget.includes": ["promotion", "people"],
              "team": [{"name": "小李", "cost_per_month": 9000}]},
     {"budget.includes": ["promotion"]}, ["budget.includes"]),
    ("C-25", {"budget.spread": "even", "campaigns": [{"node": "双11"}]},
     {"budget.spread": "concentrated"}, ["budget.spread"]),
    ("C-26", {"funnel.paid_share_pct": 0, "channels.mix": [{"channel": "淘宝直通车"}]},
     {"channels.mix": [{"channel": "小红书笔记"}]}, ["funnel.paid_share_pct"]),
    ("C-27", {"channels.brand_share_pct": 100, "funnel.paid_share_pct": 60},
     {"channels.brand_share_pct": 90}, ["channels.brand_share_pct", "funnel.paid_share_pct"]),
    ("C-28", {"strategy.main_attack": "抖音直播带货", "strategy.not_doing": ["直播", "线下"]},
     {"strategy.not_doing": ["线下"]}, ["strategy.not_doing"]),
    ("C-29", {"strategy.not_doing": ["直播"],
              "channels.mix": [{"channel": "达人直播"}, {"channel": "小红书"}]},
     {"channels.mix": [{"channel": "小红书"}]}, ["channels.mix", "strategy.not_doing"]),
    ("C-30", {"strategy.main_attack": "抖音短视频引流", "current.platforms": ["淘宝"]},
     {"actions": [{"what": "开抖音号"}]}, ["channels.platforms"]),
    ("C-31", {"channels.main": "京东", "channels.platforms": ["淘宝", "小红书"]},
     {"channels.platforms": ["淘宝", "京东"]}, ["channels.platforms", "channels.main"]),
    ("C-32", {"channels.mode": "own_site", "channels.main": "淘宝"}, {"channels.mode": "both"},
     ["channels.mode"]),
    ("C-32", {"channels.mode": "third_party", "channels.main": "官网"}, {"channels.main": "1688"},
     ["channels.mode"]),
    ("C-33", {"offer.customer_type": "b2b", "channels.main": "拼多多"}, {"channels.main": "1688"},
     ["channels.main", "offer.customer_type", "offer.customer_type"]),
    ("C-34", {"offer.customer_type": "b2c", "channels.main": "1688"}, {"channels.main": "抖音"},
     ["channels.main", "offer.customer_type", "offer.customer_type"]),
    ("C-35", {"current.platforms": ["无"],
              "current.channels": [{"name": "淘宝", "share_pct": 30}]},
     {"current.channels": [{"name": "门店", "share_pct": 100}]}, ["current.platforms"]),
    ("C-36", {"offer.customer_type": "b2c", "personas": [{"role": "设备厂的采购员"}]},
     {"personas": [{"role": "设备厂的采购员"}, {"role": "年轻人"}]},
     ["offer.customer_type", "offer.customer_type"]),
    ("C-36", {"offer.customer_type": "b2b", "personas": [{"role": "刚生孩子的妈妈"}]},
     {"personas": [{"role": "母婴店的经销商，多是妈妈"}]},
     ["offer.customer_type", "offer.customer_type"]),
    ("C-37", {"problem.key": ["serve_customers"], "strategy.main_attack": "抖音引流拉新"},
     {"strategy.main_attack": "老客户复购"}, ["problem.key"]),
    ("C-37", {"problem.key": ["attract_buyers"], "strategy.main_attack": "详情页转化"},
     {"strategy.main_attack": "淘宝搜索转化"}, ["problem.key"]),
    ("C-37", {"problem.key": ["recommend_products"], "strategy.main_attack": "会员复购"},
     {"problem.key": ["recommend_products", "serve_customers"]}, ["problem.key"]),
    ("C-38", {"after.repeat_goal_pct": 60,
              "campaigns": [{"node": "618", "objective": "new_customers"}]},
     {"after.repeat_goal_pct": 35}, ["campaigns"]),
    ("C-39", {"brand.dont": ["不打价格战"], "offer.hooks": ["全场五折", "送小样"]},
     {"offer.hooks": ["送小样"]}, ["offer.hooks", "brand.dont"]),
    ("C-39", {"brand.personality": ["高端"],
              "campaigns": [{"node": "双11", "theme": "全年最低价"}]},
     {"campaigns": [{"node": "双11", "theme": "新品首发"}]}, []),
    ("C-40", {"goal.target": 800_000, "campaigns": [{"node": "双11", "goal": 1_000_000}]},
     {"goal.target": 1_000_000}, ["goal.target"]),
    ("C-41", {"goal.target": 1_000_000, "campaigns": [{"node": "双11", "goal": 700_000},
                                                      {"node": "618", "goal": 400_000}]},
     {"goal.target": 1_100_000}, ["goal.target"]),
    ("C-42", {"econ.aov": 240, "campaigns": [{"node": "双11", "goal": 1_000_000, "stock": 500}]},
     {"product.items": [{"name": "四件套", "supply_per_month": 4000}]}, ["campaigns", "campaigns"]),
    ("C-43", {"econ.aov": 240, "campaigns": [{"node": "双11", "goal": 100_000, "stock": 0}]},
     {"product.items": [{"name": "四件套", "supply_per_month": 10}]}, ["campaigns", "campaigns"]),
    ("C-43", {"campaigns": [{"node": "双11", "objective": "clear_stock", "stock": 0}]},
     {"campaigns": [{"node": "双11", "objective": "brand", "stock": 0}]}, ["campaigns"]),
    ("C-44", {"plan.type": "service", "campaigns": [{"node": "双11", "stock": 500}]},
     {"plan.type": "online_sales"}, ["plan.type", "plan.type", "campaigns"]),
    ("C-45", {"lead.fulltime": True, "lead.name": "还没找到"}, {"lead.name": "李梅"},
     ["lead.fulltime"]),
    ("C-46", {"lead.name": "李梅", "lead.fulltime": True, "team": _PEOPLE},
     {"team": [{"name": "李梅", "hours_per_week": 40}]}, ["lead.fulltime", "team"]),
    ("C-46", {"lead.name": "李梅", "lead.fulltime": True,
              "team": [{"name": "李梅", "fulltime": False}]},
     {"lead.name": "小王"}, ["lead.fulltime", "team"]),
    ("C-47", {"actions": _BUSY}, {"actions": _BUSY[:4]}, []),
    ("C-48", {"company.headcount": 1, "team": [{"name": "李梅", "fulltime": True},
                                               {"name": "小王", "fulltime": True}]},
     {"team": [{"name": "李梅", "fulltime": True}, {"name": "小王", "fulltime": False}]},
     ["company.headcount"]),
    ("C-49", {"lead.name": "李梅", "lead.backup": "李梅", "team": [{"name": "小王"}]},
     {"lead.backup": "小李"}, ["lead.backup"]),
    ("C-50", {"sales.reply_minutes": 10, "team.missing": ["客服"]},
     {"maint": [{"duty": "回复消息", "owner": "小王"}]}, ["sales.reply_minutes"]),
    ("C-51", {"control.first_review": "2026-12-05", "horizon.start": "2027-01-01"},
     {"control.first_review": "2027-01-01"}, ["control.first_review"]),
    ("C-52", {"control.first_review": "2027-12-05", "goal.due": "2027-11-30"},
     {"control.first_review": "2027-11-30"}, ["control.first_review"]),
    ("C-53", {"approval.date": "2027-01-10", "horizon.start": "2027-01-01"},
     {"approval.date": "2027-01-01"}, ["horizon.start"]),
    ("C-54", {"actions": [{"what": "改版", "start": "2027-02-01", "end": "2027-01-20"}]},
     {"actions": [{"what": "改版", "start": "2027-01-20", "end": "2027-02-01"}]}, ["actions"]),
    ("C-54", {"actions": [{"what": "改版", "start": "2027-01-10", "check": "2027-02-03",
                           "end": "2027-02-01"}]},
     {"actions": [{"what": "改版", "start": "2027-01-10", "check": "2027-02-01",
                   "end": "2027-02-01"}]}, ["actions"]),
    ("C-55", {"horizon.start": "2027-01-01", "campaigns": [{"node": "双12", "date": "2026-12-12"}]},
     {"campaigns": [{"node": "双12", "date": "2027-12-12"}]}, ["campaigns"]),
    ("C-56", {"current.channels": [{"name": "淘宝", "share_pct": 80},
                                   {"name": "门店", "share_pct": 40}]},
     {"current.channels": [{"name": "淘宝", "share_pct": 60}, {"name": "门店", "share_pct": 40}]},
     ["current.channels"]),
    ("C-57", {"funnel.sources": [{"name": "搜索", "share_pct": 90},
                                 {"name": "推荐", "share_pct": 30}]},
     {"funnel.sources": [{"name": "搜索", "share_pct": 71}, {"name": "推荐", "share_pct": 30}]},
     ["funnel.sources"]),
    ("C-58", {"model.streams": [{"name": "四件套", "share_pct": 75},
                                {"name": "枕被", "share_pct": 75}]},
     {"model.streams": [{"name": "四件套", "share_pct": 75}, {"name": "枕被", "share_pct": 25}]},
     ["model.streams"]),
]  # fmt: skip
_NAMES = [f"{case[0]}-{number}" for number, case in enumerate(CASES, 1)]


def _find(profile: Profile):
    return find_contradictions(profile, BOOK, TODAY)


def _ids(profile: Profile) -> list[str]:
    return [found.id for found in _find(profile)]


@pytest.mark.parametrize(("rule", "answers", "change", "fields"), CASES, ids=_NAMES)
def test_each_contradiction_is_found_and_its_near_miss_is_not(rule, answers, change, fields):
    (found,) = [item for item in _find(said(answers)) if item.id == rule]
    assert [choice.field for choice in found.choices if choice.field] == fields
    assert rule not in _ids(said({**answers, **change}))


@pytest.mark.parametrize(("rule", "answers", "change", "fields"), CASES, ids=_NAMES)
def test_every_button_that_changes_a_field_settles_its_contradiction(rule, answers, change, fields):
    profile = said(answers)
    (found,) = [item for item in _find(profile) if item.id == rule]
    for choice in found.choices:
        settled = apply_choice(profile, choice, load_book())
        assert (rule in _ids(settled)) is (choice.field == ""), choice.label.zh


@pytest.mark.parametrize(("rule", "answers", "change", "fields"), CASES, ids=_NAMES)
def test_every_contradiction_quotes_what_was_said_and_can_be_answered_again(
    rule, answers, change, fields
):
    (found,) = [item for item in _find(said(answers)) if item.id == rule]
    assert {statement.field for statement in found.statements} <= set(answers)
    assert all(s.raw and s.text.zh and s.label.en for s in found.statements)
    assert [choice for choice in found.choices if choice.question]


def test_every_rule_has_a_case():
    assert {case[0] for case in CASES} == {rule.id for rule in RULES}
    assert len(RULES) == len({rule.id for rule in RULES}) == 58


def test_every_way_out_is_offered_by_some_case():
    offered = {
        (found.id, choice.label.zh)
        for case in CASES
        for found in _find(said(case[1]))
        for choice in found.choices
        if choice.field
    }
    assert len(offered) >= sum(len(rule.fixes) for rule in RULES)


@pytest.mark.parametrize(
    "answers",
    [FACTORY, RESTAURANT, CLINIC, SOFTWARE],
    ids=["factory", "restaurant", "clinic", "software"],
)
def test_owners_whose_answers_fit_hear_nothing(answers):
    assert _ids(said(answers)) == []


def test_the_repaired_fixture_has_no_contradiction():
    stock = [
        {"node": "618", "objective": "new_customers", "owner": "小李"},
        {"node": "双11", "objective": "sales", "goal": 1_000_000, "stock": 2444},
    ]
    assert _ids(repaired_profile()) == []
    assert _ids(repaired_profile().merge({"campaigns": Value(stock)})) == []


def test_the_raw_fixture_has_the_two_it_was_made_to_have():
    found = _find(raw_profile())
    assert [item.id for item in found] == ["C-02", "C-25"]
    assert found[0].why == Bilingual(
        zh="第一年要做到 312 万元，按最好的情况，流量费也要 610,459 元，"
        "而能买流量的钱只有 540,000 元。",
        en="The first year has to reach 3,120,000 yuan; at the very best that takes 610,459 yuan "
        "of traffic, and 540,000 yuan is there for it.",
    )
    assert found[0].statements[1] == Statement(
        field="budget.total",
        label=Bilingual(zh="预算", en="Budget"),
        text=Bilingual(zh="60 万元", en="600,000 yuan"),
        raw="一年60万，只算推广，每月平摊5万",
    )
    assert found[0].choices == (
        Choice(
            Bilingual(zh="预算改成 68 万元", en="Make the budget 680,000 yuan"),
            field="budget.total",
            value=680_000,
        ),
        Choice(
            Bilingual(zh="目标改成 410 万元", en="Make the goal 4,100,000 yuan"),
            field="goal.target",
            value=4_100_000,
        ),
        Choice(
            Bilingual(
                zh="重新回答 A9：预算多少，按年还是按月",
                en="Answer A9 again: Budget, per year or per month",
            ),
            question="A9",
        ),
        Choice(
            Bilingual(
                zh="重新回答 C8：转化率、点击单价、付费访客占几成",
                en="Answer C8 again: Conversion, cost of a click, share of paid visitors",
            ),
            question="C8",
        ),
    )


def test_a_little_money_a_month_for_a_large_goal_offers_three_ways_out():
    (found,) = _find(
        said({"goal.target": 6_000_000, "budget.total": 5000, "budget.period": "month"})
    )
    assert found.why.zh == ("一年的推广费只有目标 600 万元 的 1%。低于 2%，很难带来这么大的增长。")
    assert [(c.label.zh, c.field, c.value, c.question) for c in found.choices] == [
        ("预算改成 1 万元", "budget.total", 10_000, ""),
        ("目标改成 300 万元", "goal.target", 3_000_000, ""),
        ("重新回答 A9：预算多少，按年还是按月", "", None, "A9"),
    ]


def test_assumptions_never_contradict():
    clash = said({"goal.current": 300_000, "goal.target": 300_000})
    assumed = Value(300_000, "yuan", origin="assumption")
    assert _ids(clash) == ["C-01"]
    assert _ids(clash.merge({"goal.current": assumed})) == []


def test_a_button_gives_an_answer_with_unit_and_question():
    profile = said({"goal.current": 300_000, "goal.target": 300_000})
    (found,) = _find(profile)
    assert apply_choice(profile, found.choices[0], load_book())["goal.target"] == Value(
        value=390_000, unit="yuan", raw="目标改成 39 万元", question="A5"
    )


def test_a_long_reply_is_quoted_short():
    profile = said({"goal.current": 300_000, "goal.target": 300_000})
    long = Value(300_000, "yuan", raw="很" * 200)
    (found,) = _find(profile.merge({"goal.target": long}))
    assert found.statements[1].raw == "很" * 59 + "…"


def test_who_sells_more_than_the_products_named_has_others_too():
    answers = {
        **_SHOP,
        "goal.target": 6_000_000,
        "product.items": [{"name": "四件套", "supply_per_month": 800}],
    }
    assert "C-06" not in _ids(said(answers))


@pytest.mark.parametrize(("key", "name"), [("current.channels", "门店"), ("model.streams", "堂食")])
def test_money_for_clicks_is_not_judged_where_most_customers_walk_in(key, name):
    answers = {**_SHOP, "goal.target": 6_000_000, "budget.total": 60_000, "budget.period": "year"}
    assert "C-02" in _ids(said({**answers, key: [{"name": name, "share_pct": 40}]}))
    assert "C-02" not in _ids(said({**answers, key: [{"name": name, "share_pct": 70}]}))
