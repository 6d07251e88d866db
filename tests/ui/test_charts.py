"""Charts: bars stay inside their picture and carry the figures there is room for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planning.plan import Chart, Series, Table
from assistant.ui.charts.drawing import draw

TABLE = Table((), ())


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
        assert 0.0 <= bar.x < bar.x + bar.width <= picture.width
        assert 0 <= bar.y <= bar.y + bar.height <= picture.base + 0.2
    ordered = sorted(picture.bars, key=lambda bar: bar.x)
    assert all(a.x + a.width <= b.x + 0.2 for a, b in pairwise(ordered))
