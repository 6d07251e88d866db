"""Charts: everything stays inside its picture, on one scale, with the figures there is room for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planning.plan import Chart, Series, Span, Table
from assistant.ui.charts.drawing import draw

TABLE = Table((), ())


def tornado(*pairs: tuple[float, float], base: float | None = None, unit="yuan") -> Chart:
    """Return a chart of results at the low and the high end of some figures."""
    lows, highs = zip(*pairs, strict=True) if pairs else ((), ())
    series = (Series("低时", tuple(lows)), Series("高时", tuple(highs)))
    labels = tuple(f"项{n}" for n in range(len(pairs)))
    return Chart("tornado", "标题", labels, series, unit, TABLE, base=base)


def gantt(*spans: Span) -> Chart:
    return Chart("gantt", "排期", (), (), "", TABLE, spans=spans)


def chart(*series: tuple[float, ...], unit: str = "yuan", labels: int | None = None) -> Chart:
    count = labels if labels is not None else len(series[0])
    names = tuple(f"系列{n}" for n in range(len(series)))
    return Chart(
        "bars",
        "标题",
        tuple(str(n) for n in range(count)),
        tuple(Series(name, values) for name, values in zip(names, series, strict=True)),
        unit,
        TABLE,
    )


def test_the_steps_of_the_fixture_rise_to_the_goal():
    picture = draw(chart((3_120_000, 4_380_000, 6_000_000)), "zh")
    assert [bar.value for bar in picture.bars] == ["312万", "438万", "600万"]
    heights = [bar.height for bar in picture.bars]
    assert heights == sorted(heights)
    assert [round(height / heights[-1], 2) for height in heights] == [0.52, 0.73, 1.0]
    assert all(bar.y + bar.height == pytest.approx(picture.base) for bar in picture.bars)
    assert [text for _, text in picture.labels] == ["0", "1", "2"]
    assert picture.legend == ()


@pytest.mark.parametrize(
    ("value", "unit", "language", "shown"),
    [
        (3_120_000, "yuan", "zh", "312万"),
        (3_125_500, "yuan", "zh", "312.6万"),
        (9_999, "yuan", "zh", "9,999"),
        (3_120_000, "yuan", "en", "3.12m"),
        (45_000, "yuan", "en", "45k"),
        (120, "count", "zh", "120"),
        (45_000, "count", "en", "45,000"),
    ],
)
def test_a_value_is_written_as_short_as_it_can_be(value, unit: str, language: str, shown: str):
    (bar,) = draw(chart((value,), unit=unit), language).bars
    assert bar.value == shown


def test_twelve_months_side_by_side_have_a_legend_and_no_crowded_figures():
    picture = draw(chart((5.0,) * 12, (3.0,) * 12), "zh")
    assert picture.legend == ("系列0", "系列1")
    assert {bar.value for bar in picture.bars} == {""}
    assert [bar.series for bar in picture.bars] == [0] * 12 + [1] * 12


@pytest.mark.parametrize("empty", [chart((), labels=0), chart((0.0, 0.0)), chart(labels=0)])
def test_a_chart_of_nothing_is_drawn_without_a_mistake(empty: Chart):
    assert all(bar.height == 1 for bar in draw(empty, "zh").bars)


@given(
    st.lists(
        st.lists(st.floats(0, 1e12, allow_nan=False), min_size=3, max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_bars_stay_inside_the_picture_and_apart(values: list[list[float]]):
    picture = draw(chart(*(tuple(series) for series in values)), "zh")
    for bar in picture.bars:
        assert 0.0 <= bar.x < bar.x + bar.width <= 100
        assert 0 <= bar.y <= bar.y + bar.height <= picture.base + 0.2
    ordered = sorted(picture.bars, key=lambda bar: bar.x)
    assert all(a.x + a.width <= b.x + 0.2 for a, b in pairwise(ordered))


# ---------------------------------------------------------------------------- tornado


def test_a_tornado_reaches_from_its_base_to_both_ends_with_the_figures_outside():
    picture = draw(tornado((440_262, 293_510), (281_768, 422_653), base=352_210), "zh")
    assert picture.kind == "tornado"
    assert picture.legend == ("低时", "高时")
    assert picture.base_text == "35.2万"
    first, second = picture.rows
    assert (first.label, first.left_text, first.right_text) == ("项0", "29.4万", "44万")
    assert (second.left_text, second.right_text) == ("28.2万", "42.3万")
    # at the low end of the first figure the result is high: its half lies right of the base
    low, high = first.halves
    assert (low.x, high.x + high.width) == pytest.approx((picture.base, picture.base), abs=0.02)
    # the smallest and the largest of all results are the ends of the scale
    assert second.halves[0].x == pytest.approx(17)
    assert low.x + low.width == pytest.approx(83)


@pytest.mark.parametrize(
    ("picture", "base"),
    [
        (tornado((1.0, 3.0)), 50.0),
        (tornado((5.0, 5.0), base=5.0), 17.0),
        (tornado(), 17.0),
    ],
    ids=["no base", "nothing moves", "no figure"],
)
def test_a_tornado_of_little_is_drawn_without_a_mistake(picture: Chart, base: float):
    drawn = draw(picture, "en")
    assert drawn.base == pytest.approx(base)
    assert all(half.width >= 0.2 for row in drawn.rows for half in row.halves)


@given(
    st.lists(st.tuples(st.floats(0, 1e12), st.floats(0, 1e12)), min_size=1, max_size=8),
    st.floats(0, 1e12),
)
def test_halves_and_their_figures_stay_inside_the_picture(pairs, base):
    picture = draw(tornado(*pairs, base=base), "zh")
    assert 17 <= picture.base <= 83
    for row in picture.rows:
        assert 0 < row.y < row.y + picture.bar < picture.height
        assert 15 <= row.left <= row.right <= 85
        for half in row.halves:
            assert 17 <= half.x <= half.x + half.width <= 83.3


# ---------------------------------------------------------------------------- gantt


def test_phases_lie_under_their_months_a_lane_for_each_battle():
    picture = draw(
        gantt(
            Span("618", "准备", "2027-05-01", "2027-05-31"),
            Span("618", "活动期", "2027-06-18", "2027-06-18"),
            Span("双11", "准备", "2027-10-01", "2027-10-31"),
        ),
        "zh",
    )
    assert [(tick.month, tick.year) for tick in picture.ticks] == [
        ("5月", "2027"),
        *((f"{month}月", "") for month in range(6, 11)),
    ]
    assert [name for _, name in picture.lanes] == ["618", "双11"]
    assert picture.legend == ("准备", "活动期")
    may, october, day = picture.phases
    assert (may.x, may.order, may.text) == (0, 0, "618 · 准备 2027-05-01 – 2027-05-31")
    assert may.width == pytest.approx(100 * 31 / 184, abs=0.01)
    assert october.x == pytest.approx(picture.ticks[5].x)
    assert october.x + october.width == pytest.approx(100, abs=0.02)
    assert (day.order, day.x) == (1, pytest.approx(100 * 48 / 184, abs=0.01))
    assert day.y == may.y < october.y


def test_a_single_day_can_be_seen_and_lies_on_top():
    spans = [
        Span("双11", "活动期", "2027-11-11", "2027-11-11"),
        Span("双11", "准备", "2027-01-01", "2027-12-31"),
    ]
    *_, last = draw(gantt(*spans), "zh").phases
    assert (last.text[:8], last.width) == ("双11 · 活动", 1.6)


def test_the_months_of_a_new_year_say_so_and_long_plans_skip_some():
    winter = draw(gantt(Span("a", "b", "2026-12-20", "2027-01-10")), "en")
    assert [(t.month, t.year) for t in winter.ticks] == [("Dec", "2026"), ("Jan", "2027")]
    long = draw(gantt(Span("a", "b", "2026-01-01", "2028-12-31")), "en")
    assert [tick.month for tick in long.ticks] == ["Jan", "Apr", "Jul", "Oct"] * 3


DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=12))
def test_phases_stay_inside_the_picture(spans: list[tuple[date, int]]):
    picture = draw(
        gantt(
            *(
                Span(f"l{i % 3}", f"p{i % 5}", str(start), str(start + timedelta(days=days)))
                for i, (start, days) in enumerate(spans)
            )
        ),
        "zh",
    )
    assert len(picture.phases) == len(spans)
    assert 1 <= len(picture.ticks) <= 12
    for phase in picture.phases:
        assert 0 <= phase.x <= phase.x + phase.width <= 100.1
        assert 0 < phase.y < phase.y + picture.bar <= picture.height
