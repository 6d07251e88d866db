"""K9 daily sales before and after."""

from __future__ import annotations

import pytest

from assistant.calculators.daily_sales_test import daily_sales_test
from assistant.errors import InputError

BEFORE = [48, 52, 50, 47, 53, 49, 51]
AFTER = [96, 104, 99, 101, 110, 92, 105]


def test_from_50_to_101_a_day_passes():
    result = daily_sales_test(before=BEFORE, after=AFTER)

    assert result.values == {
        "ratio": 2.02,
        "passed": True,
        "average": "mean",
        "before_daily": 50.0,
        "after_daily": 101.0,
    }
    assert result.notes == ()


def test_just_below_twice_fails_and_says_what_that_means():
    result = daily_sales_test(before=[100] * 7, after=[199] * 7)

    assert result.values["passed"] is False
    assert "没有到活动前的 2 倍" in result.notes[0]["zh"]


def test_one_wild_day_makes_the_median_speak():
    values = daily_sales_test(before=[10] * 7, after=[10] * 6 + [500]).values

    assert (values["average"], values["ratio"], values["passed"]) == ("median", 1.0, False)


def test_a_shop_that_mostly_sold_nothing_is_compared_by_the_mean():
    values = daily_sales_test(before=[0] * 6 + [7], after=[2] * 7).values

    assert (values["average"], values["ratio"]) == ("mean", 2.0)


def test_weeks_that_are_not_whole_are_remarked():
    assert "整周" in daily_sales_test(before=[1, 1], after=[2, 2]).notes[0]["zh"]


@pytest.mark.parametrize(
    "wrong",
    [{"before": []}, {"before": [0, 0]}, {"after": []}, {"after": [-1]}, {"before": [0.001]}],
)
def test_lists_that_cannot_be_compared_are_refused(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        daily_sales_test(**{"before": BEFORE, "after": [1e13], **wrong})
