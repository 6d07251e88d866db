"""The actions of a plan on a line of days: one chart for the page and for every file."""

from __future__ import annotations

from f1 import TODAY, load_drafter, raw_profile

from assistant.interview.value import Value
from assistant.planning.plan import Chart, Plan, Span, plain


def drafted(*actions: dict[str, str]) -> Plan:
    profile = raw_profile().merge({"actions": Value(list(actions), raw="行动")})
    return load_drafter().draft(profile, language="zh", today=TODAY)


def timeline(plan: Plan) -> Chart | None:
    charts = [block for block in plan.section("P6").blocks if isinstance(block, Chart)]
    return next((chart for chart in charts if chart.title == "行动时间表"), None)


def test_an_action_runs_from_its_first_day_to_its_last_in_the_colour_of_its_owner():
    chart = timeline(
        drafted(
            {
                "what": "做主图",
                "owner": "李梅",
                "start": "2027-01-05",
                "check": "2027-01-20",
                "end": "2027-02-01",
            }
        )
    )
    assert chart.spans == (Span("做主图", "李梅", "2027-01-05", "2027-02-01"),)
    assert [plain(cell) for cell in chart.table.head] == ["做什么", "负责人", "从", "到"]
    (row,) = chart.table.rows
    assert [plain(cell) for cell in row] == ["做主图", "李梅", "2027-01-05", "2027-02-01"]
    assert {run.origin for cell in row for run in cell} == {"answer"}


def test_two_actions_of_one_name_have_a_lane_each():
    month = {"start": "2027-01-05", "check": "2027-01-20", "end": "2027-02-01"}
    same = {"what": "拍视频", "owner": "小王", **month}
    chart = timeline(drafted(same, {**same, "owner": "小李"}, same))
    assert [span.lane for span in chart.spans] == ["拍视频", "拍视频 · 小李", "拍视频 · 小王"]


def test_an_action_without_a_day_is_not_on_the_line():
    dated = {"what": "做主图", "owner": "李梅", "end": "2027-02-01"}
    days = {"start": "开春", "check": "等通知", "end": "入夏"}
    chart = timeline(drafted(dated, {"what": "拍视频", "owner": "小王", **days}))
    assert "做主图" in {span.lane for span in chart.spans}
    assert "拍视频" not in {span.lane for span in chart.spans}
    assert timeline(drafted({"what": "拍视频", "owner": "小王", **days})) is None
