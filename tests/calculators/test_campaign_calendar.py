"""The campaign calendar that ships with the product."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.calendar_rule import NthWeekday, OffsetDate, TabledDate
from assistant.calculators.calendar_task import TaskTemplate
from assistant.errors import InputError

CALENDAR = load_calendar(Path(__file__).parents[2] / "prompts")
YEARS = range(2026, 2036)


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("春节", ["2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"]),
        ("七夕", ["2027-08-08", "2028-08-26"]),
        ("端午", ["2027-06-09", "2028-05-28"]),
        ("中秋", ["2027-09-15", "2028-10-03"]),
        ("元旦", ["2027-01-01"]),
        ("年货节", ["2027-01-16"]),
        ("三八节", ["2027-03-08"]),
        ("315", ["2027-03-15"]),
        ("春季采购", ["2027-04-15"]),
        ("五一", ["2027-05-01"]),
        ("Mother's Day", ["2027-05-09", "2028-05-14"]),
        ("父亲节", ["2027-06-20", "2028-06-18"]),
        ("618", ["2027-06-18"]),
        ("88 会员", ["2027-08-08"]),
        ("99 划算", ["2027-09-09"]),
        ("国庆", ["2027-10-01"]),
        ("双十一", ["2027-11-11", "2028-11-11"]),
        ("双12", ["2027-12-12"]),
        ("black friday", ["2027-11-26", "2028-11-24"]),
        ("Cyber Monday", ["2027-11-29", "2028-11-27"]),
        ("Easter", ["2027-03-28", "2028-04-16"]),
        ("Diwali", ["2027-10-29"]),
        ("斋月", ["2027-02-08"]),
    ],
)
def test_nodes_fall_on_the_right_dates(name, dates):
    node = CALENDAR.find(name)

    assert [CALENDAR.date_of(node, int(d[:4])).isoformat() for d in dates] == dates


def test_an_announced_date_replaces_the_usual_one_only_in_its_year():
    node = CALENDAR.find("Prime Day")

    assert CALENDAR.date_of(node, 2026) == date(2026, 6, 23)
    assert CALENDAR.date_of(node, 2027) == date(2027, 7, 8)


def test_every_node_has_a_date_in_every_year():
    for node in CALENDAR.nodes.values():
        for year in YEARS:
            assert abs((CALENDAR.date_of(node, year) - date(year, 7, 1)).days) < 200


@pytest.mark.parametrize("name", ["春节", "七夕", "端午", "中秋", "斋月", "开斋节", "排灯节"])
def test_tabled_festivals_are_whole_moons_apart(name):
    rule = CALENDAR.find(name).rule
    assert isinstance(rule, TabledDate)

    for earlier, later in pairwise(sorted(rule.dates.values())):
        moons = (later - earlier).days / 29.530588
        assert abs(moons - round(moons)) * 29.53 < 1.6


def test_chinese_festivals_keep_their_distance_within_a_year():
    for year in YEARS:
        dragon, qixi, autumn = (
            CALENDAR.date_of(CALENDAR.find(name), year) for name in ("端午", "七夕", "中秋")
        )
        assert date(year, 1, 20) < CALENDAR.date_of(CALENDAR.find("春节"), year)
        assert CALENDAR.date_of(CALENDAR.find("春节"), year) < date(year, 2, 21)
        assert (autumn - qixi).days in (37, 38)
        # a leap month may stand between the fifth and the seventh
        assert (qixi - dragon).days in (60, 61, 62, 90, 91)


def test_easter_is_a_sunday_in_spring_every_year():
    days = [CALENDAR.date_of(CALENDAR.find("Easter"), year) for year in YEARS]

    assert {day.isoweekday() for day in days} == {7}
    assert all(date(d.year, 3, 22) <= d <= date(d.year, 4, 25) for d in days)


@pytest.mark.parametrize("customers", ["b2c", "b2b", "export"])
def test_nodes_are_listed_by_customers_together_with_those_for_all(customers):
    nodes = CALENDAR.nodes_for(customers)

    assert CALENDAR.find("春节") in nodes
    assert all({customers, "all"} & {*node.who} for node in nodes)
    assert (CALENDAR.find("双11") in nodes) == (customers == "b2c")


def test_an_unknown_node_names_the_nearest():
    with pytest.raises(InputError, match="双12"):
        CALENDAR.find("双十二一")
    with pytest.raises(InputError) as caught:
        CALENDAR.find("zzzz")
    assert "春节" in caught.value.zh


@pytest.mark.parametrize("year", [2025, 2036])
def test_a_year_beyond_the_calendar_is_refused(year):
    with pytest.raises(InputError, match="year"):
        CALENDAR.date_of(CALENDAR.find("618"), year)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-14", True),  # Saturday worked for Spring Festival
        ("2026-02-23", False),  # Monday off
        ("2026-10-08", True),
        ("2026-10-11", False),  # Sunday
        ("2027-02-08", False),  # third day of the new year, by law
        ("2027-02-10", True),  # not announced yet
        ("2027-05-01", False),
        ("2027-06-09", False),
        ("2040-01-03", True),  # beyond the calendar: weekends only
    ],
)
def test_working_days(day, works):
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is works


def test_announced_days_off_are_all_weekdays_and_days_worked_all_weekends():
    for days in CALENDAR.days_off.values():
        assert all(day.isoweekday() <= 5 for day in days.holidays)
        assert all(day.isoweekday() >= 6 for day in days.working_weekends)


@given(st.dates(date(2026, 1, 1), date(2035, 12, 1)), st.sampled_from([-1, 1]))
def test_the_nearest_working_day_is_one_and_lies_in_the_right_direction(day, step):
    found = CALENDAR.working_day(day, step)

    assert CALENDAR.is_working_day(found)
    assert (found - day).days * step >= 0
    between = range(1, abs((found - day).days))
    assert not any(CALENDAR.is_working_day(day + timedelta(days=step * n)) for n in between)


def test_the_fourth_thursday_and_the_day_after():
    assert NthWeekday(11, 4, 4).on(2028) == date(2028, 11, 23)
    assert NthWeekday(11, 4, 4, plus=1).on(2028) == date(2028, 11, 24)


def test_offsets_point_to_nodes_with_their_own_date():
    offsets = [n.rule for n in CALENDAR.nodes.values() if isinstance(n.rule, OffsetDate)]

    assert {rule.node for rule in offsets} == {"spring_festival", "black_friday"}


@pytest.mark.parametrize(
    ("day", "lead", "preheat", "expected"),
    [
        (-75, 75, 10, -75),
        (-45, 75, 10, -45),
        (-10, 75, 10, -10),
        (-1, 75, 10, -1),
        (-75, 30, 7, -30),
        (-21, 30, 7, -11),
        (-10, 30, 7, -7),
        (-1, 30, 5, -1),
        (0, 30, 7, 0),
        (45, 30, 7, 45),
        (-75, 0, 0, -1),
    ],
)
def test_tasks_are_drawn_together_for_a_shorter_lead(day, lead, preheat, expected):
    task = TaskTemplate(day, {"zh": "运营", "en": "operator"}, "做", "do")

    assert task.day_for(lead, preheat) == expected
