"""Charts of the pitch: native ones that PowerPoint draws, and the battles on a year of months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from assistant.exporting.characters import printable
from assistant.exporting.pptx.fitting import shortened
from assistant.exporting.pptx.slide import EAST_ASIAN, GREY, INK, LINE, Box, Slide
from assistant.planning.plan import Span

_COLOURS = ("2456A6", "E0A030", "4B9B7A", "9A5B9A", "B0555A", "6F7C87", "8FB0E0", "C9CED6")
_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MOST_LANES, _DAYS = 7, 366
_LANE_NAME = 120.0

Values = Sequence[float]


def add_columns(
    slide: Slide, box: Box, labels: Sequence[str], series: Mapping[str, Values], *, stacked: bool
) -> None:
    """Add columns: one series with its figures above, or several stacked with a legend."""
    kind = XL_CHART_TYPE.COLUMN_STACKED if stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = _chart(slide, box, kind, labels, series)
    plot = chart.plots[0]
    plot.gap_width = 60
    for i, each in enumerate(plot.series):
        _paint(each.format.fill, i)
    _quiet_axes(chart)
    if stacked:
        _legend(chart)
    else:
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0", False
        plot.data_labels.font.size = Pt(12)
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def add_bars(slide: Slide, box: Box, labels: Sequence[str], name: str, values: Values) -> None:
    """Add horizontal bars from top to bottom, such as the steps of a funnel."""
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, labels, {name: values})
    chart.plots[0].gap_width = 40
    _paint(chart.plots[0].series[0].format.fill, 0)
    chart.category_axis.reverse_order = True
    _quiet_axes(chart)
    chart.value_axis.visible = False
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0", False
    plot.data_labels.font.size = Pt(13)


def add_donut(slide: Slide, box: Box, labels: Sequence[str], values: Values, name: str) -> None:
    """Add a ring of shares with a legend; labels name the shares, so colour is not all."""
    chart = _chart(slide, box, XL_CHART_TYPE.DOUGHNUT, labels, {name: values})
    plot = chart.plots[0]
    for i, point in enumerate(values):
        if point is not None:
            _paint(plot.series[0].points[i].format.fill, i)
    plot.has_data_labels = True
    plot.data_labels.show_value, plot.data_labels.show_percentage = False, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0%", False
    plot.data_labels.font.size = Pt(13)
    plot.data_labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    _legend(chart, XL_LEGEND_POSITION.RIGHT)


def add_calendar(slide: Slide, box: Box, months: Sequence[str], spans: Sequence[Span]) -> None:
    """Draw the phases of each battle as bars over the months of the plan year."""
    shapes = slide.picture_room()
    first = date.fromisoformat(f"{months[0]}-01")
    lanes = list(dict.fromkeys(span.lane for span in spans))[:_MOST_LANES]
    room = Box(box.left + _LANE_NAME, box.top + 24, box.width - _LANE_NAME, box.height - 24)
    step = room.width / len(months)
    for i, month in enumerate(months):
        slide.label(month[5:], Box(room.left + i * step, box.top, step, 20), GREY, 11)
    tall = min(52.0, room.height / max(1, len(lanes)))
    for i, lane in enumerate(lanes):
        top = room.top + i * tall
        _line(shapes, Box(box.left, top, box.width, 0.75))
        slide.label(lane, Box(box.left, top + tall / 2 - 12, _LANE_NAME, 24), INK, 13)
        phases = list(dict.fromkeys(span.label for span in spans))
        for span in spans:
            if span.lane == lane:
                bar = _bar_box(span, first, room, Box(0, top + 8, 0, tall - 16))
                if bar:
                    _bar(shapes, bar, span.label, phases.index(span.label))


def _bar_box(span: Span, first: date, room: Box, row: Box) -> Box | None:
    """Return where a bar stands, None for a span outside the plan year."""
    start, end = ((date.fromisoformat(day) - first).days / _DAYS for day in (span.start, span.end))
    if end < 0 or start > 1:
        return None
    start, end = max(0.0, start), min(1.0, end + 1 / _DAYS)
    wide = max(5.0, (end - start) * room.width)
    return Box(room.left + start * room.width, row.top, wide, row.height)


def _bar(shapes: Any, box: Box, text: str, colour: int) -> None:
    bar = shapes.add_shape(1, *box.place)
    _paint(bar.fill, colour)
    bar.line.fill.background()
    bar.shadow.inherit = False
    bar.name = printable(text)


def _line(shapes: Any, box: Box) -> None:
    line = shapes.add_shape(1, *box.place)
    line.fill.solid()
    line.fill.fore_color.rgb = LINE
    line.line.fill.background()
    line.shadow.inherit = False


def _chart(
    slide: Slide, box: Box, kind: Any, labels: Sequence[str], series: Mapping[str, Values]
) -> Any:
    data = CategoryChartData(number_format="#,##0")
    data.categories = [shortened(printable(label), 12, 120, 1) for label in labels]
    for name, values in series.items():
        data.add_series(shortened(printable(name), 12, 160, 1), values)
    chart = slide.picture_room().add_chart(kind, *box.place, data).chart
    chart.has_title, chart.has_legend = False, False
    chart.font.size = Pt(12)
    chart.font.color.rgb = INK
    properties = chart.font._element
    if properties.find(qn("a:ea")) is None:
        properties.append(parse_xml(f'<a:ea {_NS} typeface="{EAST_ASIAN}"/>'))
    return chart


def _paint(fill: Any, number: int) -> None:
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(_COLOURS[number % len(_COLOURS)])


def _quiet_axes(chart: Any) -> None:
    chart.value_axis.major_gridlines.format.line.color.rgb = LINE
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.tick_labels.font.size = Pt(11)
    chart.category_axis.format.line.color.rgb = LINE


def _legend(chart: Any, place: Any = XL_LEGEND_POSITION.BOTTOM) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = place, False
    chart.legend.font.size = Pt(12)
