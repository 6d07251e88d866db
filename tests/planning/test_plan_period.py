from datetime import date

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.period import months_from, parse_day, start_of, year_end


def test_a_plan_year_ends_the_day_before_the_next_begins():
    start = date(2027, 1, 1)
    assert [year_end(start, year) for year in (1, 3)] == [date(2027, 12, 31), date(2029, 12, 31)]


def test_a_plan_may_start_on_the_leap_day():
    assert year_end(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_the_twelve_months_cross_the_turn_of_the_year():
    months = months_from(date(2026, 11, 15))
    assert months[:3] == [(2026, 11), (2026, 12), (2027, 1)]
    assert months[-1] == (2027, 10)


def test_words_instead_of_a_date_are_no_date():
    assert parse_day("开春以后") is None
    assert start_of(Profile({"horizon.start": Value("开春以后")})) is None
