"""Split: divide money by weights with largest remainders, so the parts always sum to the total."""

from __future__ import annotations

import math
from collections.abc import Sequence


def split(total: int, weights: Sequence[float], unit: int = 1) -> list[int]:
    """Divide `total` yuan in proportion to `weights`.

    Every part is a multiple of `unit` yuan; what `total` holds beyond whole units goes to the
    heaviest part, so the parts sum to `total` to the yuan. A negative total gives negative parts.

    Args:
        total: whole yuan to divide.
        weights: numbers of 0 or more with a sum above 0, in any scale.
        unit: round parts to this many yuan (100 gives figures that are easy to read out).
    """
    if total < 0:
        return [-part for part in split(-total, weights, unit)]
    units, leftover = divmod(total, unit)
    scale = sum(weights)
    exact = [units * weight / scale for weight in weights]
    parts = [math.floor(value) for value in exact]
    # The sort is stable: among equal remainders the earlier part is served first.
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: units - sum(parts)]:
        parts[i] += 1
    amounts = [part * unit for part in parts]
    amounts[weights.index(max(weights))] += leftover
    return amounts
