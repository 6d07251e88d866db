from f1 import TODAY, load_drafter, raw_profile, repaired_profile

from assistant.interview.profile import Profile
from assistant.planning.drafter import draft_plan
from assistant.planning.review import Review, review


def _review(profile: Profile) -> Review:
    context = load_drafter().context(profile, language="zh", today=TODAY)
    return review(draft_plan(context), context)


def test_a_blocker_costs_twelve_points_and_a_warning_four():
    outcome = _review(raw_profile())
    assert (outcome.score, outcome.ready) == (100 - 3 * 12 - 4 * 4, False)


def test_a_plan_without_blockers_is_ready():
    outcome = _review(repaired_profile())
    assert (outcome.score, outcome.ready) == (100 - 3 * 4, True)


def test_findings_are_grouped_by_section_worst_first():
    outcome = _review(Profile())
    order = [(finding.section, "BWI".index(finding.severity)) for finding in outcome.findings]
    assert order == sorted(order)
    assert outcome.score >= 0


def test_a_review_is_json_ready_in_one_language():
    data = _review(raw_profile()).to_dict("en")
    assert (data["score"], data["ready"], len(data["findings"])) == (48, False, 9)
    assert next(f for f in data["findings"] if f["rule"] == "R-15") == {
        "rule": "R-15",
        "severity": "W",
        "section": "P7",
        "title": "Money is not fed in drop by drop",
        "message": (
            "The budget is spread evenly: coefficient of variation 0.00, "
            "the three largest months hold only 25%."
        ),
        "fix": (
            "Keep the total and use the concentrated months of 7.2, "
            "with the money on the chosen battles."
        ),
        "field": "budget.spread",
        "question": "A9",
        "rows": ["S0-22"],
        "reason": "",
        "repair": True,
    }


def test_every_finding_says_something_in_both_languages():
    for finding in _review(Profile()).findings:
        assert finding.message.zh
        assert finding.fix.en
        assert "{" not in finding.message.zh + finding.message.en + finding.fix.zh + finding.fix.en
