"""Whatever part of the fixture is known, and whatever it says, a plan is drafted and reviewed."""

from datetime import date

import pytest
from f1 import TODAY, load_book, load_drafter, raw_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.drafter import draft_plan
from assistant.planning.review import review

_KEYS = sorted(raw_profile())
_NUMBERS = sorted(k for k in _KEYS if isinstance(raw_profile()[k].value, int | float))
_TEXTS = sorted(k for k in _KEYS if isinstance(raw_profile()[k].value, str))


def _run(profile: Profile, language: str = "zh", today: date = TODAY):
    context = load_drafter().context(profile, language=language, today=today)
    plan = draft_plan(context)
    return plan, review(plan, context)


@settings(max_examples=60, deadline=None)
@given(known=st.sets(st.sampled_from(_KEYS)), language=st.sampled_from(["zh", "en"]))
def test_any_part_of_the_answers_gives_a_plan_with_nine_sections(known, language):
    plan, outcome = _run(raw_profile().without(*(set(_KEYS) - known)), language)
    assert len(plan.sections) == 9
    assert 0 <= plan.completeness <= 100
    assert 0 <= outcome.score <= 100


@settings(max_examples=60, deadline=None)
@given(
    key=st.sampled_from(_NUMBERS),
    value=st.one_of(
        st.integers(-(10**15), 10**15),
        st.floats(allow_nan=False, allow_infinity=False, width=64),
    ),
)
def test_any_number_gives_a_plan(key, value):
    plan, _ = _run(raw_profile().merge({key: Value(value, raw_profile()[key].unit)}))
    assert len(plan.sections) == 9


@settings(max_examples=60, deadline=None)
@given(key=st.sampled_from(_TEXTS), text=st.text(max_size=40))
def test_any_text_gives_a_plan(key, text):
    plan, _ = _run(raw_profile().merge({key: Value(text)}))
    assert len(plan.sections) == 9


@pytest.mark.parametrize("key", sorted(field.key for field in load_book().fields))
def test_every_field_of_the_book_may_be_the_only_one_known(key):
    if key in raw_profile():
        plan, _ = _run(Profile({key: raw_profile()[key]}))
        assert any(run.source == key for s in (*plan.sections, *plan.annexes) for run in s.runs())


@settings(max_examples=25, deadline=None)
@given(
    records=st.lists(
        st.one_of(
            st.text(max_size=10),
            st.dictionaries(
                st.sampled_from(["name", "node", "duty", "event", "owner", "signal", "stock"]),
                st.one_of(st.none(), st.text(max_size=8), st.integers(), st.booleans()),
                max_size=4,
            ),
        ),
        max_size=4,
    ),
    key=st.sampled_from(["team", "campaigns", "risks", "maint", "kpis", "competitors", "personas"]),
)
def test_records_of_any_shape_give_a_plan(records, key):
    plan, _ = _run(raw_profile().merge({key: Value(records)}))
    assert len(plan.sections) == 9
