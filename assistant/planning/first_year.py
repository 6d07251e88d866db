"""First year: what the plan of a profile sells and spends month by month, and what that leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.calculators.cash_valley import cash_valley
from assistant.calculators.result import Result
from assistant.interview.profile import Profile
from assistant.planning.calculations import calculate
from assistant.planning.worksheet import order_of

_REPLY_MINUTES = 4.0  # of K14, which plays no part here
_ALL = 100


@dataclass(frozen=True, slots=True)
class FirstYear:
    """Twelve months of the plan; money in yuan.

    `goal` is the first year's sales goal (K1), `sales` what the money reaches of it (K4), `spend`
    the promotion of each month (K3, empty while no budget is known), `margin_pct` what an order
    leaves before promotion (K5), None while that is not known or an order leaves nothing.
    """

    goal: float
    sales: tuple[float, ...]
    spend: tuple[float, ...]
    margin_pct: float | None

    def reached_pct(self, sales: Sequence[float]) -> float:
        """Return what share of the goal other sales reach."""
        return round(_ALL * sum(sales) / self.goal, 1)

    def cash(self, sales: Sequence[float], lag_months: int) -> Result | None:
        """Return the cash valley (K17) of other sales; None while it cannot be worked out."""
        if not self.spend or self.margin_pct is None:
            return None
        return cash_valley(
            spend=self.spend, sales=sales, margin_pct=self.margin_pct, lag_months=lag_months
        )


def first_year(profile: Profile) -> FirstYear | None:
    """Return the first year of a completed profile, None until the goal can be divided (K1)."""
    results = calculate(profile, _REPLY_MINUTES).results
    gap = results.get("goal_gap")
    if gap is None or gap.values["milestones"][0] <= 0:
        return None
    part = _reach(results.get("funnel"))
    money = results.get("allocation")
    return FirstYear(
        goal=gap.values["milestones"][0],
        sales=tuple(month * part for month in gap.values["months"]),
        spend=tuple(money.values["months"]) if money else (),
        margin_pct=_margin(results.get("unit_economics")),
    )


def _reach(chain: Result | None) -> float:
    """Return the part of the goal the traffic money pays for: have ÷ need (K4), at most 1."""
    have = chain.inputs["available"] if chain else None
    if chain is None or have is None or chain.values["budget"] <= have:
        return 1.0
    return float(have / chain.values["budget"])


def _margin(economics: Result | None) -> float | None:
    margin = order_of(economics).contribution_margin * _ALL if economics else None
    return margin if margin is not None and 0 <= margin <= _ALL else None
