"""K6 return on spending more."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.calculators.return_on_spend import return_on_spend
from assistant.errors import InputError

LIVE = {"spend1": 10, "profit1": 15, "spend2": 100, "profit2": 200}
AMOUNT = st.floats(1, 1e6)


def test_the_live_stream_of_the_source_implies_an_exponent_above_one():
    values = return_on_spend(**LIVE, spend=50).values

    assert values == {
        "exponent": 1.1249,
        "exponent_used": 1.1249,
        "profit": 91.7,
        "bet": 100,
        "break_even_exponent": 0.8239,
        "bet_profits": [
            {"exponent": 0.7, "profit": 75.18},
            {"exponent": 0.8, "profit": 94.64},
            {"exponent": 0.9, "profit": 119.15},
            {"exponent": 1.0, "profit": 150.0},
        ],
        "best_spend": None,
        "cautious_best_spend": 24.88,
        "preconditions_met": None,
    }


def test_the_proportional_claim_doubles_profit_with_spend():
    values = return_on_spend(spend1=100_000, profit1=500_000, spend=200_000).values

    assert (values["exponent"], values["profit"]) == (1.0, 1_000_000)


def test_a_premise_that_does_not_hold_is_never_projected_above_exponent_0_8():
    result = return_on_spend(**LIVE, spend=100, team_stable="no")

    assert (result.values["exponent"], result.values["exponent_used"]) == (1.1249, 0.8)
    assert result.values["profit"] == 94.64
    assert result.values["preconditions_met"] is False
    assert any("0.8" in note["zh"] for note in result.notes)


def test_four_ticks_confirm_the_premises():
    ticks = ("supply_enough", "competitive", "team_stable", "platform_unchanged")

    result = return_on_spend(**LIVE, **dict.fromkeys(ticks, "yes"))

    assert result.values["preconditions_met"] is True
    assert result.values["profit"] == 200.0


def test_the_same_spend_as_before_has_no_break_even_exponent():
    assert return_on_spend(spend1=10, profit1=15).values["break_even_exponent"] is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"spend1": 0}, "spend1"),
        ({"profit1": -1}, "profit1"),
        ({"spend2": 10.5}, "spend1 和 spend2"),
        ({"profit2": 0}, "profit2"),
        ({"spend": 0}, "spend"),
        ({"competitive": "maybe"}, "competitive"),
        ({"spend2": 12, "profit2": 1e12, "spend": 1e12}, "大得没有意义"),
    ],
)
def test_an_input_that_cannot_be_used_is_named(wrong, named):
    with pytest.raises(InputError, match=named):
        return_on_spend(**{**LIVE, **wrong})


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_the_curve_goes_through_both_points(spend1, profit1, spend2, profit2):
    assume(max(spend1, spend2) / min(spend1, spend2) > 2)
    points = {"spend1": spend1, "profit1": profit1, "spend2": spend2, "profit2": profit2}

    first = return_on_spend(**points, spend=spend1).values["profit"]
    second = return_on_spend(**points, spend=spend2).values["profit"]

    assert (first, second) == pytest.approx((profit1, profit2), abs=0.01)
