"""Drawing: the picture that belongs to the kind of a chart."""

from __future__ import annotations

from assistant.planning.plan import Chart, plain
from assistant.ui.charts.bars import BarPicture, draw_bars
from assistant.ui.charts.donut import DonutPicture, draw_donut
from assistant.ui.charts.funnel import FunnelPicture, draw_funnel
from assistant.ui.charts.gantt import GanttPicture, draw_gantt
from assistant.ui.charts.radar import RadarPicture, draw_radar
from assistant.ui.charts.tornado import TornadoPicture, draw_tornado

Picture = BarPicture | TornadoPicture | GanttPicture | FunnelPicture | RadarPicture | DonutPicture


def draw(chart: Chart, language: str) -> Picture:
    """Return a chart as coordinates; `language` decides how amounts and months are written."""
    match chart.kind:
        case "tornado":
            return draw_tornado(chart, language)
        case "gantt":
            return draw_gantt(chart, language)
        case "funnel":
            return draw_funnel(chart, language)
        case "radar":
            return draw_radar(chart)
        case "donut":
            return draw_donut(chart)
        case _:
            return draw_bars(chart, language)


def described(chart: Chart) -> str:
    """Return the figures of a chart in words, for those who hear it: the table behind it."""
    rows = (" ".join(filter(None, map(plain, row))) for row in chart.table.rows)
    return "; ".join(rows)
