"""Open points: what of a profile counts as one."""

from __future__ import annotations

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.open_points import OPEN_POINTS, OpenPoint, open_points


def test_open_points_are_read_in_their_order_and_broken_records_left_out():
    records = [{"question": "佣金多少", "day": "2027-01-05"}, {"day": "2027-01-06"}, "?"]
    profile = Profile({OPEN_POINTS: Value([*records, {"question": "谁拍视频"}])})

    assert open_points(profile) == (OpenPoint("佣金多少", "2027-01-05"), OpenPoint("谁拍视频", ""))


def test_a_profile_without_open_points_has_none():
    assert open_points(Profile()) == ()
