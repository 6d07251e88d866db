"""What a plan type leaves out or puts first, disagreements, and traditional Chinese."""

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pages import lines, part
from trades import clinic, factory

from assistant.interview.value import Value
from assistant.planning.disputes import DISPUTES
from assistant.planning.plan import Heading, plain
from assistant.planning.traditional import in_traditional


def _draft(profile, language="zh"):
    return load_drafter().draft(profile, language=language, today=TODAY)


def _typed(kind):
    return raw_profile().merge({"plan.type": Value(kind)})


def _headings(plan, section):
    return [block.text for block in plan.section(section).blocks if isinstance(block, Heading)]


def test_a_plan_for_service_opens_its_actions_with_the_reception():
    headings = _headings(_draft(clinic()), "P6")
    assert headings[0] == "6.6 接待与售后"
    assert "6.3 战役作战单" not in headings
    assert _headings(_draft(_typed("comprehensive")), "P6")[:3] == [
        "6.1 行动表",
        "6.2 战役",
        "6.3 战役作战单",
    ]


def test_a_plan_for_service_asks_for_the_messages_a_day():
    ask = "服务型方案要算回复要几个人。请回答 E3：一天多少条消息。"
    silent = clinic().without("service.messages_per_day")
    assert [ask in lines(_draft(p).section("P8")) for p in (silent, clinic())] == [True, False]


def test_a_plan_for_the_image_works_no_money_back_from_guesses():
    rates = ("funnel.conversion_pct", "funnel.cpc", "funnel.paid_share_pct")
    image = _typed("brand_image")
    assert "funnel" not in _draft(image.without(*rates)).results
    assert "funnel" in _draft(image).results
    assert "funnel" in _draft(_typed("online_sales").without(*rates)).results


def test_a_plan_for_the_image_must_watch_the_brand():
    ask = "品牌型方案至少看一个品牌指标，比如品牌词搜索量。"
    blind = {"kpis": Value([{"name": "订单数"}])}
    plans = [_draft(_typed(t).merge(blind)) for t in ("brand_image", "online_sales")]
    assert [ask in lines(plan.section("P9")) for plan in plans] == [True, False]


@pytest.mark.parametrize("dispute", DISPUTES, ids=lambda dispute: dispute.id)
def test_every_disagreement_has_its_words_in_both_languages(dispute):
    wording = load_drafter().context(raw_profile(), language="zh", today=TODAY).wording
    text = wording[f"dispute.{dispute.id}"]
    assert text.zh.endswith("。")
    assert text.en.endswith(". ")


def test_a_disagreement_is_shown_once_where_it_matters():
    plan = _draft(raw_profile())
    text = " ".join(line for section in plan.sections for line in lines(section))
    assert text.count("资料建议企业客户 6:4") == 1
    assert "请外部专家兼职带队" not in text
    part_time = " ".join(lines(_draft(factory()).section("P6")))
    assert part_time.count("请外部专家兼职带队") == 1


def test_the_reason_of_the_owner_stands_beside_the_disagreement():
    reasons = Value([{"rule": "R-17", "reason": "新品牌，先让人知道"}])
    found = part(
        _draft(raw_profile().merge({"plan.reasons": reasons})).section("P5"), "5.6 品牌与流量"
    )
    assert found[1].endswith("您选哪种、为什么：新品牌，先让人知道")


def test_traditional_chinese_converts_fixed_words_and_keeps_those_of_the_owner():
    plan = in_traditional(_draft(raw_profile()))
    points = [plain(item) for item in plan.section("P1").blocks[1].items]
    assert points[0] == "為誰做：小满家纺，把床品四件套賣給个人消费者（C端）。"
    assert points[3] == "主攻：淘宝搜索转化。"
    assert plan.section("P7").title == "7 預算"
    assert plan.section("P9").blocks[-1].text != ()
    assert plan.captions["contents"] == "目錄"


def test_an_english_plan_has_no_traditional_form():
    plan = _draft(raw_profile(), "en")
    assert in_traditional(plan) is plan
