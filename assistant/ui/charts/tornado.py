"""Tornado: how far one result moves when one figure at a time is lower or higher."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planning.amounts import short
from assistant.planning.plan import Chart

_ROW, _BAR, _LABEL = 46.0, 14.0, 15.0
_LEFT, _RIGHT = 17.0, 83.0  # per cent; the values at the ends stand outside


@dataclass(frozen=True, slots=True)
class Half:
    """The bar from the base to one end: x, width in per cent; `series` 0 at the low, 1 the high."""

    x: float
    width: float
    series: int


@dataclass(frozen=True, slots=True)
class Swing:
    """One figure: its label, and the bar below it with the results at its left and right end."""

    label: str
    label_y: float
    y: float
    halves: tuple[Half, Half]
    left: float
    left_text: str
    right: float
    right_text: str

    @property
    def text_y(self) -> float:
        """The line the values at the ends stand on."""
        return self.y + _BAR - 3


@dataclass(frozen=True, slots=True)
class TornadoPicture:
    """Rows below each other around a vertical base line (`base` in per cent)."""

    height: float
    bar: float
    base: float
    base_text: str
    rows: tuple[Swing, ...]
    legend: tuple[str, ...]
    kind: str = "tornado"


def draw_tornado(chart: Chart, language: str) -> TornadoPicture:
    """Return the rows of a tornado; its first series is the low end, its second the high end."""
    ends = list(zip(*(series.values for series in chart.series), strict=True))
    values: list[float] = [value for pair in ends for value in pair]
    base: float = sum(values) / max(1, len(values)) if chart.base is None else chart.base
    lowest, highest = min([*values, base]), max([*values, base])
    # results a hair apart would divide by nothing
    scale = (_RIGHT - _LEFT) / max(highest - lowest, 1e-6 * abs(highest), 1e-6)

    def place(value: float) -> float:
        return round(_LEFT + (value - lowest) * scale, 2)

    def row(order: int, label: str, pair: tuple[float, float]) -> Swing:
        low, high = sorted(pair)
        first, second = (_half(place(base), place(value), i) for i, value in enumerate(pair))
        return Swing(
            label=label,
            label_y=_ROW * order + _LABEL,
            y=_ROW * order + _LABEL + 7,
            halves=(first, second),
            left=place(low) - 1,
            left_text=short(low, chart.unit, language),
            right=place(high) + 1,
            right_text=short(high, chart.unit, language),
        )

    rows = tuple(
        row(i, label, (pair[0], pair[1]))
        for i, (label, pair) in enumerate(zip(chart.labels, ends, strict=True))
    )
    return TornadoPicture(
        height=_ROW * len(rows) + 18,
        bar=_BAR,
        base=place(base),
        base_text="" if chart.base is None else short(base, chart.unit, language),
        rows=rows,
        legend=tuple(series.name for series in chart.series),
    )


def _half(base: float, end: float, series: int) -> Half:
    return Half(min(base, end), round(max(abs(end - base), 0.2), 2), series)
