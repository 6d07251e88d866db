"""Pictures of the page alone: the actions on a line of days, and the seven systems on a web."""

from __future__ import annotations

from apps import read_prompts
from page_html import assert_harmless

from assistant.interview.profile import Profile
from assistant.ui.charts.radar import draw_radar
from assistant.ui.charts.systems import system_marks, systems_chart


def test_the_seven_systems_are_scored_by_the_facts_known():
    book = read_prompts().book
    empty = system_marks(Profile(), book, lambda key: key)
    assert [(mark.score, mark.question) for mark in empty] == [
        (0.0, id_) for id_ in ("A5", "B5", "B6", "A8", "C3", "D1", "D6")
    ]
    chart = systems_chart(empty, "web")
    assert len(draw_radar(chart).axes) == 7
    assert (chart.base, chart.series[0].values) == (5.0, (0.0,) * 7)


def test_the_panel_shows_the_web_in_the_profile_and_the_timeline_in_the_actions(page):
    plan = page.desk.new_plan()
    sample = page.consultant.samples.copy(page.owner, "zh").id
    shown = assert_harmless(page.desk.plan(sample))
    titles = [tag.text for tag in shown.named("title")]
    assert "七大体系问清了多少" in titles
    assert "行动时间表" in titles
    assert "行动时间表" not in page.desk.plan(plan)
