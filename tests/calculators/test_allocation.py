"""K3 allocation of a year's promotion money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.allocation import allocation
from assistant.calculators.battle import DEFAULT_BATTLES, Battle
from assistant.errors import InputError

WORKED = [
    *(50_850, 15_750, 68_450, 15_750, 63_150, 73_650),
    *(15_750, 15_750, 15_750, 71_050, 118_350, 15_750),
]


def test_600_000_for_consumers_is_concentrated_as_worked_out_to_the_yuan():
    values = allocation(total=600_000, customer_type="b2c").values

    assert values == {
        "reserve": 60_000,
        "allocated": 540_000,
        "brand": 216_000,
        "traffic": 324_000,
        "battle_pool": 351_000,
        "base": 189_000,
        "battles": [
            {"name": "年货节", "amount": 35_100, "months": [{"month": 1, "amount": 35_100}]},
            {"name": "38节", "amount": 52_700, "months": [{"month": 3, "amount": 52_700}]},
            {
                "name": "618",
                "amount": 105_300,
                "months": [{"month": 5, "amount": 47_400}, {"month": 6, "amount": 57_900}],
            },
            {
                "name": "双11",
                "amount": 157_900,
                "months": [{"month": 10, "amount": 55_300}, {"month": 11, "amount": 102_600}],
            },
        ],
        "months": WORKED,
        "month_numbers": list(range(1, 13)),
        "cv": 0.7294,
        "hhi": 0.1277,
        "gini": 0.3823,
        "top1_share_pct": 21.92,
        "top2_share_pct": 35.56,
        "top3_share_pct": 48.71,
        "largest_month": 11,
        "planned": None,
    }


@pytest.mark.parametrize(
    ("customer_type", "brand", "traffic"),
    [("b2b", 324_000, 216_000), ("b2c", 216_000, 324_000), ("both", 270_000, 270_000)],
)
def test_brand_and_traffic_follow_the_customers(customer_type, brand, traffic):
    values = allocation(total=600_000, customer_type=customer_type).values

    assert (values["brand"], values["traffic"]) == (brand, traffic)


def test_business_customers_have_two_sourcing_seasons_by_default():
    values = allocation(total=600_000, customer_type="b2b").values

    assert [battle["name"] for battle in values["battles"]] == ["春季采购", "秋季采购"]
    assert [m for m in range(12) if values["months"][m] > 15_750] == [2, 3, 8, 9]


def test_a_plan_year_that_starts_in_july_lists_the_same_money_from_july_on():
    values = allocation(total=600_000, start_month=7).values

    assert values["month_numbers"] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert values["months"] == WORKED[6:] + WORKED[:6]
    assert values["largest_month"] == 11


def test_an_even_plan_is_measured_and_called_by_its_name():
    result = allocation(total=600_000, planned=[50_000] * 12)

    assert result.values["planned"] == {
        "cv": 0.0,
        "hhi": 0.0833,
        "gini": 0.0,
        "top1_share_pct": 8.33,
        "top2_share_pct": 16.67,
        "top3_share_pct": 25.0,
        "largest_month": 1,
    }
    assert [note["zh"] for note in result.notes] == [
        "原来的月度安排几乎是平摊（变异系数 0.00），这就是添油战术。"
    ]


def test_everything_on_one_battle_is_warned_about():
    nodes = (Battle("双11", 1, {11: 1}),)

    result = allocation(total=100_000, battle_share_pct=100, nodes=nodes)

    assert result.values["months"] == [0] * 10 + [90_000, 0]
    assert [note["zh"] for note in result.notes] == ["最大的一个月占了 100%，一战失手会影响全年。"]


def test_no_money_gives_zeros_and_no_measures():
    values = allocation(total=0).values

    assert values["months"] == [0] * 12
    assert values["cv"] is None
    assert values["largest_month"] is None


def test_the_inputs_show_the_default_nodes():
    inputs = allocation(total=1, customer_type="b2b").inputs

    assert inputs["nodes"] == [
        {
            "name": name,
            "weight": 50,
            "months": [{"month": first, "weight": 40}, {"month": first + 1, "weight": 60}],
        }
        for name, first in (("春季采购", 3), ("秋季采购", 9))
    ]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"total": -1}, "total"),
        ({"customer_type": "c2c"}, "customer_type"),
        ({"reserve_pct": 101}, "reserve_pct"),
        ({"battle_share_pct": -1}, "battle_share_pct"),
        ({"start_month": 13}, "start_month"),
        ({"planned": [1, 2, 3]}, "planned"),
        ({"nodes": ()}, "nodes"),
        ({"nodes": (Battle("x", 0, {1: 1}),)}, "nodes"),
        ({"nodes": (Battle("x", 1, {13: 1}),)}, "nodes x"),
        ({"nodes": (Battle("x", 1, {}),)}, "nodes x"),
        ({"nodes": (Battle(" ", 1, {1: 1}),)}, "nodes"),
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong, named):
    with pytest.raises(InputError, match=named):
        allocation(**{"total": 600_000, **wrong})


@given(
    st.integers(0, 10**12),
    st.sampled_from(sorted(DEFAULT_BATTLES)),
    st.floats(0, 100),
    st.floats(0, 100),
    st.integers(1, 12),
)
def test_every_pot_and_the_months_sum_to_the_total(total, kind, reserve, battles, start):
    values = allocation(
        total=total,
        customer_type=kind,
        reserve_pct=reserve,
        battle_share_pct=battles,
        start_month=start,
    ).values

    assert values["reserve"] + values["allocated"] == total
    assert values["brand"] + values["traffic"] == values["allocated"]
    assert values["battle_pool"] + values["base"] == values["allocated"]
    assert sum(values["months"]) == values["allocated"]
    assert sum(battle["amount"] for battle in values["battles"]) == values["battle_pool"]
    for battle in values["battles"]:
        assert sum(month["amount"] for month in battle["months"]) == battle["amount"]
