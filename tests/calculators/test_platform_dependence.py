"""K19 platform dependence."""

from __future__ import annotations

import pytest

from assistant.calculators.platform_dependence import platform_dependence
from assistant.errors import InputError

SHARES = {"淘宝": 72, "抖音": 18, "线下": 10}
ORDER = {
    "aov": 240,
    "unit_cost": 110,
    "shipping": 12,
    "platform_fee_pct": 5.6,
    "return_rate_pct": 8,
}


def test_72_per_cent_on_one_platform_and_clicks_40_per_cent_dearer():
    result = platform_dependence(
        shares=SHARES, cpc=1.8, conversion_pct=2.5, daily_sales=4_700, **ORDER
    )

    assert result.values == {
        "top": "淘宝",
        "top_share_pct": 72.0,
        "hhi": 0.5608,
        "cpa_after": 100.8,
        "max_cpa": 96.2,
        "every_order_loses": True,
        "loss": 65_800,
    }
    assert [note["zh"] for note in result.notes] == [
        "淘宝 占了 72%。平台是工具，别只靠它吃饭。",
        "点击涨价以后每一单都亏，要先有别的客源。",
    ]


def test_shares_alone_are_enough_to_measure():
    result = platform_dependence(shares={"a": 1, "b": 1})

    assert result.values == {
        "top": "a",
        "top_share_pct": 50.0,
        "hhi": 0.5,
        "cpa_after": None,
        "max_cpa": None,
        "every_order_loses": None,
        "loss": None,
    }
    assert result.notes == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"shares": {}},
        {"shares": {"a": 0}},
        {"cpc_rise_pct": -1},
        {"days_closed": -1},
        {"daily_sales": -1},
        {"cpc": 0, "conversion_pct": 2},
        {"conversion_pct": 0, "cpc": 1},
        {"aov": 0, "unit_cost": 1},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        platform_dependence(**{"shares": SHARES, **wrong})
