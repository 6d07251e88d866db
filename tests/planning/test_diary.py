"""Diary, holidays and outline: what a plan has on which day, and what it says in a few words."""

from __future__ import annotations

from datetime import date

import pytest
from f1 import ROOT, TODAY, load_drafter, repaired_profile

from assistant.calculators.calendar_file import load_calendar
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.day_marks import DayMark, day_marks
from assistant.planning.diary import Entry, diary
from assistant.planning.drafter import draft_plan
from assistant.planning.outline import outline


@pytest.fixture(scope="module")
def drafted():
    context = load_drafter().context(repaired_profile(), language="zh", today=TODAY)
    return draft_plan(context), context.completed


def on(day: str, entries) -> list[Entry]:
    return [entry for entry in entries if entry.day.isoformat() == day]


def test_everything_with_a_day_is_in_the_diary_in_order(drafted):
    plan, known = drafted
    entries = diary(plan, known)
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    (approval,) = on("2026-12-18", entries)
    assert (approval.kind, approval.who) == ("approval", "张总")
    (check,) = on("2027-01-14", entries)
    assert check == Entry("check", date(2027, 1, 14), date(2027, 1, 14), "重做四件套详情页", "小李")
    reviews = [entry for entry in entries if entry.kind == "review"]
    assert [r.day.isoformat() for r in reviews[:3]] == ["2027-02-05", "2027-03-05", "2027-04-05"]
    assert len(reviews) == 11
    phases = [
        (e.title, e.day.isoformat(), e.last.isoformat()) for e in entries if e.kind == "phase"
    ]
    assert ("双11 · 活动期", "2027-11-11", "2027-11-11") in phases
    assert sum(entry.kind == "task" for entry in entries) == 31
    assert [e.day.year for e in entries if e.kind == "goal"] == [2027, 2028, 2029]


def test_a_plan_without_days_has_an_empty_diary():
    plan = load_drafter().draft(Profile(), language="zh", today=TODAY)
    assert diary(plan, Profile()) == ()


def test_days_that_are_no_dates_are_left_out(drafted):
    plan, _ = drafted
    said = Value([{"what": "开店", "start": "开春"}, "只有一句话", {"start": "2027-03-01"}])
    entries = diary(plan, Profile({"actions": said}))
    assert {entry.kind for entry in entries} == {"phase", "task", "review"}


def test_holidays_are_those_announced_or_by_law():
    calendar = load_calendar(ROOT / "prompts")
    marks = day_marks(calendar, date(2026, 10, 1), date(2027, 2, 28), "zh")
    assert marks[date(2026, 10, 1)] == DayMark("holiday", "十一")
    assert marks[date(2026, 10, 7)] == DayMark("holiday")
    assert marks[date(2026, 10, 10)] == DayMark("work")
    assert marks[date(2027, 1, 1)] == DayMark("holiday", "元旦")
    assert [d.isoformat() for d, m in marks.items() if m.name == "春节"] == [
        f"2027-02-0{number}" for number in (5, 6, 7, 8)
    ]
    assert date(2026, 9, 25) not in marks
    assert day_marks(calendar, date(2050, 1, 1), date(2050, 12, 31), "en") == {}


def test_the_outline_says_each_part_in_a_few_words(drafted):
    plan, _ = drafted
    tree = outline(plan)
    assert tree.label == plan.title
    assert [branch.label for branch in tree.branches] == [s.title for s in plan.sections]
    gists = {part.label: part.gist for section in tree.branches for part in section.branches}
    assert gists["2.6 网站或店铺打分"] == "信息丰富 2 · 美观实用 3 · 功能强大 2"
    assert gists["5.3 主攻、辅助、不做"] == "淘宝搜索转化 · 小红书种草 · 直播"
    assert gists["6.2 战役"] == "618 · 双11"
    assert gists["3.2 机会和问题清单"].startswith("甲家纺的短板")
    assert all(gists.values())
