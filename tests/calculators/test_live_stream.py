"""K6 one live session."""

from __future__ import annotations

import pytest

from assistant.calculators.live_stream import live_stream
from assistant.errors import InputError

SESSION = {
    "gmv": 500_000,
    "slot_fee": 30_000,
    "commission_pct": 20,
    "margin_pct": 45,
    "return_rate_pct": 20,
}


def test_a_session_is_worked_out_after_returns_commission_and_slot_fee():
    assert live_stream(**SESSION).values == {
        "kept_sales": 400_000,
        "commission": 80_000,
        "profit": 70_000,
        "break_even_gmv": 150_000,
    }


def test_at_the_break_even_volume_nothing_is_left():
    assert live_stream(**{**SESSION, "gmv": 150_000}).values["profit"] == 0


def test_commission_above_the_margin_never_pays():
    result = live_stream(**{**SESSION, "commission_pct": 45})

    assert result.values["break_even_gmv"] is None
    assert [note["zh"] for note in result.notes] == ["佣金已经吃掉全部毛利，卖多少都不赚。"]


@pytest.mark.parametrize("name", sorted(SESSION))
def test_a_negative_input_is_refused_by_name(name):
    with pytest.raises(InputError, match=name):
        live_stream(**{**SESSION, name: -1})
