"""Calculator pages: each computes its example as the calculator does, and shows nothing active."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_html import Page, read

from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.registry import CALCULATORS, calculate
from assistant.errors import AssistantError, NotFoundError
from assistant.prompts import Wording, resource_dir
from assistant.ui.tools.field import fields_of, settings_at_first
from assistant.ui.tools.pages import ToolPages
from assistant.ui.tools.words import ToolWords

PROMPTS = resource_dir("prompts")
CALENDAR = load_calendar(PROMPTS)
WORDING = Wording.load(PROMPTS / "tools.yaml")
WORDS = {language: ToolWords(WORDING, language) for language in ("zh", "en")}
PAGES = {
    language: ToolPages(words, CALENDAR, Wording.load(PROMPTS / "page.yaml"))
    for language, words in WORDS.items()
}
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}</textarea>"


def figures(page: Page) -> dict[str, str]:
    """Return what stands under each name of a value."""
    return {
        tag.attributes["data-value"]: " ".join(tag.text.split())
        for tag in page.tags
        if "data-value" in tag.attributes
    }


def body(page: str) -> str:
    """Return a page without its style sheet and script, which are ours."""
    without = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    return without.removeprefix("<!doctype html>")


def assert_inert(markup: str) -> Page:
    """Fail when a tag of a calculator page could run, load or lead elsewhere."""
    page = read(markup)
    for tag in page.tags:
        assert tag.name not in {"script", "img", "iframe", "object", "embed", "base", "link"}, tag
        assert not [name for name in tag.attributes if name.startswith("on")], tag
        for link in {"href", "action", "src"} & tag.attributes.keys():
            assert re.match(r"/(?!/)|#", tag.attributes[link]), tag
    return page


# ---------------------------------------------------------------------------- figures


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", CALCULATORS)
def test_the_page_shows_what_the_calculator_says_of_its_example(name: str, language):
    result = calculate(name, WORDS[language].example(CALCULATORS[name]), CALENDAR)
    shown = figures(assert_inert(body(PAGES[language].calculator(name, {}))))
    named = {"month_numbers", "window_hours"}  # they stand beside the series they name
    assert shown.keys() == result.values.keys() - named
    for key, value in result.values.items():
        if isinstance(value, int | float) and not isinstance(value, bool) and key != "weekday":
            figure = value * 100 if key == "p_within" else value
            close = {f"{figure:,.{digits}f}" for digits in (0, 1, 2)} | {f"{figure:,}"}
            assert any(text in shown[key] for text in close), (key, value, shown[key])
        if isinstance(value, list) and value and isinstance(value[0], int) and key not in named:
            assert all(f"{part:,}" in shown[key] for part in value), key


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_form_computes_the_same_as_the_example_alone(name: str):
    calculator = CALCULATORS[name]
    at_first = calculate(name, settings_at_first(calculator, WORDS["zh"]), CALENDAR)
    assert at_first.values == calculate(name, calculator.example, CALENDAR).values


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_name_has_words_and_the_english_formula_is_the_calculators_own(name: str):
    calculator, known = CALCULATORS[name], WORDING.keys()
    result = calculate(name, calculator.example, CALENDAR)
    assert WORDING(f"formula.{name}", "en") == result.formula
    rows = re.compile(r"\(([^()]*[SK]\d[^()]*)\)$")
    chinese = rows.search(WORDING(f"formula.{name}", "zh"))
    english = rows.search(result.formula)
    assert chinese is not None
    assert english is not None
    assert chinese.group(1) == english.group(1)
    assert {f"value.{key}" for key in {*calculator.values, *result.values}} <= known
    options = {option for asked in calculator.inputs for option in asked.choices}
    assert {f"option.{option}" for option in options} <= known
    head = {tag.text for tag in read(PAGES["zh"].outcome(name, calculator.example)).named("th")}
    assert not {text for text in head if re.fullmatch(r"[a-z_0-9]+", text)}


def test_all_calculators_are_listed_once_with_their_purpose():
    page = assert_inert(body(PAGES["en"].overview()))
    links = [t.attributes["href"] for t in page.named("a") if "/tools/" in t.attributes["href"]]
    assert sorted(links) == sorted(f"/en/tools/{name}" for name in CALCULATORS)
    assert "What one order earns, and the most it may cost to win one." in page.text


@pytest.mark.parametrize(("language", "other"), [("zh", "/en/tools"), ("en", "/tools")])
def test_the_other_language_and_the_way_back_keep_the_figures(language, other: str):
    page = read(body(PAGES[language].calculator("stock", {"price": "300", "demand_sd": "5 & 6"})))
    links = {tag.attributes.get("id"): tag.attributes["href"] for tag in page.named("a")}
    assert links["language"] == f"{other}/stock?price=300&demand_sd=5+%26+6"
    assert links["nav_plan"] == {"zh": "/", "en": "/en/"}[language]


def test_a_result_can_be_copied_as_text():
    given = {**CALCULATORS["reply_workload"].example, "messages_per_day": "1,000"}
    page = read(PAGES["zh"].outcome("reply_workload", given))
    assert page.named("pre")[0].text.split("\n")[:7] == [
        "K14 回复工作量",
        "每天多少条消息\t1,000",
        "每条回复几分钟\t4",
        "",
        "要几个人\t12.07 人",
        "每天多少条起要专人\t66",
        "要专人吗\t是",
    ]


def test_months_of_a_year_that_begins_in_july_are_called_by_their_number():
    given = {"total": "600000", "start_month": "7"}
    page = read(PAGES["zh"].outcome("allocation", given))
    places = [tag.text for tag in page.named("small")]
    assert places == [str(month) for month in (*range(7, 13), *range(1, 7))]


# ---------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("language", "name", "change", "sentence"),
    [
        ("zh", "funnel", {"cpc": "-1"}, "“每次点击的价格”不能是 -1。"),
        ("en", "funnel", {"cpc": "-1"}, "“price of a click” cannot be -1."),
        ("zh", "funnel", {"aov": "abc"}, "“客单价”看不懂 'abc'。请填一个数字。"),
        ("zh", "goal_gap", {"current": " ", "target": ""}, "还缺：现在的年销售额、目标年销售额。"),
        ("en", "goal_gap", {"target": ""}, "Still missing: yearly sales wanted."),
        ("zh", "stock", {"price": "90"}, "“活动价”要高于“每件成本”，“清仓价”要低于“每件成本”。"),
        ("en", "stock", {"x": "1"}, "stock has no input 'x'."),
        ("zh", "goal_gap", {"ramp": "1,2"}, "“每年完成差距的比例”有 2 个数字，需要 3 个。"),
    ],
)
def test_what_cannot_be_computed_is_said_in_the_words_of_the_page(
    language, name: str, change, sentence: str
):
    page = read(PAGES[language].outcome(name, {**CALCULATORS[name].example, **change}))
    (problem,) = page.texts("problem")
    assert problem.startswith(sentence)
    assert figures(page) == {}


@pytest.mark.parametrize("name", ["", "nothing", HOSTILE])
def test_a_calculator_that_is_not_there_is_not_found(name: str):
    for render in (PAGES["zh"].calculator, PAGES["zh"].outcome):
        with pytest.raises(NotFoundError):
            render(name, {})


@pytest.mark.parametrize("name", CALCULATORS)
def test_hostile_input_is_shown_and_never_active(name: str):
    for asked in CALCULATORS[name].inputs:
        given = {**CALCULATORS[name].example, asked.name: HOSTILE}
        page = assert_inert(body(PAGES["zh"].calculator(name, given)))
        box = [t for t in page.tags if t.attributes.get("name") == asked.name]
        assert box[0].name == "select" or HOSTILE in (
            box[0].attributes.get("value", "") + box[0].text
        )
    assert_inert(body(PAGES["en"].calculator(name, {HOSTILE: HOSTILE})))
    assert_inert(PAGES["zh"].outcome(name, {HOSTILE: HOSTILE}))


def test_hostile_names_that_compute_stay_text():
    hostile = "<b onclick=alert(1)>甲</b>&lt"
    plans = f"{hostile}:180:90:5,乙:320:240:3"
    page = assert_inert(PAGES["zh"].outcome("alternatives", {"plans": plans}))
    assert hostile in page.text
    shop = "<svg/onload=alert(1)>"
    shares = PAGES["en"].outcome(
        "platform_dependence", {"shares": f"{shop}:72".replace(":", "=", 1)}
    )
    assert_inert(shares)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_text_in_any_box_breaks_a_page(data):
    name = data.draw(st.sampled_from([n for n in CALCULATORS if n != "sensitivity"]))
    asked = data.draw(st.sampled_from(CALCULATORS[name].inputs))
    text = data.draw(
        st.one_of(st.text(max_size=60), st.text("0123456789.,-=/:%万eE ", max_size=30))
    )
    given = {**CALCULATORS[name].example, asked.name: text}
    page = assert_inert(PAGES["zh"].outcome(name, given))
    assert bool(page.classed("problem")) != bool(page.classed("figures"))


# ---------------------------------------------------------------------------- sliders


@pytest.mark.parametrize("name", CALCULATORS)
def test_sliders_hold_the_example_and_both_ends_compute_or_say_why_not(name: str):
    calculator = CALCULATORS[name]
    at_first = {**settings_at_first(calculator, WORDS["zh"]), "draws": "1000"}
    if name != "sensitivity":
        del at_first["draws"]
    for field in fields_of(calculator, at_first, WORDS["zh"]):
        if field.slider is None:
            continue
        slider = field.slider
        assert slider.low < slider.high
        assert 2 <= (slider.high - slider.low) / slider.step <= 250
        if field.known:
            assert slider.low <= field.known <= slider.high, field
        for end in (slider.low, slider.high):
            settings_there = {**at_first, field.name: str(end)}
            try:
                result = calculate(name, settings_there, CALENDAR)
            except AssistantError:
                page = read(PAGES["zh"].outcome(name, settings_there))
                assert len(page.texts("problem")) == 1
            else:
                assert result.values


def test_a_percentage_ends_at_a_hundred_and_whole_numbers_stay_whole():
    fields = {
        field.name: field.slider
        for name in ("funnel", "reforecast", "allocation", "sensitivity")
        for field in fields_of(
            CALCULATORS[name], settings_at_first(CALCULATORS[name], WORDS["zh"]), WORDS["zh"]
        )
    }
    paid, left, total = fields["paid_share_pct"], fields["periods_left"], fields["total"]
    assert (paid.low, paid.high, paid.step) == (0.5, 100, 0.5)
    assert (left.low, left.high, left.step) == (1, 20, 1)
    assert (total.low, total.high, total.step) == (10_000, 2_000_000, 10_000)
    assert (fields["return_rate_pct"].low, fields["start_month"].high) == (0, 12)
    assert fields["seed"] is None


def test_the_form_says_what_each_box_is_in_what_unit_and_what_is_needed():
    page = read(body(PAGES["zh"].calculator("funnel", {})))
    labels = {
        tag.attributes["for"].removeprefix("in_"): html.unescape(tag.text).strip()
        for tag in page.named("label")
    }
    assert labels["cpc"] == "每次点击的价格 必填"
    assert labels["aov"] == "客单价"
    assert set(labels) == {asked.name for asked in CALCULATORS["funnel"].inputs}
    ranges = [t.attributes for t in page.named("input") if t.attributes.get("type") == "range"]
    assert {r["aria-label"] for r in ranges} >= {"客单价", "转化率", "每次点击的价格"}
