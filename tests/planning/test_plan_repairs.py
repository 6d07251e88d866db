"""Reasons turn findings into remarks, and repairs make them go away without asking anything."""

import pytest
from clean import changed, clean_profile
from f1 import TODAY, load_book, load_drafter, raw_profile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.drafter import draft_plan
from assistant.planning.reasons import REASONS, given_reasons
from assistant.planning.repair import repair
from assistant.planning.review import Finding, Review, review

CLEAN = clean_profile()


def _review(profile: Profile) -> Review:
    context = load_drafter().context(profile, language="zh", today=TODAY)
    return review(draft_plan(context), context)


def _finding(profile: Profile, rule: str) -> Finding:
    return next(f for f in _review(profile).findings if f.rule == rule)


def _with_reason(profile: Profile, rule: str, reason: str) -> Profile:
    return profile.merge({REASONS: Value([{"rule": rule, "reason": reason}])})


def test_a_finding_with_a_reason_only_informs_and_shows_it():
    even = changed(CLEAN, channels__brand_share_pct=80)
    finding = _finding(_with_reason(even, "R-17", "今年先把名字打响"), "R-17")
    assert (finding.severity, finding.reason) == ("I", "今年先把名字打响")
    assert finding.message.zh.endswith("您的理由：今年先把名字打响")
    assert _finding(even, "R-17").severity == "W"


@pytest.mark.parametrize("rule", ["R-08", "R-19", "R-21"])
def test_a_block_that_takes_a_reason_no_longer_blocks(rule):
    profile = changed(
        CLEAN,
        goal__target=90_000_000,
        current__channels=[{"name": "淘宝", "share_pct": 95}, {"name": "门店", "share_pct": 5}],
    )
    before = _finding(profile, rule)
    assert (before.severity, before.takes_reason) == ("B", True)
    assert _finding(_with_reason(profile, rule, "提转化到3.2%"), rule).severity == "I"


def test_no_reason_makes_a_sum_right():
    profile = changed(CLEAN, goal__target=None)
    finding = _finding(_with_reason(profile, "R-06", "以后再说"), "R-06")
    assert (finding.severity, finding.reason, finding.takes_reason) == ("B", "", False)


def test_reasons_of_any_shape_are_read_or_left_out():
    records = [{"rule": "R-17", "reason": " 甲 "}, {"rule": "R-17", "reason": "乙"}, "丙"]
    records += [{"rule": "R-18"}, {"rule": 3, "reason": "丁"}, {"rule": "R-19", "reason": " "}]
    assert given_reasons(Profile({REASONS: Value(records)})) == {"R-17": "乙"}
    assert given_reasons(Profile({REASONS: Value("不是列表")})) == {}


def test_reasons_are_no_answer_that_has_to_stand_in_the_plan():
    assert [f.rule for f in _review(_with_reason(CLEAN, "R-17", "因为")).findings] == ["R-44"]


_MONTHLY = {"budget__total": 50_000, "budget__period": "month", "budget__spread": None}
_BROKEN = {
    "R-09": {"horizon__years": 5},
    "R-11": {"actions": [{**CLEAN.raw("actions")[0], "check": "2027-03-01"}]},
    "R-15": _MONTHLY,
    "R-17": {"channels__brand_share_pct": 80},
    "R-18": {"budget__reserve_pct": 0},
    "R-24": {"campaigns": [{**b, "stock": 4000} for b in CLEAN.raw("campaigns")]},
    "R-25": {"kpis": CLEAN.raw("kpis")[:3]},
    "R-28": {"control__first_review": "2027-06-01", "control__chair": ""},
    "R-30": {"risks": CLEAN.raw("risks")[:1]},
    "R-32": {"validation__method": ["logic"]},
    "R-39": {"sales__reply_minutes": 300, "sales__followups": 1},
}


@pytest.mark.parametrize("rule", _BROKEN)
def test_a_repaired_finding_is_gone_and_brings_no_other(rule):
    profile = changed(CLEAN, **_BROKEN[rule])
    finding = _finding(profile, rule)
    assert finding.repairable
    assert finding.to_dict("zh")["repair"] is True
    for _ in range(2):  # a rule may speak twice about one field
        left = [f for f in _review(profile).findings if f.rule == rule]
        profile = profile.merge(repair(left[0], profile, TODAY) if left else {})
    assert [f.rule for f in _review(profile).findings] == ["R-44"]


def test_a_repair_is_an_assumption_that_names_its_rule_and_keeps_the_reply():
    profile = raw_profile()
    assert repair(_finding(profile, "R-15"), profile, TODAY) == {
        "budget.spread": Value(
            "concentrated",
            origin="assumption",
            raw="一年60万，只算推广，每月平摊5万",
            question="A9",
            by="review",
            at="2026-11-22",
            note="按 R-15（不打添油战术）改的，请核实。",
        )
    }


def test_the_stock_is_repaired_to_the_ceiling_of_the_calculation():
    profile = raw_profile()
    fields = repair(_finding(profile, "R-24"), profile, TODAY)
    assert [battle.get("stock") for battle in fields["campaigns"].value] == [None, 2444]
    stored = Profile(fields).to_dict()
    assert Profile.from_dict(stored)["campaigns"] == fields["campaigns"]


def test_a_question_whose_answer_was_repaired_still_counts_as_answered():
    profile = raw_profile()
    repaired = profile.merge(repair(_finding(profile, "R-24"), profile, TODAY))
    assert [f.rule for f in _review(repaired).findings if f.rule == "R-34"] == []


def test_what_only_the_owner_can_repair_changes_nothing():
    finding = _finding(raw_profile(), "R-19")
    assert (finding.repairable, repair(finding, raw_profile(), TODAY)) == (False, {})


_KEYS = sorted(CLEAN)
_ODD = [
    None,
    "",
    [],
    [{}],
    0,
    -1,
    1e12,
    "2027-13-45",
    "随便",
    ["甲"],
    [{"node": "双11"}],
    True,
    "x" * 500,
]


@settings(max_examples=30, deadline=None)
@example(edits={"channels.platforms": 0}, dropped=set())
@example(edits={"current.carriers": 0}, dropped=set())
@given(
    edits=st.dictionaries(st.sampled_from(_KEYS), st.sampled_from(_ODD), max_size=4),
    dropped=st.sets(st.sampled_from(_KEYS), max_size=6),
)
def test_any_edit_of_a_clean_plan_is_reviewed_and_repaired(edits, dropped):
    values = {key: Value(value, CLEAN[key].unit) for key, value in edits.items()}
    profile = CLEAN.merge(values).without(*dropped)
    for finding in _review(profile).findings:
        repaired = profile.merge(repair(finding, profile, TODAY))
        assert set(finding.change) <= set(repaired)
    assert 0 <= _review(profile).score <= 100


def test_a_plan_of_the_quick_path_is_not_drowned_in_findings():
    book = load_book()
    core = {q.id for q in book if q.core}
    quick = Profile({k: v for k, v in raw_profile().items() if book.question_of(k).id in core})
    assert len(_review(quick).findings) <= 12
    assert len(_review(Profile()).findings) <= 10


def test_findings_are_few_at_every_step_of_the_interview():
    book, known = load_book(), Profile()
    most = 0
    for question in book:
        fields = {k: v for k, v in raw_profile().items() if book.question_of(k).id == question.id}
        known = known.merge(fields)
        most = max(most, len(_review(known).findings))
    assert most <= 20
