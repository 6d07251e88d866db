"""Funnel: the steps from visitors to orders, today's and the goal's bar under each other."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planning.amounts import short
from assistant.planning.plan import Chart

_LABEL, _BAR, _GAP, _AFTER = 18.0, 14.0, 2.0, 14.0
_WIDEST, _NARROWER, _NARROWEST = 72.0, 16.0, 24.0  # per cent of the picture


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """One bar in the middle: x, width in per cent, y in pixels; its figure stands at the right."""

    x: float
    y: float
    width: float
    text: str
    series: int

    @property
    def text_x(self) -> float:
        """Where the figure begins, in per cent."""
        return round(self.x + self.width + 1, 2)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step: its name above (line in pixels) and its bars."""

    label: str
    label_y: float
    bars: tuple[FunnelBar, ...]


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """Steps below each other, each narrower than the one before."""

    height: float
    bar: float
    steps: tuple[FunnelStep, ...]
    legend: tuple[str, ...]
    kind: str = "funnel"


def draw_funnel(chart: Chart, language: str) -> FunnelPicture:
    """Return the steps of a chart; within a step the bars are to scale, between steps they narrow.

    Orders are a few in a hundred visitors, so one scale for all would leave nothing to see.
    """
    tall = _LABEL + len(chart.series) * (_BAR + _GAP) + _AFTER
    steps = tuple(_step(chart, order, tall * order, language) for order in range(len(chart.labels)))
    legend = tuple(series.name for series in chart.series)
    return FunnelPicture(tall * len(steps), _BAR, steps, legend)


def _step(chart: Chart, order: int, top: float, language: str) -> FunnelStep:
    values = [series.values[order] for series in chart.series]
    widest = max(_WIDEST - _NARROWER * order, _NARROWEST)
    most = max(values, default=0) or 1.0
    bars = []
    for number, value in enumerate(values):
        width = round(max(0.5, widest * max(0.0, value) / most), 2)
        y = top + _LABEL + number * (_BAR + _GAP)
        text = short(value, chart.unit, language)
        bars.append(FunnelBar(round((_WIDEST - width) / 2, 2), y, width, text, number))
    return FunnelStep(chart.labels[order], top + _LABEL - 5, tuple(bars))
