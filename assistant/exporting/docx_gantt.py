"""Word Gantt chart: spans of days as stacked bars that Word draws, the part before them unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from assistant.exporting.characters import printable
from assistant.exporting.stacked_days import stacked_days
from assistant.planning.plan import Chart

_COLOURS = ("2456A6", "8FB0DE", "C9830B", "7A8794", "5E9C76")
_NAMELESS = "\u00a0"  # without any name the legend would make one up
_MONTH_DAYS = 61  # a line for every other month
_LINE = '<c:spPr><a:ln><a:solidFill><a:srgbClr val="C9CED6"/></a:solidFill></a:ln></c:spPr>'


def gantt_area(chart: Chart) -> str:
    """Return the bars and axes of a chart of spans, a lane for each name, the first on top."""
    bars = stacked_days(chart)
    series = [_series(0, _NAMELESS, "<a:noFill/>", bars.lanes, bars.starts)]
    for order, (name, days) in enumerate(bars.series):
        fill = f'<a:solidFill><a:srgbClr val="{_COLOURS[order % len(_COLOURS)]}"/></a:solidFill>'
        series.append(_series(order + 1, name, fill, bars.lanes, days))
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{"".join(series)}<c:gapWidth val="60"/><c:overlap val="100"/>'
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{_lane_axis()}{_day_axis(bars.first)}'
    )


def _series(order: int, name: str, fill: str, lanes: Sequence[str], values: Sequence[int]) -> str:
    count = f'<c:ptCount val="{len(lanes)}"/>'
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/>'
        f"<c:tx><c:v>{escape(printable(name))}</c:v></c:tx><c:spPr>{fill}</c:spPr>"
        f'<c:invertIfNegative val="0"/><c:cat><c:strLit>{count}{_points(lanes)}</c:strLit></c:cat>'
        f"<c:val><c:numLit>{count}{_points(map(str, values))}</c:numLit></c:val></c:ser>"
    )


def _points(texts: Iterable[str]) -> str:
    return "".join(
        f'<c:pt idx="{i}"><c:v>{escape(printable(text))}</c:v></c:pt>'
        for i, text in enumerate(texts)
    )


def _lane_axis() -> str:
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_LINE}<c:crossAx val="2"/>'
        "</c:catAx>"
    )


def _day_axis(first: int) -> str:
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{first}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:majorGridlines>{_LINE}</c:majorGridlines><c:numFmt formatCode="yyyy\\-mm\\-dd"'
        ' sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_LINE}<c:crossAx val="1"/><c:crosses val="max"/>'
        f'<c:majorUnit val="{_MONTH_DAYS}"/></c:valAx>'
    )
