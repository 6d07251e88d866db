"""Wilson interval: between which rates the truth may lie after so many tries."""

from __future__ import annotations

import math

_Z95 = 1.96


def wilson(successes: float, tries: float) -> tuple[float, float]:
    """Return the 95 % interval of a rate as shares from 0 to 1; `tries` is above 0."""
    rate, z2 = successes / tries, _Z95 * _Z95
    width = 1 + z2 / tries
    centre = (rate + z2 / (2 * tries)) / width
    # Rounding may take the product a hair below 0 when every try succeeds.
    spread = math.sqrt(max(0.0, rate * (1 - rate)) / tries + z2 / (4 * tries * tries))
    half = _Z95 * spread / width
    return max(0.0, centre - half), min(1.0, centre + half)
