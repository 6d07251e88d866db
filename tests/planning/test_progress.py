"""Progress: how indicators stood in their last reported month, and K18 for the sales."""

import pytest
from f1 import TODAY, load_drafter, repaired_profile

from assistant.planning.progress import Standing, forecast_sales, standings, variance_pct
from assistant.planning.tracker import SALES, track
from assistant.storage.plan_records import Actual


@pytest.fixture(scope="module")
def plan():
    return load_drafter().draft(repaired_profile(), language="zh", today=TODAY)


def tracked(plan, *actuals: tuple[str, int, float]):
    reported = [Actual(key, f"2027-{month:02d}", value) for key, month, value in actuals]
    return track(plan.basis.known, plan.results, reported, "销售额")


def test_targets_are_the_months_of_the_goal_and_even_steps_of_the_indicators(plan):
    tracker = tracked(plan)
    assert tracker.months[0] == "2027-01"
    assert [line.key for line in tracker.lines] == [SALES, "月访客", "下单转化率", "品牌词搜索量"]
    assert list(tracker.lines[0].targets) == plan.results["goal_gap"].values["months"]
    assert tracker.lines[1].targets[:2] == (9500.0, 10000.0)
    assert tracker.lines[2].targets[-1] == 3.2
    assert tracker.threshold_pct == 15


def test_an_indicator_stands_where_its_last_report_left_it(plan):
    tracker = tracked(plan, ("月访客", 1, 9000), ("月访客", 3, 10_500))
    assert standings(tracker) == (Standing("月访客", "", "2027-03", 10_500.0, 10_500.0),)
    assert variance_pct(standings(tracker)[0]) == 0


@pytest.mark.parametrize(("done", "light"), [(175_500, "green"), (160_000, "yellow"), (1, "red")])
def test_the_sales_so_far_say_how_fast_the_rest_must_go(plan, done, light):
    result = forecast_sales(tracked(plan, (SALES, 1, done)))
    assert result.values["light"] == light
    assert result.values["rate_needed"] == round((3_120_000 - done) / 11)


def test_there_is_no_forecast_before_the_first_and_after_the_last_month(plan):
    assert forecast_sales(tracked(plan)) is None
    assert forecast_sales(tracked(plan, (SALES, 12, 5))) is None
    assert forecast_sales(tracked(plan, ("月访客", 1, 5))) is None
