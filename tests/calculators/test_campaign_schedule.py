"""K7 campaign back-schedule."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.calculators.calendar_file import load_calendar
from assistant.calculators.campaign_schedule import campaign_schedule
from assistant.errors import InputError

CALENDAR = load_calendar(Path(__file__).parents[2] / "prompts")


def schedule(node, year, owner=None):
    return campaign_schedule(node=node, year=year, owner=owner, calendar=CALENDAR)


def test_double_11_of_2027_is_scheduled_back_to_august():
    values = schedule("双十一", 2027).values

    assert {k: v for k, v in values.items() if k != "tasks"} == {
        "date": "2027-11-11",
        "weekday": 4,
        "is_working_day": True,
        "lead_days": 75,
        "prep_start": "2027-08-27",  # 28 August is a Saturday
        "phases": [
            {
                "phase": "preheat",
                "zh": "预热",
                "en": "pre-heat",
                "share_pct": 65,
                "start": "2027-11-01",
                "end": "2027-11-10",
            },
            {
                "phase": "day",
                "zh": "爆发",
                "en": "the sale",
                "share_pct": 35,
                "start": "2027-11-11",
                "end": "2027-11-11",
            },
        ],
        "presale": {"date": "2027-10-15", "based_on": 2025, "source": "uniteddaily.my"},
        "days_off_known": False,
    }
    assert len(values["tasks"]) == 29


def test_the_stages_of_double_11_stand_on_the_days_the_source_gives_them():
    tasks = {task["task"]: task for task in schedule("双11", 2027).values["tasks"]}

    assert tasks["定备货数量和到货日"] == {
        "date": "2027-08-27",
        "day": -76,
        "hours": "",
        "task": "定备货数量和到货日",
        "en": "Decide stock and delivery date",
        "role": "供应链",
        "owner": "供应链",
    }
    assert tasks["开始内容种草"]["date"] == "2027-09-27"
    assert tasks["客服培训和排班"]["date"] == "2027-10-12"
    assert tasks["页面定稿，之后不再改"]["date"] == "2027-10-21"
    assert tasks["预热开始：发券，引导收藏和关注"]["date"] == "2027-11-01"
    assert tasks["决定剩货怎么处理"]["date"] == "2027-11-18"


def test_the_four_windows_and_the_gap_between_them_are_timed_tasks_of_the_day():
    tasks = schedule("双11", 2027).values["tasks"]

    day = [task["hours"] for task in tasks if task["date"] == "2027-11-11"]
    assert day == ["0-3", "3-8", "8-16", "16-20", "20-24"]
    last = next(task for task in tasks if task["hours"] == "20-24")
    assert "假设" in last["task"]


def test_pages_for_the_platform_pre_sale_are_frozen_before_it_opens():
    tasks = schedule("618", 2026).values["tasks"]
    pages = next(task for task in tasks if "预售" in task["task"])

    assert pages["date"] == "2026-05-06"
    assert pages["task"] == "预售页面定稿，报好预售商品（平台预售约 5 月 13 日开始）"


def test_an_owner_is_named_for_every_task_and_the_post_stays_visible():
    tasks = schedule("双11", 2027, owner="李梅").values["tasks"]

    assert {task["owner"] for task in tasks} == {"李梅"}
    assert {task["role"] for task in tasks} >= {"负责人", "运营", "美工", "客服", "供应链"}


def test_a_year_without_announced_holidays_says_so_and_one_with_them_does_not():
    unknown, known = schedule("双11", 2027), schedule("618", 2026)

    assert any("调休待公布" in note["zh"] for note in unknown.notes)
    assert known.values["days_off_known"] is True
    assert not any("调休待公布" in note["zh"] for note in known.notes)


def test_what_platforms_did_in_past_years_is_shown_with_its_source():
    notes = [note["zh"] for note in schedule("双11", 2028).notes]

    assert notes[0] == "双11在 2028-11-11，星期六。"
    assert any("2022 年天猫" in text and "chinainternetwatch.com/35143" in text for text in notes)
    assert "平台日程每年都变，请核对当年公告。" in notes


def test_spring_festival_has_a_pause_list_and_no_phases():
    values = schedule("春节", 2027).values

    assert values["phases"] == []
    assert [task["day"] for task in values["tasks"]] == [-30, -22, -10, -5, 0, 9]
    assert values["tasks"][0]["task"] == "问清快递停运和工厂放假时间"


def test_the_15th_of_march_is_a_risk_day():
    tasks = schedule("315", 2027).values["tasks"]

    assert any("停掉硬促销" in task["task"] for task in tasks)


@pytest.mark.parametrize("year", range(2026, 2036))
def test_every_node_can_be_scheduled_every_year(year):
    for node in CALENDAR.nodes.values():
        values = schedule(node.key, year).values
        dates = [task["date"] for task in values["tasks"]]

        assert dates == sorted(dates)
        assert values["prep_start"] <= dates[0]
        assert sum(phase["share_pct"] for phase in values["phases"]) in (0, 100)
        assert all(phase["start"] <= phase["end"] for phase in values["phases"])


def test_preparation_tasks_fall_on_working_days():
    for task in schedule("双11", 2027).values["tasks"]:
        if task["day"] < -10:
            assert CALENDAR.is_working_day(date.fromisoformat(task["date"]))


@pytest.mark.parametrize(
    ("node", "year", "named"), [("火星节", 2027, "node"), ("618", 2036, "year")]
)
def test_an_unknown_node_or_year_is_refused_by_name(node, year, named):
    with pytest.raises(InputError, match=named):
        schedule(node, year)
