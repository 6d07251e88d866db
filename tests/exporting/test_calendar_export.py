from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from assistant.exporting.calendar_file import to_ics
from assistant.planning.agenda import Agenda, Errand, Phase
from assistant.planning.plan import Run, Table

GOLDEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Marketing Plan Assistant//plan//ZH
CALSCALE:GREGORIAN
X-WR-CALNAME:试写的方案
BEGIN:VEVENT
SUMMARY:双11 · 预热
DTSTART;VALUE=DATE:20271101
DTEND;VALUE=DATE:20271111
DTSTAMP:20261122T000000Z
UID:e70a53@marketing-plan-assistant
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:双11 · 预热
TRIGGER:-PT15H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def events(plan):
    return Calendar.from_ical(to_ics(plan)).walk("VEVENT")


def _named(events, start: str) -> dict[str, date]:
    return {
        str(event["summary"]): event["dtstart"].dt
        for event in events
        if str(event["summary"]).startswith(start)
    }


def test_one_phase_is_written_like_this(plan):
    only = Agenda(phases=(Phase("双11", "预热", "2027-11-01", "2027-11-10"),))
    written = to_ics(replace(plan, title="试写的方案", sections=(), agenda=only)).decode()
    uid = next(line for line in written.splitlines() if line.startswith("UID:"))
    assert written.replace(uid, "UID:e70a53@marketing-plan-assistant").splitlines() == (
        GOLDEN.splitlines()
    )


def test_battles_have_their_phases_and_errands(events):
    assert _named(events, "双11 · 预热") == {
        "双11 · 预热": date(2027, 11, 1),
        "双11 · 预热开始：发券，引导收藏和关注（李梅）": date(2027, 11, 1),
    }
    assert _named(events, "双11 · 锁定库存") == {"双11 · 锁定库存（供应链）": date(2027, 11, 8)}


def test_an_action_has_its_start_its_check_and_its_end(events):
    what = "重做四件套详情页（小李）"
    assert {k: v for k, v in _named(events, "").items() if what in k} == {
        f"开始 · {what}": date(2027, 1, 4),
        f"检查 · {what}": date(2027, 1, 14),
        f"完成 · {what}": date(2027, 1, 29),
    }
    start = next(event for event in events if str(event["summary"]) == f"开始 · {what}")
    assert str(start["description"]) == "多少钱：8,000 元\n怎样算好：转化率到3.2%"


def test_reviews_come_every_month_until_the_year_is_over(events):
    days = [e["dtstart"].dt for e in events if str(e["summary"]).startswith("检查方案")]
    assert days == [date(2027, month, 5) for month in range(2, 13)]


def test_every_event_is_all_day_ends_the_day_after_and_rings(events):
    for event in events:
        assert type(event["dtstart"].dt) is type(event["dtend"].dt) is date
        assert event["dtend"].dt - event["dtstart"].dt >= timedelta(days=1)
        assert len(event.walk("VALARM")) == 1


def test_uids_differ_and_stay_when_a_day_moves(plan, events):
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert to_ics(plan) == to_ics(plan)
    moved = replace(
        plan.agenda, phases=tuple(replace(p, end="2028-01-01") for p in plan.agenda.phases)
    )
    again = Calendar.from_ical(to_ics(replace(plan, agenda=moved))).walk("VEVENT")
    assert [str(event["uid"]) for event in again] == uids


def test_lines_are_folded_and_hostile_text_is_escaped(plan):
    what = "第一行\r\nEND:VEVENT;,\\" + "长" * 60 + "\x07\u202e"
    agenda = Agenda(errands=(Errand("双11", "2027-11-01", what, "李梅", False),))
    written = to_ics(replace(plan, agenda=agenda, sections=()))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.count(b"\r\nEND:VEVENT\r\n") == 1
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["summary"]) == f"双11 · 第一行  END:VEVENT;,\\{'长' * 60}（李梅）"


def test_an_action_edited_by_hand_keeps_only_real_days(plan):
    heads = ("head.what", "head.owner", "head.three_dates")
    cells = ("拍视频", "小李", "2027-02-30 到 2027-03-05")
    row = tuple((Run(cell),) for cell in cells)
    table = Table(tuple((Run(h),) for h in heads), (row,), name="P6.1", keys=heads)
    section = replace(plan.section("P6"), blocks=(table,))
    written = to_ics(replace(plan, sections=(section,), agenda=Agenda()))
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt) == (
        "完成 · 拍视频（小李）",
        date(2027, 3, 5),
    )
