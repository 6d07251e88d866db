"""K18 plan against actual."""

from __future__ import annotations

import pytest

from assistant.calculators.reforecast import reforecast
from assistant.errors import InputError

YEAR = {"goal": 3_120_000, "done": 1_150_000, "periods_done": 7, "periods_left": 5}


def test_after_seven_slow_months_the_rest_must_run_2_4_times_as_fast():
    result = reforecast(**YEAR)

    assert result.values == {
        "rate_so_far": 164_286,
        "rate_needed": 394_000,
        "factor": 2.3983,
        "variance_pct": -36.81,
        "light": "red",
    }
    assert [note["zh"] for note in result.notes] == [
        "剩下的速度要比现在快到 2.4 倍，照现在的做法达不到。请看漏斗里哪一项能动，或者改目标。"
    ]


@pytest.mark.parametrize(
    ("done", "light"), [(100, "green"), (99, "yellow"), (90, "yellow"), (89, "red")]
)
def test_the_light_follows_the_threshold(done, light):
    values = reforecast(
        goal=200, done=done, periods_done=6, periods_left=6, planned_done=100
    ).values

    assert values["light"] == light


def test_a_goal_already_reached_needs_nothing_more():
    result = reforecast(goal=100, done=120, periods_done=6, periods_left=6)

    assert (result.values["rate_needed"], result.values["factor"]) == (0, 0)
    assert [note["zh"] for note in result.notes] == ["目标已经达到。"]


def test_nothing_done_yet_has_no_factor_but_a_plain_word():
    result = reforecast(goal=100, done=0, periods_done=1, periods_left=11)

    assert (result.values["factor"], result.values["light"]) == (None, "red")
    assert "快很多" in result.notes[0]["zh"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": 0},
        {"done": -1},
        {"periods_done": 0},
        {"periods_left": 0},
        {"planned_done": 0},
        {"threshold_pct": 101},
    ],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        reforecast(**{**YEAR, **wrong})
