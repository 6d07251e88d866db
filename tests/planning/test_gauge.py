"""The gauge says what a goal means for one day, with exactly the figures of K4 and K5."""

import pytest
from f1 import ROOT, load_book, raw_profile, repaired_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_edits import edited_copy
from sensible_profiles import CLINIC, FACTORY, RESTAURANT, SOFTWARE, said

from assistant.calculators.funnel import funnel
from assistant.errors import PromptError
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.gauge import gauge
from assistant.planning.gauge_book import load_gauge_book
from assistant.planning.span import Span

BOOK = load_gauge_book(ROOT / "prompts")
_SHOP = {
    "goal.current": 2_400_000,
    "goal.target": 6_000_000,
    "econ.aov": 240,
    "econ.return_rate_pct": 8,
    "funnel.conversion_pct": 2.5,
    "funnel.paid_share_pct": 60,
    "funnel.cpc": 1.8,
}
_TRADE = {
    "offer.customer_type": "b2b",
    "goal.target": 5_000_000,
    "econ.aov": 80_000,
    "funnel.visitor_to_lead_pct": 2.35,
    "funnel.lead_to_deal_pct": 3,
    "funnel.paid_share_pct": 70,
    "funnel.cpc": 6,
}


def _gauge(profile: Profile):
    return gauge(profile, BOOK, load_book())


def _needed(answers: dict[str, object]) -> dict[str, Span]:
    return {reading.key: reading.needed for reading in _gauge(said(answers)).readings}


def test_the_goal_of_the_fixture_in_one_line():
    assert _gauge(raw_profile()).line == Bilingual(
        zh="600 万元 = 每天 74 单、2,978 个访客、花 3,216 元；您现在约 30 单。",
        en="6,000,000 yuan = 74 orders, 2,978 visitors and 3,216 yuan a day; "
        "today about 30 orders.",
    )


def test_every_dial_of_the_fixture():
    read = [
        (reading.key, reading.colour, reading.text.zh) for reading in _gauge(raw_profile()).readings
    ]
    assert read == [
        ("orders", "amber", "每天订单：现在 30，要 74，是 2.5 倍（按现在的销售额推算）"),
        ("visitors", "red", "每天访客：现在 296，要 2,978，是 10.1 倍（您说的每月访客）"),
        ("money", "amber", "每天推广费：现在 1,644 元，要 3,216 元，是 1.96 倍（您的预算）"),
    ]


def test_what_must_be_true_for_the_fixture():
    found = _gauge(raw_profile())
    assert [line.zh for line in found.must] == [
        "每 100 个访客里要有 2.5 个下单，一单平均 240 元。",
        "一年的流量费要 1,173,917 元；您的预算是一年 600,000 元。",
        "一次点击不能超过 2.4 元，再贵每一单都亏。",
        "每月要供得上 2,264 单的货；您说每月最多 4,000。",
    ]
    assert (found.assumed, found.guessed, found.period) == ((), (), "day")


def test_the_figures_are_those_of_the_calculator():
    goal = funnel(
        revenue=6_000_000,
        aov=240,
        return_rate_pct=8,
        conversion_pct=2.5,
        paid_share_pct=60,
        cpc=1.8,
    ).values
    assert _needed(_SHOP) == {
        "orders": Span.of(goal["orders"] / 365),
        "visitors": Span.of(goal["visitors"] / 365),
        "money": Span.of(goal["budget"] / 365),
    }


def test_businesses_are_counted_in_enquiries_and_customers_a_month():
    found = _gauge(said(_TRADE))
    assert found.period == "month"
    assert found.line.zh == "500 万元 = 每月 175 个询盘、成交 5.2 个客户、花 31,277 元。"
    assert [(reading.key, reading.now, reading.colour) for reading in found.readings] == [
        ("enquiries", None, "amber"),
        ("orders", None, "amber"),
        ("visitors", None, "amber"),
        ("money", None, "amber"),
    ]
    assert found.must[0].en == (
        "Of every 100 visitors 2.35 must enquire, of every 100 enquiries 3 must become deals."
    )


def test_it_appears_with_the_goal_and_one_figure_and_says_what_it_guesses():
    found = _gauge(said({"goal.target": 6_000_000, "goal.current": 2_400_000, "econ.aov": 240}))
    assert found.line.zh == (
        "600 万元 = 每天 72 到 81 单、2,326 到 10,073 个访客、花 1,465 元 到 20,951 元；"
        "您现在约 29 到 32 单。"
    )
    assert found.guessed == (
        "econ.return_rate_pct",
        "funnel.conversion_pct",
        "funnel.paid_share_pct",
        "funnel.cpc",
    )
    assert found.assumed[3] == Bilingual(
        zh="点击单价还没说，先按 1.4 元 到 2.6 元 估；说了，上面的数字就会收窄。",
        en="Cost of a click is not known yet; 1.4 yuan to 2.6 yuan is taken. "
        "Once you name it the figures above get narrower.",
    )


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"goal.target": 6_000_000},
        {"goal.target": 6_000_000, "goal.current": 2_400_000, "company.headcount": 9},
        {"econ.aov": 240, "funnel.cpc": 1.8},
        {"goal.target": 0, "econ.aov": 240},
        {"goal.target": 6_000_000, "econ.aov": 0},
        {"goal.target": 500, "goal.metric": "customers", "econ.aov": 240},
    ],
)
def test_without_a_goal_in_money_and_any_economics_there_is_no_gauge(answers):
    assert _gauge(said(answers)) is None


def test_a_goal_counted_in_orders_is_no_money():
    orders = said({"econ.aov": 240}).merge({"goal.target": Value(500, "count")})
    assert _gauge(orders) is None


def test_assumptions_are_not_taken_for_answers():
    assumed = said(_SHOP).merge({"funnel.cpc": Value(1.8, "yuan", origin="assumption")})
    assert _gauge(assumed).guessed == ("funnel.cpc",)


def test_daily_sales_are_a_goal_for_the_year():
    daily = {**_SHOP, "goal.metric": "daily_sales", "goal.target": 10_000, "goal.current": 5000}
    assert _needed(daily) == _needed({**_SHOP, "goal.target": 3_650_000})


def test_the_price_of_the_first_product_stands_in_for_the_order_value():
    answers = {key: value for key, value in _SHOP.items() if key != "econ.aov"}
    priced = {**answers, "product.items": [{"name": "四件套", "price": 240}]}
    assert _needed(priced) == _needed(_SHOP)
    assert _gauge(said(priced)).assumed == (
        Bilingual(
            zh="客单价还没说，先用第一个产品的售价 240 元。",
            en="The order value is not known yet; the price of the first product, 240 yuan, "
            "is taken.",
        ),
    )


def test_the_price_of_a_piece_is_no_deal_of_a_business_customer():
    bolts = {"offer.customer_type": "b2b", "goal.target": 8_000_000}
    bolts["product.items"] = [{"name": "M8螺栓", "price": 5}]
    assert _gauge(said(bolts)) is None
    assert "econ.aov" in _gauge(said({**bolts, "funnel.cpc": 6})).guessed


def test_a_range_the_owner_named_is_kept():
    ranged = said(_SHOP).merge({"funnel.cpc": Value(1.8, "yuan", low=1.5, high=2)})
    (money,) = [r for r in _gauge(ranged).readings if r.key == "money"]
    low, high = (_needed({**_SHOP, "funnel.cpc": cpc})["money"].usual for cpc in (1.5, 2))
    assert (money.needed.easy, money.needed.hard) == (low, high)


def test_a_trade_narrows_the_ranges():
    known = {"goal.target": 6_000_000, "funnel.cpc": 2}
    plain, trade = (
        _gauge(said({**known, "offer.category": sold})) for sold in ("文具", "床品四件套")
    )
    assert "50 元 到 400 元" in plain.assumed[0].zh
    assert "150 元 到 600 元" in trade.assumed[0].zh


def test_an_order_that_earns_nothing_is_said_first_of_money():
    found = _gauge(said({**_SHOP, "econ.unit_cost": 250}))
    assert found.must[2].zh == "现在每卖一单都亏，先把价格或成本改过来，再谈目标。"


def test_what_is_reached_already_is_green_and_enough():
    found = _gauge(said({**_SHOP, "funnel.monthly_visitors": 120_000}))
    (visitors,) = [r for r in found.readings if r.key == "visitors"]
    assert (visitors.colour, visitors.text.en) == (
        "green",
        "Visitors a day: now 3,945, needed 2,978, enough (the monthly visitors you named)",
    )


def test_a_start_from_nothing_is_red():
    found = _gauge(said({**_SHOP, "funnel.monthly_visitors": 0}))
    (visitors,) = [r for r in found.readings if r.key == "visitors"]
    assert (visitors.colour, visitors.times) == ("red", None)


@pytest.mark.parametrize("answers", [FACTORY, RESTAURANT, CLINIC, SOFTWARE])
def test_every_kind_of_owner_gets_a_gauge(answers):
    assert len(_gauge(said(answers)).readings) in (3, 4)


_CHANGES = {
    "goal.target": 1,
    "funnel.conversion_pct": -1,
    "econ.aov": -1,
    "econ.return_rate_pct": 1,
    "funnel.paid_share_pct": 1,
    "funnel.cpc": 1,
}
_TRADE_CHANGES = {
    "goal.target": 1,
    "funnel.visitor_to_lead_pct": -1,
    "funnel.lead_to_deal_pct": -1,
    "econ.aov": -1,
    "funnel.paid_share_pct": 1,
    "funnel.cpc": 1,
}


def _never_wrong_way(answers: dict[str, object], key: str, factor: float, direction: int) -> None:
    """Raise one answer: every figure moves the way it must, or not at all."""
    before, after = _needed(answers), _needed({**answers, key: answers[key] * factor})
    for name in before:
        for case in ("easy", "usual", "hard"):
            moved = after[name].at(case) - before[name].at(case)
            assert moved * direction >= 0, (name, case)


@settings(max_examples=60, deadline=None)
@given(
    key=st.sampled_from(sorted(_CHANGES)),
    factor=st.floats(1, 1.6),
    unsaid=st.sets(st.sampled_from(["funnel.cpc", "econ.return_rate_pct", "econ.aov"])),
)
def test_one_answer_moves_a_shop_only_the_way_it_must(key, factor, unsaid):
    answers = {k: v for k, v in _SHOP.items() if k not in unsaid - {key}}
    _never_wrong_way(answers, key, factor, _CHANGES[key])


@settings(max_examples=40, deadline=None)
@given(key=st.sampled_from(sorted(_TRADE_CHANGES)), factor=st.floats(1, 1.4))
def test_one_answer_moves_a_trade_seller_only_the_way_it_must(key, factor):
    _never_wrong_way(_TRADE, key, factor, _TRADE_CHANGES[key])


@settings(max_examples=80, deadline=None)
@given(unsaid=st.sets(st.sampled_from(sorted(_SHOP))))
def test_the_easy_case_never_needs_more_than_the_hard_one(unsaid):
    found = _gauge(said({key: value for key, value in _SHOP.items() if key not in unsaid}))
    for reading in found.readings if found else ():
        assert reading.needed.easy <= reading.needed.usual <= reading.needed.hard


@settings(max_examples=80, deadline=None)
@given(
    key=st.sampled_from(sorted(repaired_profile())),
    value=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
)
def test_no_answer_breaks_the_gauge(key, value):
    found = _gauge(repaired_profile().merge({key: Value(value, low=1, high=value)}))
    assert found is None or found.line.zh


@pytest.mark.parametrize(
    ("path", "value", "mistake"),
    [
        (("texts",), None, "texts"),
        (("ranges", "shop", "cpc"), None, "ranges shop"),
        (("ranges", "shop", "cpc"), {"low": 3, "usual": 2, "high": 4}, "ranges shop cpc"),
        (("ranges", "farm"), {}, "ranges"),
        (("trades",), {}, "trades"),
        (("trades", 0, "ranges", "luck"), {"low": 1, "usual": 1, "high": 1}, "trades 1 ranges"),
        (("thresholds", "red_from"), "high", "thresholds red_from"),
        (("texts", "must", "convert", "zh"), "{a}", "must.convert"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, path, value, mistake):
    with pytest.raises(PromptError) as caught:
        load_gauge_book(edited_copy(tmp_path, "gauge.yaml", path, value))
    assert f"gauge.yaml: {mistake}" in caught.value.en
