"""Each weak rate is worth exactly the traffic money its repair saves (K4), most first."""

import pytest
from f1 import ROOT, TODAY, load_book, raw_profile
from hypothesis import given, settings
from hypothesis import strategies as st
from sensible_profiles import FACTORY, said

from assistant.calculators.funnel import funnel
from assistant.interview.defaults import complete
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.gauge_book import load_gauge_book
from assistant.planning.gauge_inputs import FIELDS
from assistant.planning.weakest_link import GOOD_RATES, WeakLink, weakest_links

_F1 = {
    "revenue": 3_120_000,
    "aov": 240,
    "return_rate_pct": 8,
    "conversion_pct": 2.5,
    "paid_share_pct": 60,
    "cpc": 1.8,
}


def _completed(profile: Profile) -> Profile:
    return complete(profile, load_book(), TODAY)


def _with(key: str, value: float) -> Profile:
    return _completed(raw_profile().merge({key: Value(value, "pct")}))


def test_the_weak_links_of_the_fixture():
    assert weakest_links(_completed(raw_profile())) == (
        WeakLink("funnel.paid_share_pct", 60, 45.0, 31.8449, 610_459, 457_844),
        WeakLink("funnel.conversion_pct", 2.5, 3.1, 4.7103, 610_459, 492_307),
        WeakLink("econ.return_rate_pct", 8, 5.0, None, 610_459, 591_192),
    )


@pytest.mark.parametrize("field", ["funnel.conversion_pct", "econ.return_rate_pct"])
def test_the_value_is_the_difference_of_two_runs_of_the_calculator(field):
    name = field.split(".")[1]
    now, repaired = funnel(**_F1), funnel(**{**_F1, name: GOOD_RATES[field]})
    (link,) = [link for link in weakest_links(_completed(raw_profile())) if link.field == field]
    assert link.value == now.values["budget"] - repaired.values["budget"]


def test_a_factory_loses_most_between_visitor_and_enquiry():
    links = weakest_links(_completed(said(FACTORY)))
    assert [(link.field, link.value) for link in links] == [
        ("funnel.visitor_to_lead_pct", 70_560),
        ("funnel.paid_share_pct", 63_000),
    ]


def test_a_good_rate_is_no_weak_link():
    links = weakest_links(_with("funnel.conversion_pct", 3.1))
    assert "funnel.conversion_pct" not in [link.field for link in links]


def test_another_measure_of_good_may_be_given():
    links = weakest_links(_completed(raw_profile()), {"funnel.conversion_pct": 2.6})
    assert [(link.field, link.good) for link in links] == [("funnel.conversion_pct", 2.6)]


def test_without_a_funnel_there_is_no_link():
    assert weakest_links(_completed(Profile())) == ()


@settings(max_examples=30, deadline=None)
@given(rate=st.floats(0.5, 3.0), worse=st.floats(0.5, 1.0))
def test_a_worse_rate_is_worth_no_less_to_repair(rate, worse):
    values = []
    for conversion in (rate, rate * worse):
        links = weakest_links(_with("funnel.conversion_pct", conversion))
        values.append({link.field: link.value for link in links}["funnel.conversion_pct"])
    assert values[1] >= values[0] >= 0


def test_what_counts_as_good_is_the_good_end_of_the_ranges_of_the_gauge():
    book = load_gauge_book(ROOT / "prompts")
    kinds = {"funnel.visitor_to_lead_pct": "enquiry", "funnel.lead_to_deal_pct": "enquiry"}
    names = {field: name for name, field in FIELDS.items()}
    for field, good in GOOD_RATES.items():
        found = book.range_of(names[field], kinds.get(field, "shop"), "")
        assert good in (found.low, found.high), field
