"""K1 goal gap and milestones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.goal_gap import default_ramp, goal_gap
from assistant.errors import InputError

SEASON = (0.9, 0.6, 1.0, 0.8, 0.9, 1.5, 0.8, 0.8, 0.9, 0.9, 2.1, 0.8)
MONEY = st.integers(0, 10**12)


def test_two_point_four_to_six_million_in_three_years_is_worked_out_to_the_yuan():
    result = goal_gap(current=2_400_000, target=6_000_000, years=3, seasonal=SEASON)

    assert result.values == {
        "gap": 3_600_000,
        "multiple": 2.5,
        "cagr_pct": 35.72,
        "milestones": [3_120_000, 4_380_000, 6_000_000],
        "linear": [3_600_000, 4_800_000, 6_000_000],
        "geometric": [3_257_301, 4_420_838, 6_000_000],
        "months": [
            *(234_000, 156_000, 260_000, 208_000, 234_000, 390_000),
            *(208_000, 208_000, 234_000, 234_000, 546_000, 208_000),
        ],
        "quarters": [650_000, 832_000, 650_000, 988_000],
    }
    assert result.notes == ()


def test_inputs_come_back_with_their_defaults_filled_in():
    assert goal_gap(current=100, target=200).inputs == {
        "current": 100,
        "target": 200,
        "years": 3,
        "ramp": [20, 35, 45],
        "seasonal": [1.0] * 12,
    }


@pytest.mark.parametrize(
    ("years", "ramp"),
    [(1, (100,)), (2, (40, 60)), (3, (20, 35, 45)), (5, (10, 15, 20, 25, 30))],
)
def test_default_ramps(years, ramp):
    assert default_ramp(years) == pytest.approx(ramp)


@pytest.mark.parametrize("years", range(1, 11))
def test_every_default_ramp_closes_the_gap_and_never_slows_down(years):
    ramp = default_ramp(years)

    assert len(ramp) == years
    assert sum(ramp) == pytest.approx(100)
    assert all(earlier <= later for earlier, later in pairwise(ramp))


def test_a_goal_below_today_is_called_a_plan_to_shrink():
    result = goal_gap(current=1_000_000, target=700_000, years=2)

    assert result.values["gap"] == -300_000
    assert result.values["milestones"] == [880_000, 700_000]
    assert result.values["cagr_pct"] == -16.33
    assert result.notes == (
        {
            "zh": "目标比现在低 300,000 元，这是一份收缩计划。",
            "en": "The goal is 300,000 yuan below today, so this is a plan to shrink.",
        },
    )


def test_from_zero_there_is_a_ramp_but_no_growth_rate():
    result = goal_gap(current=0, target=1_000_000, years=3)

    assert result.values["milestones"] == [200_000, 550_000, 1_000_000]
    assert result.values["geometric"] is None
    assert result.values["cagr_pct"] is None
    assert result.values["multiple"] is None
    assert "等比" in result.notes[0]["zh"]


def test_more_than_doubling_every_year_asks_for_a_reason():
    assert "105%" in goal_gap(current=100, target=205, years=1).notes[0]["zh"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"current": -1},
        {"target": 0},
        {"target": float("inf")},
        {"years": 0},
        {"years": 11},
        {"years": 2.5},
        {"ramp": (50, 50)},
        {"ramp": (0, 0, 0)},
        {"ramp": (-20, 60, 60)},
        {"seasonal": (1, 1, 1)},
        {"current": True},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        goal_gap(**{"current": 100, "target": 200, "years": 3, **wrong})


@given(MONEY, st.integers(1, 10**12), st.integers(1, 10))
def test_milestones_end_at_the_goal_and_months_and_quarters_at_the_first_milestone(
    current, target, years
):
    values = goal_gap(current=current, target=target, years=years, seasonal=SEASON).values

    assert values["milestones"][-1] == target
    assert sum(values["months"]) == sum(values["quarters"]) == values["milestones"][0]
    assert len(values["milestones"]) == len(values["linear"]) == years
