"""Profile facts: what the calculations need and a profile says only indirectly."""

from __future__ import annotations

from assistant.interview.profile import Profile
from assistant.planning.labels import is_stated

_PER_YEAR = {"month": 12.0, "quarter": 4.0, "year": 1.0}


def yearly_budget(profile: Profile) -> float | None:
    """Return the promotion money of one year in yuan, None when A9 is not known."""
    total, period = profile.number("budget.total"), profile.text("budget.period")
    if total is None:
        return None
    if period == "horizon":
        years = profile.number("horizon.years")
        return total / years if years else None
    return total * _PER_YEAR[period] if period in _PER_YEAR else None


def spends_evenly(profile: Profile) -> bool:
    """Tell whether the owner spreads the money evenly, by words or by a sum per month (S0-22)."""
    if is_stated(profile, "budget.spread"):
        return profile.text("budget.spread") == "even"
    return is_stated(profile, "budget.period") and profile.text("budget.period") == "month"


def sells_by_enquiry(profile: Profile) -> bool:
    """Tell whether enquiries rather than shop orders lead to sales (C8)."""
    customer_type = profile.text("offer.customer_type")
    if customer_type != "both":
        return customer_type == "b2b"
    # A firm that serves both is followed where it knows its figures; the shop comes first.
    rates = ("funnel.visitor_to_lead_pct", "funnel.lead_to_deal_pct")
    knows_rates = any(is_stated(profile, key) for key in rates)
    return knows_rates and not is_stated(profile, "funnel.conversion_pct")


def customer_value(profile: Profile) -> float | None:
    """Return what a business customer is worth a year in yuan: one order times orders a year."""
    aov, orders = profile.number("econ.aov"), profile.number("econ.repeat_per_year")
    return None if aov is None else aov * max(1.0, orders or 1.0)


def unit_cost(profile: Profile) -> tuple[float | None, str]:
    """Return the cost of goods of one order in yuan and the field it came from (B8, B5).

    The owner's own figure wins, then the margin; a margin that is only assumed gives way to the
    cost of the first product.
    """
    cost, aov = profile.number("econ.unit_cost"), profile.number("econ.aov")
    margin, product = profile.number("econ.gross_margin_pct"), _first_product_cost(profile)
    if cost is not None:
        return cost, "econ.unit_cost"
    if product is not None and not is_stated(profile, "econ.gross_margin_pct"):
        return product, "product.items"
    if margin is None or aov is None:
        return None, ""
    return aov * (1 - margin / 100), "econ.gross_margin_pct"


def _first_product_cost(profile: Profile) -> float | None:
    items = profile.items_of("product.items")
    first = items[0] if items and isinstance(items[0], dict) else {}
    cost = first.get("unit_cost")
    return float(cost) if isinstance(cost, int | float) else None
