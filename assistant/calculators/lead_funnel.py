"""Lead funnel: the chain from a year's sales goal to business customers back to paid clicks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from assistant.calculators import bounds
from assistant.calculators.rounding import round_up, to_money, to_ratio, to_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFunnel:
    """Customers <- opportunities <- qualified leads (SQL) <- leads <- visitors <- clicks (K4, B2B).

    `revenue` is the year's goal in yuan, `acv` what one customer is worth a year, `cpc` yuan per
    paid click; the rest are percentages from step to step. Numbers out of range: InputError.
    """

    revenue: float
    acv: float
    win_pct: float
    sql_to_opp_pct: float
    lead_to_sql_pct: float
    visitor_to_lead_pct: float
    paid_share_pct: float = 100
    cpc: float

    raised: ClassVar[tuple[str, ...]] = (
        "visitor_to_lead_pct",
        "lead_to_sql_pct",
        "sql_to_opp_pct",
        "win_pct",
        "acv",
    )
    lowered: ClassVar[tuple[str, ...]] = ("cpc", "paid_share_pct")
    formula: ClassVar[str] = (
        "customers = ⌈revenue / acv⌉; opportunities = ⌈customers / win⌉; SQL = ⌈/ sql_to_opp⌉; "
        "leads = ⌈/ lead_to_sql⌉; visitors = ⌈/ visitor_to_lead⌉; "
        "budget = ⌈visitors × paid share⌉ × cpc (S4-30)"
    )
    units: ClassVar[dict[str, str]] = {
        "customers": "count",
        "opportunities": "count",
        "sqls": "count",
        "leads": "count",
        "leads_per_month": "count",
        "visitors": "count",
        "paid_clicks": "count",
        "budget": "yuan",
        "cpl": "yuan",
        "cac": "yuan",
        "roas": "",
    }

    def __post_init__(self) -> None:
        """Refuse numbers the chain cannot be computed with."""
        bounds.positive("revenue", self.revenue)
        bounds.positive("acv", self.acv)
        for name in ("win_pct", "sql_to_opp_pct", "lead_to_sql_pct", "visitor_to_lead_pct"):
            bounds.rate(name, getattr(self, name))
        bounds.positive("cpc", self.cpc)
        bounds.share("paid_share_pct", self.paid_share_pct)

    @property
    def customers(self) -> int:
        """Customers needed in a year."""
        return round_up(self.revenue / self.acv)

    @property
    def opportunities(self) -> int:
        """Opportunities (quotes asked for) needed to win them."""
        return round_up(self.customers / (self.win_pct / 100))

    @property
    def sqls(self) -> int:
        """Leads that sales accepts."""
        return round_up(self.opportunities / (self.sql_to_opp_pct / 100))

    @property
    def leads(self) -> int:
        """Inquiries needed."""
        return round_up(self.sqls / (self.lead_to_sql_pct / 100))

    @property
    def visitors(self) -> int:
        """Visitors needed in a year."""
        return round_up(self.leads / (self.visitor_to_lead_pct / 100))

    @property
    def paid_clicks(self) -> int:
        """Visitors who have to be paid for."""
        return round_up(self.visitors * self.paid_share_pct / 100)

    @property
    def cost(self) -> float:
        """Yuan a year for the paid clicks, not rounded."""
        return self.paid_clicks * self.cpc

    def values(self) -> dict[str, Any]:
        """Return every step by name; cac counts traffic only, roas is None without paid clicks."""
        return {
            "customers": self.customers,
            "opportunities": self.opportunities,
            "sqls": self.sqls,
            "leads": self.leads,
            "leads_per_month": round(self.leads / 12, 1),
            "visitors": self.visitors,
            "paid_clicks": self.paid_clicks,
            "budget": to_yuan(self.cost),
            "cpl": to_money(self.cost / self.leads),
            "cac": to_money(self.cost / self.customers),
            "roas": to_ratio(self.revenue / self.cost) if self.cost else None,
        }
