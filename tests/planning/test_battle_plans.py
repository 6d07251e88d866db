"""Battles counted back: days, phases, people, and what the calendar does not know."""

from datetime import date

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pages import part
from trades import clinic

from assistant.interview.value import Value
from assistant.planning.battle_plans import battle_plans
from assistant.planning.milestones import monthly, quarterly
from assistant.planning.plan import Chart, Span


def _context(profile, language="zh"):
    return load_drafter().context(profile, language=language, today=TODAY)


CALENDAR = _context(raw_profile()).calendar


@pytest.mark.parametrize(
    ("name", "start", "day"),
    [
        ("双11", date(2027, 1, 1), date(2027, 11, 11)),
        ("双十一大促", date(2027, 12, 1), date(2028, 11, 11)),
        ("618 年中大促", date(2027, 1, 1), date(2027, 6, 18)),
        ("年货节", date(2027, 6, 1), date(2028, 1, 5)),
        ("店庆", date(2027, 1, 1), None),
        ("双11", date(2050, 1, 1), None),
        ("", date(2027, 1, 1), None),
    ],
)
def test_a_battle_falls_in_the_year_that_begins_with_the_plan(name, start, day):
    assert CALENDAR.day(name, start) == day


def test_a_schedule_is_worked_out_once():
    first, second = (CALENDAR.schedule("双11", date(2027, 11, 11)) for _ in range(2))
    assert first is second
    assert CALENDAR.schedule("双11", date(2050, 11, 11)) is None


def test_the_owners_own_day_moves_the_whole_schedule():
    schedule = CALENDAR.schedule("店庆", date(2027, 5, 20))
    assert schedule.values["date"] == "2027-05-20"
    assert schedule.values["tasks"][0]["date"] == "2027-04-09"
    assert schedule.notes[0]["zh"] == "店庆在 2027-05-20，星期四。"


def test_every_battle_is_a_lane_of_the_gantt_chart():
    plan = load_drafter().draft(raw_profile(), language="zh", today=TODAY)
    gantt = [b for b in plan.section("P6").blocks if isinstance(b, Chart)][-1]
    assert (gantt.kind, gantt.series, gantt.labels) == ("gantt", (), ("618", "双11"))
    assert gantt.spans[4:] == (
        Span("双11", "准备", "2027-08-27", "2027-10-31"),
        Span("双11", "预热", "2027-11-01", "2027-11-10"),
        Span("双11", "活动期", "2027-11-11", "2027-11-11"),
        Span("双11", "收尾和复盘", "2027-11-12", "2027-12-27"),
    )


def test_tasks_are_dated_and_name_who_does_them():
    plan = load_drafter().draft(raw_profile(), language="zh", today=TODAY)
    found = part(plan.section("P6"), "6.2 战役")
    start = found.index("(双11倒排表)")
    assert found[start + 1 : start + 4] == [
        "日期 | 离当天几天 | 做什么（谁）",
        "2027-08-27 | -76 | 定销售目标和这次活动的一个主目的（李梅）；"
        "定备货数量和到货日（供应链）；报名活动和资源位（李梅）",
        "2027-09-10 | -62 | 定主题和优惠（李梅）；出活动页面和主图方案（美工）",
    ]


def test_a_clinic_is_not_told_to_ship_parcels():
    plan = load_drafter().draft(clinic(), language="zh", today=TODAY)
    text = " ".join(part(plan.section("P6"), "6.2 战役"))
    assert "算好接待能力" in text
    assert [word for word in ("发货", "备货", "库存", "物流") if word in text] == []


def test_a_battle_without_a_day_has_no_schedule():
    profile = raw_profile().merge({"campaigns": Value([{"node": "店庆"}])})
    assert battle_plans(_context(profile)) == ()


def test_months_add_up_to_quarters_and_persons_to_months():
    team = [{"name": n, "role": "sales"} for n in ("甲", "乙", "丙")]
    context = _context(raw_profile().merge({"team": Value(team)}))
    months = monthly(context)
    assert sum(month.amount for month in months) == 3_120_000
    assert [month.battles for month in months][4:6] == [("618",), ("618",)]
    assert months[10].people == (("甲", 190_329), ("乙", 190_329), ("丙", 190_328))
    quarters = quarterly(months)
    assert [(q.amount, q.cumulative, q.resources) for q in quarters] == [
        (526_500, 526_500, 47_250),
        (932_100, 1_458_600, 187_650),
        (526_500, 1_985_100, 47_250),
        (1_134_900, 3_120_000, 257_850),
    ]
    assert [sum(amount for _, amount in q.people) for q in quarters] == [q.amount for q in quarters]
