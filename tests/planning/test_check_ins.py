"""Readiness: sixty points for answers, forty for reviews held within the year."""

from __future__ import annotations

import pytest

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.check_ins import CHECK_INS, Readiness, readiness


def held(count: int, cycle: str = "month") -> Profile:
    records = [{"day": f"2027-01-{day:02}", "note": "看了"} for day in range(1, count + 1)]
    return Profile({"control.cycle": Value(cycle), CHECK_INS: Value(records)})


@pytest.mark.parametrize(
    ("percent", "profile", "expected"),
    [
        (0, Profile(), Readiness(0, 0)),
        (100, Profile(), Readiness(60, 0)),
        (50, held(6), Readiness(30, 20)),
        (100, held(12), Readiness(60, 40)),
        (100, held(20), Readiness(60, 40)),
        (100, held(1, "quarter"), Readiness(60, 10)),
    ],
)
def test_points_for_answers_and_for_reviews(percent, profile, expected):
    assert readiness(percent, profile) == expected
    assert expected.total == expected.answered + expected.executed


def test_two_reports_of_a_day_are_one_review():
    twice = Value([{"day": "2027-01-05", "note": "a"}, {"day": "2027-01-05", "note": "b"}])
    assert readiness(0, Profile({CHECK_INS: twice})).executed == 3
