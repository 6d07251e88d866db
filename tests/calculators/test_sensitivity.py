"""K15 sensitivity and scenarios."""

from __future__ import annotations

import pytest

from assistant.calculators.sensitivity import sensitivity
from assistant.errors import InputError

SHOP = {
    "revenue": 1_800_000,
    "aov": 240,
    "return_rate_pct": 8,
    "conversion_pct": 2.5,
    "paid_share_pct": 60,
    "cpc": 1.8,
}
RANGES = {
    "aov": (210, 240, 260),
    "return_rate_pct": (5, 8, 15),
    "conversion_pct": (1.4, 2.5, 3.1),
    "paid_share_pct": (45, 60, 80),
    "cpc": (1.4, 1.8, 2.6),
}


def test_the_tornado_is_worked_out_to_the_yuan():
    tornado = sensitivity(**SHOP, draws=100).values["tornado"]

    assert [(bar["input"], bar["at_low"], bar["at_high"], bar["swing"]) for bar in tornado] == [
        ("conversion_pct", 440_262, 293_510, 146_752),
        ("aov", 440_251, 293_501, 146_750),
        ("paid_share_pct", 281_768, 422_653, 140_884),
        ("cpc", 281_768, 422_652, 140_884),
        ("return_rate_pct", 346_162, 358_430, 12_269),
    ]


def test_20_000_simulated_years_give_the_percentiles_of_the_reference():
    result = sensitivity(**SHOP, ranges=RANGES, available=540_000)

    assert {k: v for k, v in result.values.items() if k != "tornado"} == {
        "budget": 352_210,
        "p10": 316_343,
        "p20": 349_338,
        "p50": 425_370,
        "p80": 524_756,
        "p90": 587_836,
        "p_within": 0.8295,
    }
    assert [note["zh"] for note in result.notes] == [
        "先动转化率和客单价，它们对预算影响最大。",
        "一半的情况下预算会比单点算出来的多 21% 以上，别只看一个数。",
        "退货率本身不大，上下浮动两成看不出风险，请另外试 5% 到 15%。",
    ]


def test_the_order_in_which_ranges_are_typed_does_not_matter():
    reverse = dict(reversed(RANGES.items()))

    assert (
        sensitivity(**SHOP, ranges=RANGES, draws=500).values
        == sensitivity(**SHOP, ranges=reverse, draws=500).values
    )


def test_another_seed_gives_other_draws():
    first, second = (sensitivity(**SHOP, ranges=RANGES, draws=200, seed=s) for s in (1, 2))

    assert first.values["p50"] != second.values["p50"]


def test_business_customers_can_be_varied_too():
    result = sensitivity(
        revenue=5_000_000,
        acv=80_000,
        win_pct=25,
        sql_to_opp_pct=60,
        lead_to_sql_pct=20,
        visitor_to_lead_pct=2.35,
        paid_share_pct=70,
        cpc=6,
        draws=200,
    )

    assert result.values["budget"] == 375_324
    assert {bar["input"] for bar in result.values["tornado"]} == {
        "acv",
        "win_pct",
        "sql_to_opp_pct",
        "lead_to_sql_pct",
        "visitor_to_lead_pct",
        "paid_share_pct",
        "cpc",
    }
    assert result.values["p10"] <= result.values["p50"] <= result.values["p90"]


def test_a_rate_is_never_moved_above_100():
    tornado = sensitivity(**{**SHOP, "paid_share_pct": 95}, draws=100).values["tornado"]
    paid = next(bar for bar in tornado if bar["input"] == "paid_share_pct")

    assert (paid["low"], paid["high"]) == (76.0, 100.0)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"aov": None}, "aov"),
        ({"spread_pct": 0}, "spread_pct"),
        ({"draws": 99}, "draws"),
        ({"draws": 100_001}, "draws"),
        ({"seed": -1}, "seed"),
        ({"available": -1}, "available"),
        ({"ranges": {"aov": (260, 240, 210)}}, "aov"),
        ({"ranges": {"height": (1, 2, 3)}}, "ranges"),
        ({"ranges": {"conversion_pct": (0, 1, 2)}}, "conversion_pct"),
        ({"colour": 1}, "colour"),
    ],
)
def test_an_input_that_cannot_be_used_is_named(wrong, named):
    with pytest.raises(InputError, match=named):
        sensitivity(**{**SHOP, "draws": 100, **wrong})
