"""One plan over the whole page: for its owner only, harmless, with calendar and sample."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from few_documents import NO_DOCUMENTS
from model_lines import FixedModels
from page_html import assert_harmless
from starlette.requests import Request

from assistant.planning.day_marks import DayMark
from assistant.planning.diary import Entry
from assistant.prompts import resource_dir
from assistant.ui.site import load_site
from assistant.ui.views.month import Wallpaper, months_of
from assistant.ui.views.router import view_router

PAPER = Wallpaper(
    says=lambda entry: entry.title,
    mark=lambda mark: mark.name,
    name=lambda day: f"{day:%Y-%m}",
    today=date(2027, 6, 18),
)


def visitor(request: Request) -> str:
    name = request.headers.get("visitor", "")
    if not name:
        raise HTTPException(401)
    return name


@pytest.fixture(scope="module")
def client(app):
    server = FastAPI()
    site = load_site(resource_dir("prompts"), app.book, NO_DOCUMENTS, FixedModels())
    server.include_router(view_router(app.consultant, site.plans, visitor))
    return TestClient(server)


@pytest.fixture
def copied(client):
    answer = client.post("/sample/copies", json={"lang": "zh"}, headers={"visitor": "li"})
    return answer.json()["plan"]


def get(client, path: str, name: str = "li"):
    return client.get(path, headers={"visitor": name})


def content(answer) -> str:
    """Return what stands in the page, its own styles, scripts and bar left out."""
    return answer.text.partition("<main")[2].rpartition("</main>")[0].partition(">")[2]


def test_a_plan_can_be_read_whole_with_its_pictures(client, copied):
    page = assert_harmless(content(get(client, f"/plans/{copied}/view")))
    titles = [tag.text for tag in page.named("h3")]
    assert titles[:3] == ["1 计划概略", "导图", "2 网上营销现状"]
    assert len(page.named("section")) == 15
    kinds = {tag.classes[1] for tag in page.named("svg")}
    assert kinds == {"bars", "gantt", "tornado", "funnel", "radar", "donut", "mind-map"}
    assert "复制成我的方案" not in page.text
    assert "去回答" not in page.text


def test_a_plan_is_shown_to_its_owner_only(client, copied):
    for name in ("view", "calendar"):
        assert get(client, f"/plans/{copied}/{name}").status_code == 200
        assert get(client, f"/plans/{copied}/{name}", "wang").status_code == 404
        assert client.get(f"/plans/{copied}/{name}").status_code == 401
    assert client.post("/sample/copies", json={}).status_code == 401


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sample", "复制成我的方案"),
        ("/en/sample", "Copy it to my plans"),
        ("/sample/calendar", "2027 年 11 月"),
        ("/en/sample/calendar", "2027-11"),
    ],
)
def test_the_sample_is_there_for_everybody(client, path, said):
    answer = get(client, path, "anybody")
    assert answer.status_code == 200
    assert said in answer.text


def test_the_calendar_shows_battles_actions_reviews_and_holidays(client, copied):
    page = get(client, f"/plans/{copied}/calendar").text
    for said in ("双11 · 活动期", "检查：重做四件套详情页（小李）", "检查会（李梅）", "春节"):
        assert said in page
    assert "2027 年的放假调休还没有公布" in page


@pytest.mark.usefixtures("copied")
def test_the_calendar_in_the_bar_is_that_of_the_newest_plan(client):
    assert "双11 · 活动期" in get(client, "/calendar").text
    empty = get(client, "/calendar", "nobody-yet").text
    assert "还没有日子" in empty
    assert "No dates yet" in get(client, "/en/calendar", "nobody-yet").text


def test_a_hostile_company_name_stays_text(app, client):
    plan = app.consultant.new_plan("hostile", "full").id
    hostile = "公司叫<img src=x onerror=alert(1)>，在南通，9个人"
    app.consultant.take_reply("hostile", plan, "A1", hostile)
    for name in ("view", "calendar"):
        html = get(client, f"/plans/{plan}/{name}", "hostile").text
        assert "<img" not in html
    assert "&lt;img src=x" in get(client, f"/plans/{plan}/view", "hostile").text


def test_a_month_has_its_days_in_weeks_from_monday():
    sale = Entry("phase", date(2027, 6, 17), date(2027, 6, 18), "618 · 活动期")
    review = Entry("review", date(2027, 6, 18), date(2027, 6, 18), "检查会")
    (month,), later = months_of(
        [sale, review], {date(2027, 6, 9): DayMark("holiday", "端午节")}, PAPER
    )
    assert later == ()
    assert (month.key, month.name) == ("2027-06", "2027-06")
    days = [day for week in month.weeks for day in week]
    assert [day.number for day in month.weeks[0]] == [0, 1, 2, 3, 4, 5, 6]
    assert [day.number for day in days if day.off] == [9]
    assert [day.number for day in days if day.today] == [18]
    assert {day.number: [bar.first for bar in day.bars] for day in days if day.bars} == {
        17: [True],
        18: [False],
    }
    assert [(line.day, line.text) for line in month.lines] == [
        ("17–06-18", "618 · 活动期"),
        ("18", "检查会"),
    ]


def test_what_comes_after_fourteen_months_is_listed_below():
    first, last = date(2027, 1, 5), date(2029, 12, 31)
    months, later = months_of(
        [Entry("start", first, first, "开始"), Entry("goal", last, last, "目标")], {}, PAPER
    )
    assert [month.key for month in months] == ["2027-01"]
    assert [line.iso for line in later] == ["2029-12-31"]
    assert months_of([], {}, PAPER) == ((), ())
