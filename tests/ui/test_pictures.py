"""Funnel, radar, donut and mind map: inside their picture, to scale, with every figure in words."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, PackageLoader
from page_html import assert_harmless, read

from assistant.planning.amounts import shortened, width_of
from assistant.planning.outline import Branch
from assistant.planning.plan import Chart, Run, Series, Table
from assistant.ui.charts.drawing import described, draw
from assistant.ui.charts.mind_map import draw_mind_map

SHOW = '{% from "chart.html" import svg %}{{ svg(picture, title, words) }}'
HOSTILE = '<script>alert("x")</script>&{{7*7}}'


def chart(kind, labels, *series, unit="count", base=None) -> Chart:
    rows = tuple(
        ((Run(label),), *((Run(f"{values[i]:g}"),) for values in series))
        for i, label in enumerate(labels)
    )
    named = tuple(Series(f"系列{n}", tuple(map(float, v))) for n, v in enumerate(series))
    return Chart(kind, "标题", tuple(labels), named, unit, Table((), rows), base=base)


def test_a_funnel_compares_today_with_the_goal_step_by_step():
    picture = draw(chart("funnel", ["访客", "订单"], (318_469, 10_191), (414_000, 13_248)), "zh")
    assert picture.legend == ("系列0", "系列1")
    visitors, orders = picture.steps
    assert [bar.text for bar in visitors.bars] == ["318,469", "414,000"]
    now, goal = visitors.bars
    assert now.width / goal.width == pytest.approx(318_469 / 414_000, abs=0.001)
    # every step is narrower than the one before, and all stand over one middle
    assert orders.bars[1].width < goal.width
    middles = [bar.x + bar.width / 2 for step in picture.steps for bar in step.bars]
    assert middles == pytest.approx([36.0] * 4, abs=0.01)


def test_a_radar_reaches_its_outer_ring_at_the_best_score_only():
    picture = draw(chart("radar", ["信息", "美观", "功能"], (5, 2.5, 0), base=5), "zh")
    x, y = picture.centre
    reach = [hypot(dot_x - x, dot_y - y) for dot_x, dot_y in picture.dots]
    assert reach == pytest.approx([80, 40, 0], abs=0.1)
    assert [axis.label for axis in picture.axes] == ["信息 5", "美观 2.5", "功能 0"]
    assert [axis.anchor for axis in picture.axes] == ["middle", "start", "end"]
    assert len(picture.rings) == 5


def test_a_donut_is_numbered_named_and_adds_up():
    picture = draw(chart("donut", ["淘宝", "门店"], (80, 20), unit="pct"), "zh")
    assert [(s.number, s.start, s.share, s.text) for s in picture.slices] == [
        (1, 0, 80, "淘宝 80%"),
        (2, 80, 20, "门店 20%"),
    ]


@pytest.mark.parametrize(
    ("shares", "drawn"), [((60, 30), [60, 30]), ((80, 80), [50, 50])], ids=["open", "too much"]
)
def test_shares_that_do_not_add_up_are_neither_hidden_nor_stretched(shares, drawn):
    picture = draw(chart("donut", ["a", "b"], shares, unit="pct"), "en")
    assert [s.share for s in picture.slices] == drawn
    assert [s.text for s in picture.slices] == [f"a {shares[0]}%", f"b {shares[1]}%"]


@given(st.lists(st.floats(0, 1000, allow_nan=False), min_size=3, max_size=9))
def test_rounded_pictures_stay_inside_their_frame(values):
    labels = [f"名字很长很长的第{n}项" for n in range(len(values))]
    for kind in ("radar", "donut"):
        picture = draw(chart(kind, labels, values, unit="pct", base=5), "zh")
        if kind == "radar":
            points = [*picture.dots, *((axis.x, axis.y) for axis in picture.axes)]
        else:
            points = [(s.number_x, s.number_y) for s in picture.slices]
            assert sum(s.share for s in picture.slices) <= 100.1
            assert picture.slices[-1].text_y <= picture.height
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in points)


@given(
    st.lists(
        st.lists(st.floats(0, 1e9, allow_nan=False), min_size=2, max_size=2),
        min_size=1,
        max_size=3,
    )
)
def test_bars_of_a_funnel_leave_room_for_their_figures(series):
    for step in draw(chart("funnel", ["a", "b"], *series), "en").steps:
        for bar in step.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= 72.1
            assert bar.text_x <= 73.1
        assert all(a.y < b.y for a, b in pairwise(step.bars))


def test_a_picture_is_described_by_the_table_behind_it():
    assert described(chart("donut", ["淘宝", "门店"], (80, 20))) == "淘宝 80; 门店 20"


@pytest.mark.parametrize(
    ("text", "longest", "kept"),
    [("淘宝", 4, "淘宝"), ("淘宝网店", 6, "淘宝…"), ("a shop in town", 8, "a shop…"), ("", 2, "")],
)
def test_names_are_cut_by_the_width_of_their_letters(text, longest, kept):
    assert shortened(text, longest) == kept
    assert width_of(kept) <= longest


def test_a_mind_map_puts_parents_halfway_and_leaves_on_lines_of_their_own():
    tree = Branch(
        "方案",
        "",
        (Branch("1 概略", "", (Branch("1.1 a", "x"), Branch("1.2 b"))), Branch("2 现状")),
    )
    picture = draw_mind_map(tree)
    at = {node.label: node.y for node in picture.nodes}
    assert at["1 概略"] == (at["1.1 a"] + at["1.2 b"]) / 2
    assert at["方案"] == (at["1 概略"] + at["2 现状"]) / 2
    assert at["2 现状"] > at["1.2 b"]
    assert len(picture.curves) == len(picture.nodes) - 1
    assert next(node.gist for node in picture.nodes if node.label == "1.1 a") == "x"
    assert all(0 < node.y < picture.height for node in picture.nodes)


@pytest.mark.parametrize("kind", ["funnel", "radar", "donut", "bars", "tornado"])
def test_hostile_labels_are_only_text(kind):
    hostile = chart(kind, [HOSTILE, "b", "c"], (1, 2, 3), (3, 2, 1), base=5)
    templates = Environment(loader=PackageLoader("assistant.ui"), autoescape=True)
    html = templates.from_string(SHOW).render(
        picture=draw(hostile, "zh"), title=HOSTILE, words=described(hostile)
    )
    page = assert_harmless(html)
    (svg,) = page.named("svg")
    assert svg.attributes["aria-label"] == HOSTILE
    assert HOSTILE in read(html).named("desc")[0].text
