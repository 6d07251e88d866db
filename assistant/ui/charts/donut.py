"""Donut: shares of a whole as a ring; every part has a number, a name and its share in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from assistant.planning.amounts import shortened
from assistant.planning.figures import percent
from assistant.planning.plan import Chart

_SIZE, _RADIUS, _NUMBER_AT = 160.0, 54.0, 74.0
_LIST_X, _ROW, _WIDTH = 184.0, 22.0, 340.0
_WHOLE = 100.0
_LONGEST_NAME = 14
_COLOURS = 6


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of the ring: where it begins and how long it is, of 100; its number and name."""

    start: float
    share: float
    number: int
    number_x: float
    number_y: float
    text: str
    text_y: float

    @property
    def colour(self) -> int:
        """Which of the colours it has; they begin again after the last."""
        return (self.number - 1) % _COLOURS


@dataclass(frozen=True, slots=True)
class DonutPicture:
    """A ring in the middle of (centre, radius) with a numbered list beside it."""

    width: float
    height: float
    centre: float
    radius: float
    list_x: float
    slices: tuple[Slice, ...]
    legend: tuple[str, ...] = ()
    kind: str = "donut"


def draw_donut(chart: Chart) -> DonutPicture:
    """Return the first series of a chart, in per cent, as a ring; less than a whole stays open."""
    values = [max(0.0, value) for value in chart.series[0].values] if chart.series else []
    whole = max(_WHOLE, sum(values))
    top = max(_ROW, (_SIZE - _ROW * len(values)) / 2 + 15)
    slices, start = [], 0.0
    for order, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        share = _WHOLE * value / whole
        x, y = _middle(start + share / 2)
        text = f"{shortened(label, _LONGEST_NAME)} {percent(value)}"
        slices.append(
            Slice(round(start, 2), round(share, 2), order + 1, x, y, text, top + _ROW * order)
        )
        start += share
    height = max(_SIZE, top + _ROW * len(values))
    return DonutPicture(_WIDTH, height, _SIZE / 2, _RADIUS, _LIST_X, tuple(slices))


def _middle(share: float) -> tuple[float, float]:
    """Return where the number of a part stands, outside the ring."""
    angle = 2 * pi * share / _WHOLE - pi / 2
    return (
        round(_SIZE / 2 + _NUMBER_AT * cos(angle), 1),
        round(_SIZE / 2 + _NUMBER_AT * sin(angle) + 4, 1),
    )
