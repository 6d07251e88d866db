"""Radar: scores as a shape on a web, every axis with its name and its score in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from assistant.planning.amounts import shortened
from assistant.planning.figures import number
from assistant.planning.plan import Chart

_WIDTH, _HEIGHT, _RADIUS = 340.0, 250.0, 80.0
_LABEL_AT = 1.18  # of the radius
_RINGS = 5
_LONGEST_LABEL = 16  # half-width characters beside the web


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its end, and its name with the score where `anchor` says the text is held."""

    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class RadarPicture:
    """A web of rings (points of polygons in pixels), the shape on it, and the axes."""

    width: float
    height: float
    centre: tuple[float, float]
    rings: tuple[str, ...]
    shape: str
    dots: tuple[tuple[float, float], ...]
    axes: tuple[Axis, ...]
    legend: tuple[str, ...] = ()
    kind: str = "radar"


def draw_radar(chart: Chart) -> RadarPicture:
    """Return the first series of a chart as a radar; its `base` is the outermost ring."""
    values = chart.series[0].values if chart.series else ()
    best = chart.base or max(values, default=0.0) or 1.0
    count = max(1, len(values))
    shares = [min(max(value / best, 0.0), 1.0) for value in values]
    dots = tuple(_point(i, count, share) for i, share in enumerate(shares))
    return RadarPicture(
        width=_WIDTH,
        height=_HEIGHT,
        centre=(_WIDTH / 2, _HEIGHT / 2),
        rings=tuple(
            _polygon(_point(i, count, ring / _RINGS) for i in range(count))
            for ring in range(1, _RINGS + 1)
        ),
        shape=_polygon(dots),
        dots=dots,
        axes=tuple(
            _axis(i, count, f"{shortened(label, _LONGEST_LABEL)} {number(value)}")
            for i, (label, value) in enumerate(zip(chart.labels, values, strict=True))
        ),
    )


def _axis(order: int, count: int, label: str) -> Axis:
    x, y = _point(order, count, 1.0)
    label_x, label_y = _point(order, count, _LABEL_AT)
    side = label_x - _WIDTH / 2
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    return Axis(x, y, label_x, round(label_y + 4, 1), anchor, label)


def _point(order: int, count: int, share: float) -> tuple[float, float]:
    """Return where a share of an axis is, the first axis upright and the others clockwise."""
    angle = 2 * pi * order / count - pi / 2
    reach = _RADIUS * share
    return (
        round(_WIDTH / 2 + reach * cos(angle), 1),
        round(_HEIGHT / 2 + reach * sin(angle), 1),
    )


def _polygon(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
