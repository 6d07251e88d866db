"""The registry: every calculator by name, from settings as typed."""

from __future__ import annotations

import inspect
import json
import math
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.calculators.battle import DEFAULT_BATTLES
from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.reading import read_setting
from assistant.calculators.registry import CALCULATORS, calculate, find_calculator
from assistant.errors import InputError, NotFoundError

CALENDAR = load_calendar(Path(__file__).parents[2] / "prompts")
NAMES = {
    "K1": ["goal_gap"],
    "K2": ["budget_size"],
    "K3": ["allocation"],
    "K4": ["funnel"],
    "K5": ["unit_economics"],
    "K6": ["return_on_spend", "live_stream"],
    "K7": ["campaign_schedule"],
    "K8": ["preheat_windows"],
    "K9": ["daily_sales_test"],
    "K10": ["stock"],
    "K11": ["alternatives"],
    "K12": ["staffing"],
    "K13": ["talent_routes"],
    "K14": ["reply_workload"],
    "K15": ["sensitivity"],
    "K16": ["minimum_test"],
    "K17": ["cash_valley"],
    "K18": ["reforecast"],
    "K19": ["platform_dependence"],
}
each_calculator = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=list(CALCULATORS))


def numbers_in(value):
    """Every number anywhere in a result."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [number for item in value for number in numbers_in(item)]
    return [value] if isinstance(value, float) else []


def test_nineteen_numbers_are_all_there():
    found = {}
    for calculator in CALCULATORS.values():
        found.setdefault(calculator.k, []).append(calculator.name)

    assert found == NAMES


@each_calculator
def test_the_example_runs_as_it_stands_and_is_json(calculator):
    result = calculate(calculator.name, calculator.example, CALENDAR)

    assert result.name == calculator.name
    assert json.loads(json.dumps(result.values)) == result.values
    assert json.loads(json.dumps(result.inputs)) == result.inputs
    assert all(math.isfinite(number) for number in numbers_in(dict(result.values)))
    assert any(row in result.formula for row in (*calculator.sources, "K4"))


@each_calculator
def test_values_and_units_are_those_that_are_listed(calculator):
    result = calculate(calculator.name, calculator.example, CALENDAR)

    assert result.values.keys() <= calculator.values.keys()
    assert result.units.keys() == result.values.keys()
    assert all(calculator.values[name] == unit for name, unit in result.units.items())


@each_calculator
def test_the_result_shows_every_input_that_was_given(calculator):
    result = calculate(calculator.name, calculator.example, CALENDAR)

    assert result.inputs.keys() >= calculator.example.keys()


def test_the_result_shows_defaults_and_what_they_were_resolved_to():
    typed = {"total": "600000", "customer_type": "b2b"}

    assert calculate("allocation", typed).inputs == {
        "total": 600_000,
        "customer_type": "b2b",
        "reserve_pct": 10,
        "battle_share_pct": 65,
        "nodes": [battle.to_dict() for battle in DEFAULT_BATTLES["b2b"]],
        "start_month": 1,
        "planned": None,
    }


@each_calculator
def test_listed_inputs_are_those_of_the_function(calculator):
    parameters = inspect.signature(calculator.function).parameters.values()
    named = [p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY]
    listed = {asked.name: asked for asked in calculator.inputs}

    assert {p.name for p in named} - {"calendar"} <= listed.keys()
    for parameter in named:
        if parameter.name == "calendar":
            continue
        is_required = parameter.default is inspect.Parameter.empty
        assert listed[parameter.name].required is is_required, parameter.name


@each_calculator
def test_listed_defaults_are_those_of_the_function(calculator):
    parameters = inspect.signature(calculator.function).parameters
    for asked in calculator.inputs:
        default = getattr(parameters.get(asked.name), "default", None)
        if asked.default and default is not None:
            read = read_setting(asked, asked.default)
            assert read == (list(default) if isinstance(default, tuple) else default), asked.name


@each_calculator
def test_everything_is_said_in_both_languages(calculator):
    result = calculate(calculator.name, calculator.example, CALENDAR)
    wordings = [calculator.title, *(asked.label for asked in calculator.inputs), *result.notes]

    assert all(wording["zh"].strip() and wording["en"].strip() for wording in wordings)
    assert not any(mark in wording["zh"] for wording in wordings for mark in "!！")


@pytest.mark.parametrize("name", ["goal_gap", "Goal-Gap", "K1", " k1 "])
def test_a_calculator_is_found_by_name_or_number(name):
    assert find_calculator(name).name == "goal_gap"


def test_the_first_calculator_of_a_number_stands_for_it():
    assert find_calculator("K6").name == "return_on_spend"


def test_an_unknown_calculator_names_the_nearest():
    with pytest.raises(NotFoundError) as caught:
        calculate("fennel", {})

    assert caught.value.zh == "没有叫 'fennel' 的计算器，最接近的是 funnel。"


def test_an_unknown_input_lists_those_there_are():
    with pytest.raises(InputError) as caught:
        calculate("reply_workload", {"messages": "3"})

    assert caught.value.en == (
        "reply_workload has no input 'messages'. "
        "It takes: messages_per_day, minutes_each, hours, utilisation_pct."
    )


def test_missing_inputs_are_all_named_at_once():
    with pytest.raises(InputError) as caught:
        calculate("goal_gap", {"years": "3"})

    assert caught.value.zh == "goal_gap 还缺 current, target。请补上。"


def test_a_value_that_cannot_be_read_is_named_with_what_is_expected():
    with pytest.raises(InputError) as caught:
        calculate("goal_gap", {"current": "很多", "target": "600万"})

    assert caught.value.zh == "current（现在的年销售额）看不懂 '很多'。请填一个数字。"


def test_the_schedule_needs_the_calendar():
    with pytest.raises(InputError, match=r"calendar\.yaml"):
        calculate("campaign_schedule", {"node": "618", "year": "2027"})


def test_typed_settings_give_the_same_as_the_function():
    typed = calculate(
        "goal_gap", {"current": "240万", "target": "6,000,000", "ramp": "20%,35%,45%"}
    )

    assert typed.values["milestones"] == [3_120_000, 4_380_000, 6_000_000]


def test_nodes_can_be_typed():
    result = calculate("allocation", {"total": "60万", "nodes": "618:1:6,双11:1:10=35/11=65"})

    assert [b["amount"] for b in result.values["battles"]] == [175_500, 175_500]
    assert sum(result.values["months"]) == 540_000


GARBAGE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["0", "-1", "1", "100", "1e9", "99999999999999", "0.0001", "1,2,3", "a:1:2:3", "a=1/2/3"]
    ),
    st.integers(-(10**16), 10**16).map(str),
    st.floats(allow_nan=True).map(str),
    st.lists(st.integers(0, 10**13), max_size=14).map(lambda n: ",".join(map(str, n))),
)


@each_calculator
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_settings_give_finite_numbers_or_an_input_error(calculator, data):
    names = [asked.name for asked in calculator.inputs if asked.name != "draws"]
    typed = dict(calculator.example) | ({"draws": "100"} if "draws" in names else {})
    typed |= data.draw(st.dictionaries(st.sampled_from(names), GARBAGE, max_size=4))
    with suppress(InputError):
        json.dumps(calculate(calculator.name, typed, CALENDAR).to_dict(), allow_nan=False)
