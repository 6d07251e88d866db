"""The account of a start: K6 and K17 together, its deepest month, and three ways to fund it."""

from dataclasses import replace

import pytest
from f1 import ROOT, TODAY, load_book, repaired_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_edits import edited_copy
from sensible_profiles import CLINIC, SOFTWARE, said

from assistant.calculators.cash_valley import cash_valley
from assistant.errors import PromptError
from assistant.interview.defaults import complete
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.planning.cold_start import (
    ColdStartInputs,
    Funding,
    cold_start,
    cold_start_inputs,
)
from assistant.planning.cold_start_book import ColdStartBook, load_cold_start

BOOK = load_cold_start(ROOT / "prompts")
# The live stream of the source in ten thousands: 10 brings 15 before the spend is taken off.
_BET = ColdStartInputs((10, 100), 100, 10, 15, 100, is_cold=False)


def _of(profile: Profile) -> ColdStartInputs | None:
    return cold_start_inputs(complete(profile, load_book(), TODAY))


def _with(**figures: object) -> ColdStartBook:
    return replace(BOOK, figures=BOOK.figures.model_copy(update=figures))


def test_the_break_even_exponent_of_the_source_is_reproduced():
    assert cold_start(_BET, BOOK).break_even_exponent == 0.8239


@pytest.mark.parametrize(
    ("exponent", "profit"), [(0.7, 75.18), (0.8, 94.64), (0.9, 119.15), (1.0, 150.0)]
)
def test_what_the_bet_brings_at_each_exponent_is_that_of_the_source(exponent, profit):
    assert cold_start(_BET, _with(exponent=exponent)).sales[1] == profit


def test_a_bet_just_pays_at_the_break_even_exponent():
    at_even = cold_start(_BET, _with(exponent=0.8239, lag_months=0))
    assert round(at_even.sales[1]) == 100


def test_the_inputs_of_the_repaired_fixture():
    inputs = _of(repaired_profile())
    assert (sum(inputs.spend), inputs.traffic_pct, inputs.point_spend) == (540_000, 60, 26_979)
    assert (inputs.point_sales, round(inputs.margin_pct, 4)) == (119_600, 42.2855)
    assert inputs.is_cold is False


def test_the_repaired_fixture_is_deepest_before_its_largest_battle_pays():
    start = cold_start(_of(repaired_profile()), BOOK)
    assert [round(cash) for cash in start.cash.values["balance"]] == [
        *(-15_750, -9_650, -3_550, 2_549, -54_551, -68_159),
        *(6_503, 12_603, 18_702, -48_898, -113_871, 4_836),
    ]
    assert start.line == Bilingual(
        zh="最深在第 11 个月，要垫 113,871 元。",
        en="The lowest point is month 11; 113,871 yuan must be ready.",
    )
    assert [note.zh for note in start.notes] == [
        "第 12 个月回正。",
        "放大指数要到 0.49 以上，投得最多的那个月才不亏。",
    ]


def test_the_three_ways_to_fund_the_repaired_fixture():
    ways = cold_start(_of(repaired_profile()), BOOK).ways
    assert [(way.way, round(way.need), way.text.zh) for way in ways] == [
        ("slower", 26_424, "放慢：每月只花计划的 50%，多用些时间，只要垫 26,424 元。"),
        ("partner", 56_935, "找合作方：对方出 50%，也分 50%，自己只要垫 56,935 元。"),
        ("raise", 113_871, "融资或自己备足：开工前备好 113,871 元。第 12 个月回正。"),
    ]
    assert isinstance(ways[0], Funding)


def test_the_account_is_that_of_the_calculator():
    start = cold_start(_BET, BOOK)
    assert start.cash == cash_valley(spend=(10, 100), sales=start.sales, margin_pct=100)


def test_where_nobody_knows_the_firm_the_effect_builds_up():
    warm, cold = (
        cold_start(replace(_of(said(SOFTWARE)), is_cold=cold), BOOK).sales for cold in (False, True)
    )
    shares = [round(late / full, 2) for late, full in zip(cold, warm, strict=True)]
    assert shares == [0.1, 0.3, 0.6, 0.8, 0.9, *[1.0] * 7]
    assert _of(said(SOFTWARE)).is_cold is True


def test_what_pays_at_once_needs_no_money():
    rich = replace(_BET, spend=(10, 10), point_sales=100)
    start = cold_start(rich, _with(lag_months=0))
    assert (start.line.zh, start.notes, start.ways) == ("头一年不用垫钱。", (), ())


def test_until_the_funnel_is_known_there_is_no_start():
    assert _of(said(CLINIC)) is None
    assert _of(Profile()) is None


@settings(max_examples=40, deadline=None)
@given(margin=st.floats(5, 95), better=st.floats(0, 5), lag=st.integers(0, 4))
def test_a_better_margin_and_an_earlier_payment_never_deepen_the_valley(margin, better, lag):
    inputs = replace(_of(repaired_profile()), margin_pct=margin)
    need = cold_start(inputs, _with(lag_months=lag)).cash.values["need"]
    richer = cold_start(replace(inputs, margin_pct=margin + better), _with(lag_months=lag))
    later = cold_start(inputs, _with(lag_months=lag + 1))
    assert richer.cash.values["need"] <= need <= later.cash.values["need"]


@pytest.mark.parametrize(
    ("path", "value", "mistake"),
    [
        (("texts",), None, "texts"),
        (("figures", "exponent"), 0, "figures exponent"),
        (("figures", "build_up_pct"), [10, 300], "figures build_up_pct"),
        (("texts", "line", "en"), None, "line is wrong"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, path, value, mistake):
    with pytest.raises(PromptError) as caught:
        load_cold_start(edited_copy(tmp_path, "cold_start.yaml", path, value))
    assert f"cold_start.yaml: {mistake}" in caught.value.en
