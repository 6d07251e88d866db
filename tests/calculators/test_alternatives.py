"""K11 comparing alternatives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.alternative import Alternative
from assistant.calculators.alternatives import alternatives
from assistant.errors import InputError

OLD = Alternative("老客+618", 180, 90, 5)
LIVE = Alternative("达人直播", 320, 240, 3)
NEW = Alternative("新品订阅", 420, 260, 1)
PLANS = st.lists(
    st.builds(
        Alternative,
        name=st.text(alphabet="甲乙丙丁戊己", min_size=1, max_size=3),
        profit=st.floats(0, 1e6),
        cost=st.floats(1, 1e6),
        feasibility=st.floats(1, 5),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda plan: plan.name,
)


def test_the_plan_with_the_best_promise_is_out_because_it_is_not_feasible():
    result = alternatives(plans=[OLD, LIVE, NEW])

    assert result.values == {
        "scores": {"老客+618": 0.825, "达人直播": 0.6925},
        "gated": ["新品订阅"],
        "winner": "老客+618",
        "flips_at": 53.95,
        "flips_to": "达人直播",
        "cost_margins_pct": {"老客+618": 200.0, "达人直播": 133.33, "新品订阅": 161.54},
    }


@pytest.mark.parametrize(
    ("weight", "old", "live"), [(40, 0.825, 0.6925), (50, 0.7812, 0.7438), (60, 0.7375, 0.795)]
)
def test_the_winner_flips_between_50_and_60_per_cent_for_profit(weight, old, live):
    rest = (100 - weight) / 2

    values = alternatives(plans=[OLD, LIVE, NEW], weights=(weight, rest, rest)).values

    assert values["scores"] == {"老客+618": old, "达人直播": live}
    assert values["winner"] == ("老客+618" if old > live else "达人直播")
    assert values["flips_at"] == 53.95


def test_when_nothing_is_feasible_there_is_no_winner():
    result = alternatives(plans=[NEW])

    assert (result.values["winner"], result.values["flips_at"]) == (None, None)
    assert [note["zh"] for note in result.notes] == [
        "所有方案目前都不可行，请换一个做得到的。",
        "只有一个方案，比不出好坏。请再加一个。",
    ]


def test_a_plan_better_in_everything_is_never_overtaken():
    better = Alternative("better", 200, 90, 5)
    worse = Alternative("worse", 100, 180, 3)

    assert alternatives(plans=[worse, better]).values["flips_at"] is None


@pytest.mark.parametrize(
    ("plans", "weights"),
    [
        ([], (40, 30, 30)),
        ([OLD, OLD], (40, 30, 30)),
        ([Alternative(" ", 1, 1, 3)], (40, 30, 30)),
        ([Alternative("a", -1, 1, 3)], (40, 30, 30)),
        ([Alternative("a", 1, 0, 3)], (40, 30, 30)),
        ([Alternative("a", 1, 1, 6)], (40, 30, 30)),
        ([OLD], (0, 0, 0)),
        ([OLD], (1, 1)),
    ],
)
def test_plans_and_weights_that_cannot_be_used_are_refused(plans, weights):
    with pytest.raises(InputError):
        alternatives(plans=plans, weights=weights)


@given(PLANS)
def test_an_infeasible_plan_never_wins_and_scores_stay_between_0_and_1(plans):
    values = alternatives(plans=plans).values
    feasible = {plan.name for plan in plans if plan.feasibility >= 2}

    assert values["scores"].keys() == feasible
    assert values["winner"] in feasible or (values["winner"] is None and not feasible)
    assert all(0 <= score <= 1 for score in values["scores"].values())


@given(PLANS)
def test_beyond_the_flip_the_other_plan_is_ahead(plans):
    values = alternatives(plans=plans).values
    if values["flips_at"] is None:
        return
    step = 1 if values["flips_at"] > 40 else -1
    weight = min(100, max(0, values["flips_at"] + step))
    beyond = alternatives(plans=plans, weights=(weight, (100 - weight) / 2, (100 - weight) / 2))

    scores = beyond.values["scores"]
    assert scores[values["flips_to"]] >= scores[values["winner"]] - 2e-4
