"""Dates written every way owners write them; today is Sunday, 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from interview_files import TODAY, lexicon

from assistant.interview.dates import find_dates


def spans(text: str) -> list[tuple[str, str]]:
    found = find_dates(text, TODAY, lexicon().occasions)
    return [(span.start.isoformat(), span.end.isoformat()) for span in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-12-31", "2027-12-31"),
        ("2027.1.1", "2027-01-01"),
        ("2027/1/1", "2027-01-01"),
        ("2029年底", "2029-12-31"),
        ("2029年12月底前", "2029-12-31"),
        ("29年底", "2029-12-31"),
        ("2029年12月31号之前", "2029-12-31"),
        ("二〇二九年年底", "2029-12-31"),
        ("明年底", "2027-12-31"),
        ("下个月5号", "2026-12-05"),
        ("3月8日", "2027-03-08"),
        ("十二月三十一号", "2026-12-31"),
        ("年底", "2026-12-31"),
        ("三年后", "2029-11-22"),
        ("半年后", "2027-05-22"),
        ("5号", "2026-12-05"),
        ("双11前", "2027-11-10"),
        ("618当天", "2027-06-18"),
        ("春节后", "2027-02-07"),
        ("明年春节前", "2027-02-05"),
        ("2028年618", "2028-06-18"),
        ("下周一", "2026-11-23"),
        ("周五", "2026-11-27"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("明天", "2026-11-23"),
        ("end of next year", "2027-12-31"),
        ("Dec 31 2029", "2029-12-31"),
        ("31 Dec 2029", "2029-12-31"),
        ("8 March", "2027-03-08"),
        ("in 3 years", "2029-11-22"),
        ("end of the year", "2026-12-31"),
        ("start of 2027", "2027-01-01"),
    ],
)
def test_a_single_day(text, day):
    assert spans(text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("明年3月", "2027-03-01", "2027-03-31"),
        ("2027年", "2027-01-01", "2027-12-31"),
        ("Q2", "2027-04-01", "2027-06-30"),
        ("明年Q1", "2027-01-01", "2027-03-31"),
        ("上半年", "2027-01-01", "2027-06-30"),
        ("下半年", "2026-07-01", "2026-12-31"),
        ("第三季度", "2027-07-01", "2027-09-30"),
        ("3月1-20日", "2027-03-01", "2027-03-20"),
        ("三年内", "2026-11-22", "2029-11-22"),
        ("by June 2028", "2028-06-01", "2028-06-30"),
        ("by 2028", "2028-01-01", "2028-12-31"),
        ("next month", "2026-12-01", "2026-12-31"),
    ],
)
def test_a_stretch_of_days(text, first, last):
    assert spans(text) == [(first, last)]


def test_three_dates_in_one_reply():
    assert spans("3月1日开始，3月10日检查，3月20日完成") == [
        ("2027-03-01", "2027-03-01"),
        ("2027-03-10", "2027-03-10"),
        ("2027-03-20", "2027-03-20"),
    ]


@pytest.mark.parametrize(
    "text",
    ["做了20年", "开了3年", "12个月", "每月5号", "三年", "一月一次", "一季度看一次", "99月99日"],
)
def test_durations_and_repetitions_are_no_dates(text):
    assert spans(text) == []


def test_a_day_that_does_not_exist_is_no_day():
    assert ("2027-02-30", "2027-02-30") not in spans("2月30日")


def test_the_next_occurrence_is_meant_when_the_year_is_not_named():
    before = find_dates("11月22日", date(2026, 11, 22))
    after = find_dates("11月22日", date(2026, 11, 23))
    assert [before[0].end, after[0].end] == [date(2026, 11, 22), date(2027, 11, 22)]
