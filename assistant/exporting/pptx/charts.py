"""Charts of the pitch: native ones that PowerPoint draws and people can change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from assistant.exporting.characters import printable
from assistant.exporting.pptx.fitting import shortened
from assistant.exporting.pptx.slide import EAST_ASIAN, INK, LINE, Box, Slide
from assistant.exporting.stacked_days import stacked_days
from assistant.planning.plan import Chart

_COLOURS = ("2456A6", "E0A030", "4B9B7A", "9A5B9A", "B0555A", "6F7C87", "8FB0E0", "C9CED6")
_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_UNSEEN = "\u00a0"  # a name nobody sees in the legend
_MONTH, _MOST_TICKS = 31, 6

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


def add_gantt(slide: Slide, box: Box, spans: Chart) -> None:
    """Add the spans of a chart as bars on a line of days, a lane for each name."""
    bars = stacked_days(spans)
    series = {_UNSEEN: bars.starts, **dict(bars.series)}
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_STACKED, bars.lanes, series)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 50, 100
    for i, each in enumerate(plot.series):
        if i == 0:
            each.format.fill.background()
        else:
            _paint(each.format.fill, i - 1)
    _quiet_axes(chart)
    chart.category_axis.reverse_order = True
    days = chart.value_axis
    days.minimum_scale, days.maximum_scale = bars.first, bars.last
    days.major_unit = max(_MONTH, -(-(bars.last - bars.first) // _MOST_TICKS))
    days.tick_labels.number_format = "yyyy\\-mm"
    _legend(chart)


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
