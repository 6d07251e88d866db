"""Files that come back: a plan becomes a plan again, actual figures join the plan they are of."""

from __future__ import annotations

from io import BytesIO

import pytest
from apps import build_app
from openpyxl import load_workbook

from assistant.errors import InputError, NotFoundError
from assistant.exporting.export import export
from assistant.planning.plan import plain
from assistant.storage.plan_records import Actual

OWNER, STRANGER = "owner", "stranger"
GOAL = "线上一年240万，想三年做到600万，2029年12月31号之前"


@pytest.fixture
def app(tmp_path):
    with build_app(tmp_path / "home") as app:
        yield app


@pytest.fixture
def plan(app):
    """A plan that knows its company, its goal and when it begins."""
    plan = app.consultant.new_plan(OWNER).id
    app.consultant.take_reply(OWNER, plan, "A1", "我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    app.consultant.take_reply(OWNER, plan, "A5", GOAL)
    app.consultant.take_reply(OWNER, plan, "A7", "三年，2027年1月1日开始")
    return plan


def exported(app, plan: str, ending: str, owner: str = OWNER) -> bytes:
    return export(app.consultant.view(owner, plan).draft.plan, ending)


def filled(data: bytes, **cells: object) -> bytes:
    """The workbook with these cells of its tracker typed over."""
    book = load_workbook(BytesIO(data))
    for place, value in cells.items():
        book["指标跟踪"][place] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_exported_plan_is_taken_in_as_a_plan_of_its_new_owner(app, plan):
    app.archive.save_version(OWNER, plan, "初稿", by="李梅")
    data = exported(app, plan, ".json")
    taken, title = app.consultant.exchange.take_plan(STRANGER, data)
    assert title == "小满家纺"
    assert [p.id for p in app.consultant.plans(STRANGER)] == [taken]
    assert exported(app, taken, ".json", STRANGER) == data
    assert app.archive.versions(STRANGER, taken) == app.archive.versions(OWNER, plan)
    with pytest.raises(NotFoundError):
        app.consultant.view(OWNER, taken)


def test_the_interview_of_a_plan_taken_in_goes_on(app, plan):
    taken, _ = app.consultant.exchange.take_plan(OWNER, exported(app, plan, ".json"))
    app.consultant.take_reply(OWNER, taken, "A9", "一年60万，只算推广")
    assert app.consultant.view(OWNER, taken).profile.raw("budget.total") == 600_000


def test_actual_figures_are_stored_and_shown_with_what_the_rest_must_bring(app, plan):
    goals = app.consultant.view(OWNER, plan).draft.plan.results["goal_gap"].values["months"]
    workbook = filled(exported(app, plan, ".xlsx"), C7=goals[0] / 2, D7=goals[1] / 2)
    taken = app.consultant.exchange.take_actuals(OWNER, plan, workbook)
    assert [(a.kpi, a.month, a.value) for a in taken.stored] == [
        ("sales", "2027-01", goals[0] / 2),
        ("sales", "2027-02", goals[1] / 2),
    ]
    assert (taken.light, taken.text) == ("red", "读到 2 个实际数，已经记进方案。")
    texts = [plain(b.text) for b in section(app, plan).blocks if type(b).__name__ == "Paragraph"]
    assert any("比计划少 50%" in text for text in texts)


def section(app, plan: str):
    return app.consultant.view(OWNER, plan).draft.plan.section("P9")


def test_a_later_report_of_a_month_replaces_the_earlier_one(app, plan):
    for value in (100_000, 200_000):
        workbook = filled(exported(app, plan, ".xlsx"), C7=value)
        app.consultant.exchange.take_actuals(OWNER, plan, workbook)
    (kept,) = app.archive.history(OWNER, plan).actuals
    assert kept == Actual("sales", "2027-01", 200_000.0, kept.at)
    book = load_workbook(BytesIO(exported(app, plan, ".xlsx")))
    assert book["指标跟踪"]["C7"].value == 200_000


def test_what_does_not_belong_to_the_plan_is_left_out_and_named(app, plan):
    workbook = filled(
        exported(app, plan, ".xlsx"), C7=1, D7="还没统计", A11="别的指标", C11=5, C5="2031-01"
    )
    with pytest.raises(InputError):
        app.consultant.exchange.take_actuals(OWNER, plan, workbook)
    workbook = filled(workbook, E7=3)
    taken = app.consultant.exchange.take_actuals(OWNER, plan, workbook)
    assert [(a.kpi, a.month) for a in taken.stored] == [("sales", "2027-03")]
    assert taken.text == (
        "读到 1 个实际数，已经记进方案。 这些指标不在方案里，没有记：别的指标。 "
        "这些格子不是数字，没有记：指标跟踪!D7。"
    )


def test_a_tracker_for_somebody_elses_plan_is_not_taken(app, plan):
    workbook = filled(exported(app, plan, ".xlsx"), C7=1)
    with pytest.raises(NotFoundError):
        app.consultant.exchange.take_actuals(STRANGER, plan, workbook)
    assert app.archive.history(OWNER, plan).actuals == ()
