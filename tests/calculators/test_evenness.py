"""Evenness of monthly money (R-15, R-16 rest on it)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.evenness import Evenness, evenness
from assistant.errors import InputError

CONCENTRATED = (
    *(50_850, 15_750, 68_450, 15_750, 63_150, 73_650),
    *(15_750, 15_750, 15_750, 71_050, 118_350, 15_750),
)


def test_600_000_fed_in_drop_by_drop_is_perfectly_even_and_spread_thin():
    measured = evenness([50_000] * 12)

    assert measured == Evenness(
        cv=0,
        hhi=0.0833,
        gini=0,
        top1_share_pct=8.33,
        top2_share_pct=16.67,
        top3_share_pct=25.0,
        largest=0,
    )
    assert measured.is_spread_thin


def test_the_concentrated_year_is_measured_as_worked_out_by_hand():
    measured = evenness(CONCENTRATED)

    assert measured == Evenness(
        cv=0.7294,
        hhi=0.1277,
        gini=0.3823,
        top1_share_pct=21.92,
        top2_share_pct=35.56,
        top3_share_pct=48.71,
        largest=10,
    )
    assert not measured.is_spread_thin


def test_a_year_in_one_month_is_as_concentrated_as_can_be():
    measured = evenness([0, 0, 120, 0])

    assert (measured.hhi, measured.gini, measured.top1_share_pct) == (1.0, 0.75, 100.0)
    assert measured.largest == 2


@pytest.mark.parametrize("months", [[], [0, 0, 0], [1, -1], [float("nan"), 1]])
def test_months_without_money_or_with_nonsense_are_refused(months):
    with pytest.raises(InputError):
        evenness(months)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=24).filter(lambda m: sum(m) >= 1))
def test_measures_stay_in_their_ranges(months):
    measured = evenness(months)

    assert measured.cv >= 0
    assert 1 / len(months) - 1e-4 <= measured.hhi <= 1
    assert -1e-4 <= measured.gini <= 1
    assert measured.top1_share_pct <= measured.top2_share_pct <= measured.top3_share_pct <= 100
