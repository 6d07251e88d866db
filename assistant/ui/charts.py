"""Charts: small pictures of figures as coordinates, drawn by the templates as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planning.figures import number
from assistant.planning.plan import Chart

_WIDTH, _HEIGHT, _TOP, _BOTTOM = 640.0, 190.0, 26.0, 24.0
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its box in the picture, the value above it and the label below."""

    x: float
    y: float
    width: float
    height: float
    value: str
    series: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart ready to draw in a box of `width` x `height`."""

    width: float
    height: float
    base: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    legend: tuple[str, ...]


def draw(chart: Chart, language: str) -> Picture:
    """Return the bars of a chart; values are labelled where there is room for them."""
    highest = max((v for series in chart.series for v in series.values), default=0.0) or 1.0
    slot = _WIDTH / max(1, len(chart.labels))
    gap = min(18.0, slot * 0.2)
    width = (slot - gap) / max(1, len(chart.series))
    base = _HEIGHT - _BOTTOM
    bars = tuple(
        _bar(
            x=slot * place + gap / 2 + width * order,
            width=width - 1,
            share=value / highest,
            base=base,
            text=_short(value, chart.unit, language) if width >= 34 else "",
            series=order,
        )
        for order, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
    )
    labels = tuple((slot * (i + 0.5), text) for i, text in enumerate(chart.labels))
    legend = tuple(series.name for series in chart.series) if len(chart.series) > 1 else ()
    return Picture(_WIDTH, _HEIGHT, base, bars, labels, legend)


def _bar(*, x: float, width: float, share: float, base: float, text: str, series: int) -> Bar:
    height = max(1.0, share * (base - _TOP))
    return Bar(
        round(x, 1), round(base - height, 1), round(width, 1), round(height, 1), text, series
    )


def _short(value: float, unit: str, language: str) -> str:
    """Return a value as it fits above a bar: 3120000 -> "312万" or "3.12m"."""
    if unit != "yuan" or abs(value) < _TEN_THOUSAND:
        return number(round(value))
    if language == "en":
        return f"{number(round(value / 1000))}k" if value < 1e6 else f"{number(value / 1e6)}m"
    return f"{number(round(value / _TEN_THOUSAND, 1))}万"
