"""Drawing: the picture that belongs to the kind of a chart."""

from __future__ import annotations

from assistant.planning.plan import Chart
from assistant.ui.charts.bars import BarPicture, draw_bars
from assistant.ui.charts.gantt import GanttPicture, draw_gantt
from assistant.ui.charts.tornado import TornadoPicture, draw_tornado

Picture = BarPicture | TornadoPicture | GanttPicture


def draw(chart: Chart, language: str) -> Picture:
    """Return a chart as coordinates; `language` decides how amounts and months are written."""
    match chart.kind:
        case "tornado":
            return draw_tornado(chart, language)
        case "gantt":
            return draw_gantt(chart, language)
        case _:
            return draw_bars(chart, language)
