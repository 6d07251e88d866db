"""Bars: columns side by side, for the steps to a goal and for the months of a year."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planning.amounts import short
from assistant.planning.plan import Chart

_HEIGHT, _TOP, _BOTTOM = 190.0, 26.0, 24.0
_WIDEST_GAP = 3.0
_NARROWEST_WITH_VALUE = 5.3  # per cent of the width; "23.4万" needs that much on a desk
_CROWDED = 6  # more labels than these stand too close together on a phone


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its box (x, width in per cent; y, height in pixels) and the value above it."""

    x: float
    y: float
    width: float
    height: float
    value: str
    series: int


@dataclass(frozen=True, slots=True)
class BarPicture:
    """Columns over a base line; `labels` are (middle in per cent, text)."""

    height: float
    base: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    legend: tuple[str, ...]
    kind: str = "bars"

    @property
    def crowded(self) -> bool:
        """Tell whether a phone should leave out values and every other label."""
        return len(self.labels) > _CROWDED


def draw_bars(chart: Chart, language: str) -> BarPicture:
    """Return the columns of a chart; values are written where there is room for them."""
    highest = max((v for series in chart.series for v in series.values), default=0.0) or 1.0
    slot = 100 / max(1, len(chart.labels))
    gap = min(_WIDEST_GAP, slot * 0.2)
    width = (slot - gap) / max(1, len(chart.series))
    base = _HEIGHT - _BOTTOM
    bars = tuple(
        _bar(
            x=slot * place + gap / 2 + width * order,
            width=width * 0.97,
            share=value / highest,
            base=base,
            text=short(value, chart.unit, language) if width >= _NARROWEST_WITH_VALUE else "",
            series=order,
        )
        for order, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
    )
    labels = tuple((round(slot * (i + 0.5), 2), text) for i, text in enumerate(chart.labels))
    legend = tuple(series.name for series in chart.series) if len(chart.series) > 1 else ()
    return BarPicture(_HEIGHT, base, bars, labels, legend)


def _bar(*, x: float, width: float, share: float, base: float, text: str, series: int) -> Bar:
    height = max(1.0, share * (base - _TOP))
    return Bar(
        round(x, 2), round(base - height, 1), round(width, 2), round(height, 1), text, series
    )
