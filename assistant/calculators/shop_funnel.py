"""Shop funnel: the chain from a year's sales goal of a shop back to paid clicks and their cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from assistant.calculators import bounds
from assistant.calculators.rounding import round_up, to_money, to_ratio, to_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFunnel:
    """Orders <- visitors <- paid clicks, for customers who buy online (K4, B2C).

    `revenue` is the year's goal after returns in yuan, `aov` the average order value, `cpc` yuan
    per paid click; the rest are percentages (2.5 means 2.5 %). Numbers out of range: InputError.
    """

    revenue: float
    aov: float
    return_rate_pct: float = 0
    conversion_pct: float
    paid_share_pct: float = 100
    cpc: float

    raised: ClassVar[tuple[str, ...]] = ("conversion_pct", "aov")
    lowered: ClassVar[tuple[str, ...]] = ("cpc", "paid_share_pct")
    formula: ClassVar[str] = (
        "orders = ⌈revenue / (aov × (1 − return))⌉; visitors = ⌈orders / conversion⌉; "
        "paid clicks = ⌈visitors × paid share⌉; budget = paid clicks × cpc (S4-30)"
    )
    units: ClassVar[dict[str, str]] = {
        "orders": "count",
        "orders_per_day": "count",
        "visitors": "count",
        "visitors_per_day": "count",
        "paid_clicks": "count",
        "budget": "yuan",
        "cac": "yuan",
        "cpa": "yuan",
        "roas": "",
    }

    def __post_init__(self) -> None:
        """Refuse numbers the chain cannot be computed with."""
        bounds.positive("revenue", self.revenue)
        bounds.positive("aov", self.aov)
        bounds.rate("conversion_pct", self.conversion_pct)
        bounds.positive("cpc", self.cpc)
        bounds.return_rate("return_rate_pct", self.return_rate_pct)
        bounds.share("paid_share_pct", self.paid_share_pct)

    @property
    def orders(self) -> int:
        """Orders needed in a year; returned ones do not count towards the goal."""
        return round_up(self.revenue / (self.aov * (1 - self.return_rate_pct / 100)))

    @property
    def visitors(self) -> int:
        """Visitors needed in a year."""
        return round_up(self.orders / (self.conversion_pct / 100))

    @property
    def paid_clicks(self) -> int:
        """Visitors who have to be paid for."""
        return round_up(self.visitors * self.paid_share_pct / 100)

    @property
    def cost(self) -> float:
        """Yuan a year for the paid clicks, not rounded."""
        return self.paid_clicks * self.cpc

    def values(self) -> dict[str, Any]:
        """Return every step by name; `units` says what each is measured in.

        `cac` spreads the cost over all orders, `cpa` is what a paid order costs; roas is None
        when no click is paid for.
        """
        return {
            "orders": self.orders,
            "orders_per_day": round(self.orders / 365, 1),
            "visitors": self.visitors,
            "visitors_per_day": round(self.visitors / 365),
            "paid_clicks": self.paid_clicks,
            "budget": to_yuan(self.cost),
            "cac": to_money(self.cost / self.orders),
            "cpa": to_money(self.cpc / (self.conversion_pct / 100)),
            "roas": to_ratio(self.revenue / self.cost) if self.cost else None,
        }
