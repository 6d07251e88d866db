"""K2 five answers to how much to spend."""

from __future__ import annotations

import pytest

from assistant.calculators.budget_size import budget_size
from assistant.errors import InputError


def test_five_answers_stand_side_by_side():
    result = budget_size(
        willing=240_000,
        revenue=2_400_000,
        need=352_210,
        orders=8_153,
        max_cpa=96.2,
        marketing_budget=300_000,
        online_share_pct=10,
    )
    shares = [(item["rule"], item["low"], item["high"]) for item in result.values["revenue_share"]]

    assert shares == [
        ("sba", 168_000, 192_000),
        ("gartner", 184_800, 184_800),
        ("young_firm", 288_000, 480_000),
    ]
    assert {k: v for k, v in result.values.items() if k != "revenue_share"} == {
        "willing": 240_000,
        "need": 352_210,
        "margin_allows": 784_319,
        "seed_rule": 30_000,
    }
    assert ["国外" in note["zh"] for note in result.notes] == [True, False]
    assert "112,210" in result.notes[1]["zh"]


def test_the_seed_rule_follows_how_many_customers_are_online_today():
    result = budget_size(marketing_budget=300_000, online_share_pct=85)

    assert result.values == {
        "willing": None,
        "need": None,
        "revenue_share": [],
        "margin_allows": None,
        "seed_rule": 255_000,
    }
    assert result.notes == ()


def test_nothing_given_is_refused():
    with pytest.raises(InputError, match="willing"):
        budget_size()


@pytest.mark.parametrize("wrong", [{"revenue": -1}, {"online_share_pct": 101}])
def test_a_number_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        budget_size(**wrong)
