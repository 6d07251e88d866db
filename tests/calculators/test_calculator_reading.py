"""Reading command-line settings."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.alternative import Alternative
from assistant.calculators.battle import Battle
from assistant.calculators.calculator import Input
from assistant.calculators.reading import read_setting
from assistant.errors import InputError

KINDS = (
    *("number", "int", "text", "choice", "list", "texts", "battles", "plans", "ranges", "shares"),
)


def asked(kind: str, unit: str = "") -> Input:
    return Input("price", "价格", "price", unit, kind, choices=("b2b", "b2c"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("240", 240),
        ("1,800,000", 1_800_000),
        ("１，８００，０００", 1_800_000),
        ("180万", 1_800_000),
        ("1.5亿元", 150_000_000),
        ("¥240", 240),
        (" 2.35 ", 2.35),
        ("-3", -3),
        ("+3", 3),
    ],
)
def test_numbers_as_people_write_them(text, value):
    read = read_setting(asked("number"), text)

    assert (read, type(read)) == (value, type(value))


def test_a_per_cent_sign_is_fine_for_a_percentage_and_nowhere_else():
    assert read_setting(asked("number", "pct"), "2.5％") == 2.5
    with pytest.raises(InputError):
        read_setting(asked("number", "yuan"), "2.5%")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "3", 3),
        ("int", "3.0", 3),
        ("text", " 双 11 ", "双 11"),
        ("choice", "B2B", "b2b"),
        ("list", "20,35,45", [20, 35, 45]),
        ("list", "20， 35、45;50", [20, 35, 45, 50]),
        ("list", "1.5 2", [1.5, 2]),
        ("texts", "淘宝，抖音 直播", ["淘宝", "抖音 直播"]),
        (
            "battles",
            "618:30:5=45/6=55，38节：15：3",
            [Battle("618", 30, {5: 45, 6: 55}), Battle("38节", 15, {3: 1})],
        ),
        ("battles", "促销:1:5/6", [Battle("促销", 1, {5: 1, 6: 1})]),
        ("plans", "老客加618:180:90:5", [Alternative("老客加618", 180, 90, 5)]),
        (
            "ranges",
            "aov=210/240/260,cpc=1.4/1.8/2.6",
            {"aov": (210, 240, 260), "cpc": (1.4, 1.8, 2.6)},
        ),
        ("shares", "淘宝=72,抖音=18", {"淘宝": 72, "抖音": 18}),
    ],
)
def test_every_kind_reads_its_compact_form(kind, text, value):
    assert read_setting(asked(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", ""),
        ("number", "abc"),
        ("number", "1,80,000"),
        ("number", "1e400"),
        ("number", "nan"),
        ("number", "９" * 30),
        ("int", "2.5"),
        ("text", "  "),
        ("text", "x" * 101),
        ("choice", "c2c"),
        ("list", "1,,2"),
        ("list", ",".join("1" * 401)),
        ("battles", "618:30"),
        ("battles", "618:30:13"),
        ("battles", "618:30:5=45="),
        ("plans", "a:1:2"),
        ("plans", "a:1:2:x"),
        ("ranges", "aov=1/2"),
        ("shares", "淘宝"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_name_of_the_input(kind, text):
    with pytest.raises(InputError) as caught:
        read_setting(asked(kind), text)

    assert "price" in caught.value.zh or "618" in caught.value.zh
    assert "\n" not in caught.value.zh


@given(st.sampled_from(KINDS), st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else(kind, text):
    with suppress(InputError):
        read_setting(asked(kind), text)
