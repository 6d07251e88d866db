"""K14 reply workload."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.reply_workload import reply_workload
from assistant.errors import InputError


def test_160_messages_of_four_minutes_keep_two_people_busy():
    result = reply_workload(messages_per_day=160, minutes_each=4)

    assert result.values == {"fte": 1.93, "dedicated_from": 66, "needs_dedicated": True}
    assert [note["zh"] for note in result.notes] == ["消息量已经需要专人回复，按 2 个人安排。"]


@pytest.mark.parametrize(("messages", "needed"), [(66, False), (67, True)])
def test_a_dedicated_person_is_due_from_66_messages_on(messages, needed):
    values = reply_workload(messages_per_day=messages, minutes_each=4).values

    assert values["needs_dedicated"] is needed


@pytest.mark.parametrize(
    "wrong",
    [{"messages_per_day": -1}, {"minutes_each": 0}, {"hours": 0}, {"utilisation_pct": 0}],
)
def test_an_input_out_of_range_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        reply_workload(**{"messages_per_day": 10, "minutes_each": 4, **wrong})


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0.1, 60))
def test_more_messages_never_need_fewer_people(messages, more, minutes):
    few = reply_workload(messages_per_day=messages, minutes_each=minutes).values
    many = reply_workload(messages_per_day=messages + more, minutes_each=minutes).values

    assert many["fte"] >= few["fte"]
    assert many["needs_dedicated"] >= few["needs_dedicated"]
