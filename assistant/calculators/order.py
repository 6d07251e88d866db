"""Order: the money in one average order, from price to what is left before promotion."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculators import bounds


@dataclass(frozen=True, slots=True)
class Order:
    """One order: `aov`, `unit_cost`, `shipping` in yuan, fee and returns in per cent of sales.

    For business customers, one year of one customer. Numbers out of range: InputError.
    """

    aov: float
    unit_cost: float
    shipping: float = 0
    platform_fee_pct: float = 0
    return_rate_pct: float = 0

    def __post_init__(self) -> None:
        """Refuse numbers that cannot belong to an order."""
        bounds.positive("aov", self.aov)
        bounds.money("unit_cost", self.unit_cost)
        bounds.money("shipping", self.shipping)
        bounds.share("platform_fee_pct", self.platform_fee_pct)
        bounds.return_rate("return_rate_pct", self.return_rate_pct)

    @property
    def gross_margin(self) -> float:
        """Share of the price above the cost of goods (0.54), maybe negative."""
        return (self.aov - self.unit_cost) / self.aov

    @property
    def contribution_margin(self) -> float:
        """Share of the price left before promotion, after fee, shipping and returns (0.40)."""
        kept = 1 - self.return_rate_pct / 100
        return (self.gross_margin - self.platform_fee_pct / 100 - self.shipping / self.aov) * kept

    @property
    def contribution(self) -> float:
        """Yuan left before promotion: the most that may be paid to win the order."""
        return self.aov * self.contribution_margin
