"""The file of contradictions is checked when it is loaded, and no profile breaks the search."""

from datetime import date

import pytest
from f1 import ROOT, TODAY, load_book, raw_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_edits import edited_copy

from assistant.errors import PromptError
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.contradictions.book import load_contradictions
from assistant.planning.contradictions.contradiction import apply_choice
from assistant.planning.contradictions.finder import find_contradictions
from assistant.planning.gauge_book import load_gauge_book

GAUGES = load_gauge_book(ROOT / "prompts")
BOOK = load_contradictions(ROOT / "prompts", load_book(), GAUGES)


@pytest.mark.parametrize(
    ("path", "value", "mistake"),
    [
        ("texts", None, "limits, rules, texts"),
        ("texts", [], "texts"),
        ("rules", [], "rules"),
        ("rules/C-07", None, "rules C-07"),
        ("rules/C-99", {}, "rules C-99"),
        ("rules/C-01/why", None, "rules C-01"),
        ("rules/C-01/ask", [], "rules C-01 ask"),
        ("rules/C-01/ask", ["Z9"], "no question Z9"),
        ("rules/C-01/fixes", None, "rules C-01 fixes"),
        ("rules/C-01/fixes/more", {"zh": "甲", "en": "a"}, "rules C-01 fixes"),
        ("rules/C-01/why/en", "Goal {goal}.", "C-01.why is wrong: zh and en have different"),
        ("rules/C-01/why/en", None, "C-01.why"),
        ("limits/years_off", "soon", "limits years_off"),
        ("limits/years_off", None, "limits years_off"),
        ("limits/words/retain", [], "retain is missing, unknown or empty"),
        ("limits/words/luck", ["幸运"], "luck is missing, unknown or empty"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path, path, value, mistake):
    folder = edited_copy(tmp_path, "contradictions.yaml", tuple(path.split("/")), value)
    with pytest.raises(PromptError) as caught:
        load_contradictions(folder, load_book(), GAUGES)
    assert "contradictions.yaml" in caught.value.en
    assert mistake in caught.value.en


_PARTS = sorted({part.key for field in load_book().fields for part in field.item})
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["2027-01-01", "2027-13-40", "9999-12-31", "0001-01-01", "双11", "淘宝"]),
)
_RECORDS = st.lists(
    st.one_of(_ODD, st.dictionaries(st.sampled_from(_PARTS), _ODD, max_size=6)), max_size=4
)
_KEYS = sorted(field.key for field in load_book().fields)


def _search(profile: Profile, today: date = TODAY) -> None:
    for found in find_contradictions(profile, BOOK, today):
        for choice in found.choices:
            apply_choice(profile, choice, load_book())


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), st.one_of(_ODD, _RECORDS), max_size=14))
def test_no_profile_breaks_the_search(values):
    _search(Profile({key: Value(value) for key, value in values.items()}))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(raw_profile())), st.one_of(_ODD, _RECORDS), max_size=3),
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
)
def test_no_odd_answer_among_good_ones_breaks_the_search(values, today):
    odd = {key: Value(value, low=1, high=2) for key, value in values.items()}
    _search(raw_profile().merge(odd), today)
