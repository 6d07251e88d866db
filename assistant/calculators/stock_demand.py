"""Stock demand: the newsvendor model, one order quantity against normally distributed demand."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class StockDemand:
    """Prices of a piece in yuan and a guess of demand in pieces (mean and standard deviation)."""

    price: float
    unit_cost: float
    clearing_price: float
    mean: float
    deviation: float

    @property
    def earned(self) -> float:
        """Yuan earned by a piece that sells in the campaign."""
        return self.price - self.unit_cost

    @property
    def lost(self) -> float:
        """Yuan lost on a piece that has to be cleared."""
        return self.unit_cost - self.clearing_price

    @property
    def critical_ratio(self) -> float:
        """Chance of selling out at which one more piece neither gains nor loses."""
        return self.earned / (self.earned + self.lost)

    @property
    def best_quantity(self) -> int:
        """Pieces that earn most on average."""
        # Prices a hair apart give a ratio the normal curve cannot place.
        ratio = min(max(self.critical_ratio, 1e-9), 1 - 1e-9)
        return max(0, round(self.mean + self.deviation * _NORMAL.inv_cdf(ratio)))

    def expected_left(self, quantity: float) -> float:
        """Return the pieces left over on average, by the normal loss function."""
        if self.deviation == 0:
            return max(0.0, quantity - self.mean)
        z = (quantity - self.mean) / self.deviation
        missed = self.deviation * (_NORMAL.pdf(z) - z * (1 - _NORMAL.cdf(z)))
        return min(max(0.0, quantity - self.mean + missed), quantity)

    def profit(self, quantity: float) -> float:
        """Return the average profit in yuan of ordering `quantity`."""
        left = self.expected_left(quantity)
        return (quantity - left) * self.earned - left * self.lost
