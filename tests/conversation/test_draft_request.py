"""A draft is made once for what it is made from, and again for anything else."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from apps import plan_desk

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_drafter, raw_profile

from assistant.interview.value import Value
from assistant.planning.history import NO_HISTORY
from assistant.storage.plan_records import Edit


@pytest.fixture(scope="module")
def desk():
    return plan_desk(load_drafter())


def test_the_same_request_gets_the_same_draft(desk):
    first = desk.draft(raw_profile(), TODAY, "zh")
    assert desk.draft(raw_profile(), TODAY, "zh") is first


@pytest.mark.parametrize("change", ["value", "note", "day", "language", "edit"])
def test_anything_that_differs_gets_a_draft_of_its_own(desk, change):
    profile, day, language, history = raw_profile(), TODAY, "zh", NO_HISTORY
    first = desk.draft(profile, day, language, history)
    if change == "value":
        profile = profile.merge({"company.headcount": Value(81, "people", raw="81人")})
    elif change == "note":
        profile = profile.merge({"goal.target": replace(profile["goal.target"], note="左右")})
    elif change == "day":
        day += timedelta(days=1)
    elif change == "language":
        language = "en"
    else:
        place = next(place for place in first.edited.places if place.text)
        history = replace(NO_HISTORY, edits=(Edit(place.anchor, "zh", place.text, "改过"),))
    second = desk.draft(profile, day, language, history)
    assert (second.plan, second.known) != (first.plan, first.known)


def test_where_the_interview_stands_changes_no_sentence_but_goes_into_the_file(desk):
    begun = desk.draft(raw_profile(), TODAY, "zh", replace(NO_HISTORY, interview={"path": "quick"}))
    later = desk.draft(raw_profile(), TODAY, "zh", replace(NO_HISTORY, interview={"path": "full"}))
    assert begun.plan.sections is later.plan.sections
    assert begun.plan.basis.history.interview == {"path": "quick"}
    assert later.plan.basis.history.interview == {"path": "full"}
