"""Texts of a file are filled in both languages at once; figures in them read as elsewhere."""

import pytest

from assistant.errors import PromptError
from assistant.interview.entry import Bilingual
from assistant.planning import slots
from assistant.planning.phrases import read_phrases

_SAY = read_phrases(
    {"line": {"day": {"zh": "每天 {n} 单", "en": "{n} orders a day"}}}, "texts.yaml"
)


def test_a_phrase_takes_plain_and_bilingual_slots():
    assert _SAY("line.day", n="74") == Bilingual(zh="每天 74 单", en="74 orders a day")
    many = Bilingual(zh="很多", en="many")
    assert _SAY("line.day", n=many) == Bilingual(zh="每天 很多 单", en="many orders a day")


def test_braces_in_what_is_filled_in_stay_as_they_are():
    assert _SAY("line.day", n="{n}").zh == "每天 {n} 单"


def test_the_keys_are_joined_with_dots():
    assert _SAY.keys() == {"line.day"}
    assert "line.day" in _SAY
    assert "line.month" not in _SAY


@pytest.mark.parametrize(("key", "values"), [("line.month", {"n": "1"}), ("line.day", {})])
def test_a_missing_text_or_slot_is_named(key, values):
    with pytest.raises(PromptError, match=r"texts\.yaml"):
        _SAY(key, **values)


@pytest.mark.parametrize(
    ("node", "mistake"),
    [
        ([], "texts.yaml: texts"),
        ({"a": "text"}, "texts.yaml: a"),
        ({"a": {"zh": "甲"}}, "texts.yaml: a"),
        ({"a": {"zh": "甲", "en": ""}}, "texts.yaml: a"),
        ({"a": {"b": {"zh": "{x}", "en": "{y}"}}}, "texts.yaml: a.b"),
    ],
)
def test_a_mistake_in_a_text_is_named(node, mistake):
    with pytest.raises(PromptError) as caught:
        read_phrases(node, "texts.yaml")
    assert caught.value.en.startswith(mistake)


def test_amounts_are_whole_and_unit_prices_exact():
    assert slots.money(3216.2) == Bilingual(zh="3,216 元", en="3,216 yuan")
    assert slots.money(2.405) == Bilingual(zh="2.4 元", en="2.4 yuan")
    assert slots.goal_money(6_000_000) == Bilingual(zh="600 万元", en="6,000,000 yuan")


def test_counts_have_a_decimal_below_ten_only():
    assert [slots.count(n) for n in (74.4, 5.25, 2978.0)] == ["74", "5.2", "2,978"]


def test_lists_have_the_comma_of_their_language():
    assert slots.listed(["甲", Bilingual(zh="乙", en="b")]) == Bilingual(zh="甲、乙", en="甲, b")
