"""What a reader does beyond one field: relations, corrections, other questions, what is missing."""

from __future__ import annotations

from datetime import date

from interview_files import TODAY, book, read, reader, values

from assistant.interview.profile import Profile
from assistant.interview.value import Value


def test_growth_is_counted_from_the_figure_known_before():
    known = Profile({"goal.current": Value(2_400_000, "yuan")})
    target = read("A5", "想翻一番，明年底前", known).values["goal.target"]
    assert (target.value, target.note) == (4_800_000, "翻一番：2,400,000 × 2")


def test_growth_of_an_unknown_figure_is_not_invented():
    assert "goal.target" not in values("A5", "增长50%，明年底前")


def test_a_monthly_goal_is_counted_by_the_year_and_says_so():
    target = read("A5", "现在每月20万，想做到每月50万").values["goal.target"]
    assert (target.value, target.note) == (6_000_000, "每月500,000 × 12，换算成一年")


def test_the_date_of_the_goal_follows_from_the_years_and_the_start():
    start = Profile({"horizon.start": Value("2027-01-01", "date")})
    due = read("A5", "从240万做到600万，三年", start).values["goal.due"]
    assert (due.value, due.origin, due.note) == (
        "2029-12-31",
        "calculated",
        "3年，从2027-01-01算起",
    )


def test_a_calculated_date_moves_when_the_start_becomes_known():
    first = read("A5", "从240万做到600万，三年")
    profile = Profile(first.values)
    later = read("A7", "三年，2027年1月1日开始", profile)
    assert (first.values["goal.due"].value, later.values["goal.due"].value) == (
        "2029-11-30",
        "2029-12-31",
    )


def test_a_date_the_owner_gave_never_moves():
    profile = Profile(read("A5", "从240万做到600万，2029年6月底").values)
    assert "goal.due" not in values("A7", "三年，2027年1月1日开始", profile)


def test_cost_instead_of_margin_is_kept_and_the_margin_worked_out():
    found = read("B8", "客单价240，成本110").values
    margin = found["econ.gross_margin_pct"]
    assert found["econ.unit_cost"].value == 110
    assert (margin.value, margin.origin, margin.note) == (
        54.166667,
        "calculated",
        "(240 − 110) ÷ 240",
    )


def test_a_margin_the_owner_gave_is_not_worked_out_again():
    profile = Profile({"econ.gross_margin_pct": Value(54, "pct")})
    assert values("B8", "客单价240，成本110", profile) == {"econ.aov": 240, "econ.unit_cost": 110}


def test_dollars_become_yuan_with_a_note():
    budget = read("A9", "$60k a year").values["budget.total"]
    assert (budget.value, budget.note) == (426_000, "60,000 USD × 7.1")


def test_a_correction_changes_the_figure_of_the_same_unit_given_last():
    profile = Profile(
        {
            "company.headcount": Value(9, "people", question="A1"),
            "econ.aov": Value(240, "yuan", question="B8"),
        }
    )
    found = read("C1", "不对，是46人", profile).values["company.headcount"]
    assert (found.value, found.question, found.raw) == (46, "A1", "不对，是46人")


def test_a_correction_without_anything_to_correct_invents_nothing():
    assert values("C1", "不对，是46人") == {}


def test_fields_of_other_questions_are_taken_only_beside_their_words():
    assert values("A2", "做床品，客单价240，预备金10%，每月500") == {
        "offer.category": "床品",
        "econ.aov": 240,
        "budget.reserve_pct": 10,
    }


def test_a_battle_goal_is_not_the_goal_of_the_plan():
    assert "goal.target" not in values("C9", "双11目标100万，备货4000套")


def test_the_fields_still_missing_are_listed():
    assert read("A5", "想做到600万").missing == ("goal.current", "goal.due", "goal.secondary")


def test_fields_known_before_are_not_missing():
    known = Profile({"goal.current": Value(2_400_000, "yuan")})
    assert read("A5", "想做到600万，2029年底", known).missing == ("goal.secondary",)


def test_without_a_question_nothing_is_missing_or_vague():
    update = reader().read("怎么写软文？", None, Profile(), TODAY)
    assert (update.values, update.vague, update.missing) == ({}, (), ())


def test_agreement_to_a_suggested_split_is_an_answer_with_a_note():
    known = Profile({"offer.customer_type": Value("b2c")})
    share = read("C6", "可以", known).values["channels.brand_share_pct"]
    assert (share.value, share.origin, share.note) == (40, "answer", "同意建议的比例")


def test_the_owners_writing_is_kept_in_traditional_characters():
    assert values("A1", "我們叫小滿家紡，在南通")["company.name"] == "小滿家紡"


def test_dates_are_counted_from_the_day_given():
    question = book()["A7"]
    update = reader().read("一年，下个月1号开始", question, Profile(), date(2030, 1, 31))
    assert update.values["horizon.start"].value == "2030-02-01"


def test_a_whole_interview_of_the_shop_from_nantong():
    replies = {
        "A1": "我们叫小满家纺，在南通，9个人，开了3年淘宝店",
        "A2": "做床品四件套的，卖给个人，C端，全国都卖",
        "A5": "线上一年240万，想三年做到600万，2029年12月31号之前",
        "A7": "三年，2027年1月1日开始",
        "A9": "一年60万，只算推广，每月平摊5万",
        "B5": "四件套，卖240，成本110，一个月能供4000套，因为A类面料可以机洗",
        "B8": "客单价240，成本110，运费12块，平台扣5.6个点，退货8%",
        "C8": "转化2.5%，点击1块8，付费的占六成",
        "C9": "618和双11，双11目标100万，备货4000套",
        "D4": "李梅，专职",
        "E2": "每个月5号，我来主持，差15%就调整",
        "E4": "点击单价涨到2.4元以上→停广泛词只留品牌词，小李，当天；预备金10%",
    }
    profile = Profile()
    for question_id, message in replies.items():
        profile = profile.merge(read(question_id, message, profile).values)
    figures = {
        "goal.current": 2_400_000,
        "goal.target": 6_000_000,
        "goal.due": "2029-12-31",
        "horizon.start": "2027-01-01",
        "budget.total": 600_000,
        "budget.period": "year",
        "budget.spread": "even",
        "budget.reserve_pct": 10,
        "econ.aov": 240,
        "econ.unit_cost": 110,
        "econ.shipping": 12,
        "econ.platform_fee_pct": 5.6,
        "econ.return_rate_pct": 8,
        "funnel.conversion_pct": 2.5,
        "funnel.cpc": 1.8,
        "funnel.paid_share_pct": 60,
        "lead.name": "李梅",
        "lead.fulltime": True,
        "offer.customer_type": "b2c",
    }
    assert {key: profile.raw(key) for key in figures} == figures


def test_a_correction_changes_the_figure_its_words_announce():
    known = Profile(
        {"goal.current": Value(2_400_000, "yuan"), "goal.target": Value(6_000_000, "yuan")}
    )
    changed = {
        key: value.value for key, value in read("A9", "不对，现在是250万", known).values.items()
    }
    assert changed == {"goal.current": 2_500_000}
    changed = {key: value.value for key, value in read("A9", "不对，是500万", known).values.items()}
    assert changed == {"goal.target": 5_000_000}
