"""What is proposed where the owner said nothing, and that what he said stays as it was."""

from datetime import date

import pytest
from f1 import TODAY, load_drafter, raw_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import lines, part
from trades import clinic, factory

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.record import Record

_KEYS = sorted(raw_profile())
_PROPOSED = ("channels.mix", "campaigns", "kpis", "risks", "maint", "actions", "alternatives")


def _context(profile: Profile, language: str = "zh"):
    return load_drafter().context(profile, language=language, today=TODAY)


def _section(profile: Profile, section: str, language: str = "zh"):
    return load_drafter().draft(profile, language=language, today=TODAY).section(section)


def test_actions_are_dated_paid_owned_and_answer_the_issues_of_the_plan():
    found = part(_section(raw_profile().without("actions"), "P6"), "6.1 行动表")
    assert found[:8] == [
        "做什么 | 回应 | 在哪里 | 负责人 | 开始 / 检查 / 完成 | 推广投入 | 怎样算好",
        "重做主推产品的详情页，先讲清客户最常问的三件事 | Q1、Q2、Q6 | 店铺详情页 | 李梅 | "
        "2027-01-08 / 2027-01-22 / 2027-02-12 | 28,300 元 | 转化率达到 7.4 的要求",
        "收集证据：检测报告、案例、客户原话 | O1、O2、O3、O4 | 证据夹和详情页 | 李梅 | "
        "2027-01-04 / 2027-01-15 / 2027-01-29 | – | 每条优势都有一份证据",
        "广告按词分组，每周停掉不赚钱的词 | Q2、Q3 | 店铺广告后台 | 李梅 | "
        "2027-01-15 / 2027-02-12 / 2027-12-03 | 85,000 元 | 每单获客不超过上限",
        "每周发一篇内容，回答一个客户真问过的问题 | O1、O2、O3、O4、Q4、Q5 | 内容平台账号 | 李梅 | "
        "2027-01-15 / 2027-02-26 / 2027-12-03 | 47,200 元 | 品牌词搜索量翻倍",
        "建老客户名单，每月联系一次 | O5 | 微信和会员群 | 小王 | "
        "2027-01-08 / 2027-02-12 / 2027-11-05 | 18,900 元 | 复购达到目标",
        "把接待话术和回复时限写成一页，每周抽查 | Q4、Q5、Q7 | 客服窗口 | 小王 | "
        "2027-01-08 / 2027-01-15 / 2027-02-09 | – | 回复时间达到 8.2 的标准",
        "补上缺的岗位，先写清试用期要做成哪三件事 | Q8 | 公司内部或外请 | 李梅 | "
        "2027-01-08 / 2027-01-29 / 2027-03-12 | – | 定好人和到岗日期",
    ]


def test_a_factory_gets_the_work_of_its_trade():
    records = _context(factory()).completed.items_of("actions")
    assert [(r["what"][:6], r["owner"], r.get("issue", "")) for r in records] == [
        ("补齐产品页：", "周总", "Q1、Q2"),
        ("搜索广告先投", "周总", "Q2、Q3"),
        ("询盘当天报价", "小周", ""),
        ("每月两篇选型", "陈工", ""),
        ("参加一次采购", "小周", ""),
        ("收集证据：检", "周总", ""),
    ]
    assert [c["node"] for c in _context(factory()).completed.items_of("campaigns")] == [
        "春季采购",
        "秋季采购",
    ]


def test_nobody_is_made_up_where_neither_team_nor_lead_is_known():
    records = _context(clinic().without("team")).completed.items_of("actions")
    assert [record for record in records if "owner" in record] == []
    found = part(_section(clinic(), "P6"), "6.1 行动表")
    assert found[1].split(" | ")[2] == "还没定"


def test_the_trade_is_named_as_an_assumption():
    assert (
        "您没说的渠道、战役、指标、风险和行动，先按“工业品（卖给企业）”常见的做法写，都标了假设。"
        "行业不对请说一声。"
    ) in lines(_section(factory(), "P2"))
    runs = [run for run in _section(factory(), "P2").runs() if run.text == "工业品（卖给企业）"]
    assert [run.origin for run in runs] == ["assumption"]


def test_what_the_owner_said_of_a_battle_stays_and_the_rest_is_marked():
    completed = _context(raw_profile()).completed["campaigns"]
    assert (completed.origin, completed.value) == (
        "answer",
        [
            {
                "node": "618",
                "objective": "new_customers",
                "owner": "小李",
                "date": "2027-06-18",
                "theme": "618床品四件套专场",
            },
            {
                "node": "双11",
                "objective": "sales",
                "goal": 1_000_000,
                "stock": 4000,
                "date": "2027-11-11",
                "owner": "李梅",
                "theme": "双11床品四件套专场",
            },
        ],
    )
    assert [sorted(record.assumed) for record in completed.value] == [
        ["date", "theme"],
        ["date", "owner", "theme"],
    ]


def test_a_battle_to_sell_gets_its_part_of_the_first_year_as_a_goal():
    record = {"node": "618", "objective": "sales"}
    said = raw_profile().merge({"campaigns": Value([record, {"node": "双11"}])})
    first = _context(said).completed.items_of("campaigns")[0]
    # 140 400 of 540 000 yuan of promotion money, of 3 120 000 yuan of sales
    assert (first["goal"], "goal" in first.assumed) == (811_000, True)


def test_dates_the_owner_left_open_lie_around_those_he_gave():
    actions = [{"what": "拍视频", "start": "2027-02-01"}, {"what": "改主图", "end": "2027-03-05"}]
    records = _context(raw_profile().merge({"actions": Value(actions)})).completed.items_of(
        "actions"
    )
    assert [(r["start"], r["check"], r["end"], r["owner"]) for r in records] == [
        ("2027-02-01", "2027-03-01", "2027-03-29", "李梅"),
        ("2027-01-01", "2027-01-29", "2027-03-05", "李梅"),
    ]
    assert [sorted(record.assumed) for record in records] == [
        ["check", "end", "owner"],
        ["check", "owner", "start"],
    ]


def test_nothing_is_proposed_before_it_is_known_what_is_sold():
    assert _context(Profile()).completed.items_of("actions") == []
    assert _context(Profile()).trade is None
    lone = _context(Profile({"team": raw_profile()["team"]}))
    assert "risks" not in lone.completed


def test_proposals_speak_the_language_of_the_plan():
    english = _context(clinic(), "en").completed
    assert [record["event"] for record in english.items_of("risks")] == [
        "A service accident or refund dispute",
        "The key person leaves",
        "Bad reviews pile up",
        "The platform changes its rules or click prices rise",
    ]
    assert [c["node"] for c in english.items_of("campaigns")] == [
        "Women's Day",
        "Labour Day",
        "National Day",
    ]


def test_both_languages_give_the_same_figures():
    for profile in (raw_profile(), factory(), clinic()):
        zh, en = (_context(profile, language).calculations.results for language in ("zh", "en"))
        assert zh.keys() == en.keys()
        assert zh["allocation"].values["months"] == en["allocation"].values["months"]
        assert zh["goal_gap"].values == en["goal_gap"].values


@pytest.mark.parametrize("profile", [factory(), clinic()], ids=["factory", "clinic"])
def test_every_proposal_says_why_in_the_ledger(profile):
    context = _context(profile)
    for key in _PROPOSED:
        assert context.notes.get(key) or context.labels.note(key)


@settings(max_examples=40, deadline=None)
@given(known=st.sets(st.sampled_from(_KEYS)))
def test_no_answer_is_ever_changed_and_every_action_is_in_order(known):
    profile = Profile({key: raw_profile()[key] for key in known})
    context = _context(profile)
    for key in known:
        value = context.completed[key]
        assert value.origin == "answer"
        for said, shown in zip(profile.items_of(key), context.completed.items_of(key), strict=True):
            kept = isinstance(shown, Record)
            assert shown == said or (kept and shown.items() >= said.items())
    _check_actions(context)


def _check_actions(context):
    people = {m.get("name") for m in context.completed.items_of("team")} | {
        context.completed.text("lead.name")
    }
    for record in context.completed.items_of("actions"):
        days = [record.get(name) for name in ("start", "check", "end")]
        if all(days):
            assert days == sorted(days)
            assert date.fromisoformat(days[0]) >= date.fromisoformat(
                context.completed.text("horizon.start")
            )
        if isinstance(record, Record) and record.assumed >= {"what", "owner"}:
            assert record["owner"] in people
