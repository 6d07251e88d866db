"""Largest remainder split: parts always sum to the total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.split import split

WEIGHTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda w: sum(w) > 1e-6)


def test_a_sum_that_does_not_divide_evenly_gives_the_extra_yuan_to_the_first_parts():
    assert split(100, (1, 1, 1)) == [34, 33, 33]


def test_parts_are_multiples_of_the_unit_and_the_heaviest_takes_what_is_left():
    assert split(1_050, (1, 2), unit=100) == [300, 750]


def test_a_negative_total_gives_negative_parts():
    assert split(-100, (20, 35, 45)) == [-20, -35, -45]


def test_a_weight_of_zero_gets_nothing():
    assert split(7, (0, 1, 0)) == [0, 7, 0]


@given(st.integers(-(10**13), 10**13), WEIGHTS, st.sampled_from([1, 10, 100]))
def test_parts_always_sum_to_the_total(total, weights, unit):
    parts = split(total, weights, unit)

    assert sum(parts) == total
    assert len(parts) == len(weights)
    assert all(part * (1 if total >= 0 else -1) >= 0 for part in parts)


@given(st.integers(0, 10**9), WEIGHTS)
def test_no_part_is_further_than_one_yuan_from_its_exact_share(total, weights):
    for part, weight in zip(split(total, weights), weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1.001
