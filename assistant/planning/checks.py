"""Checks: calculations only the review asks for: stock, posts, a meaningful test, dependence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.calculators.cash_valley import cash_valley
from assistant.calculators.minimum_test import minimum_test
from assistant.calculators.platform_dependence import platform_dependence
from assistant.calculators.result import Result
from assistant.calculators.staffing import staffing
from assistant.calculators.stock import stock
from assistant.interview.profile import Profile
from assistant.planning import profile_facts
from assistant.planning.battles import same_node
from assistant.planning.thresholds import Thresholds
from assistant.planning.worksheet import Calculations, Worksheet

_DAYS_A_YEAR = 365
_MAIN_BATTLE = "双11"


def add_checks(calculations: Calculations, profile: Profile, limits: Thresholds) -> Calculations:
    """Return the calculations with K10, K12, K16, K17 and K19 where their inputs are known.

    What has been run already is left as it is.
    """
    sheet = Worksheet(profile)
    sheet.results |= calculations.results
    sheet.fields |= {name: dict(fields) for name, fields in calculations.fields.items()}
    sheet.refused |= calculations.refused
    if "stock" not in sheet.results:
        _run_stock(sheet, limits)
    platforms = [str(name) for name in profile.items_of("channels.platforms")]
    _once(sheet, "staffing", staffing, {}, platforms=platforms or None)
    enquiry = profile_facts.sells_by_enquiry(profile)
    rate = "funnel.visitor_to_lead_pct" if enquiry else "funnel.conversion_pct"
    if "funnel" in sheet.results:
        _once(sheet, "minimum_test", minimum_test, {"conversion_pct": rate, "cpc": "funnel.cpc"})
    _run_valley(sheet)
    shares = channel_shares(profile) or None
    _once(sheet, "platform_dependence", platform_dependence, {}, shares=shares)
    sheet.credit("platform_dependence", shares="current.channels")
    return sheet.calculations()


def _once(
    sheet: Worksheet,
    name: str,
    calculator: Callable[..., Result],
    fields: Mapping[str, str],
    **given: Any,
) -> None:
    """Run a calculator unless the sections already did; a refusal is no news for the plan."""
    if name not in sheet.results and name not in sheet.refused:
        sheet.run(name, calculator, fields, **given)
        sheet.refused.pop(name, None)


def channel_shares(profile: Profile) -> dict[str, float]:
    """Return the share of each sales channel of today in per cent, those with a share only (A8)."""
    shares: dict[str, float] = {}
    for record in profile.items_of("current.channels"):
        share = record.get("share_pct") if isinstance(record, dict) else None
        if isinstance(share, int | float) and share > 0:
            name = str(record.get("name", ""))
            shares[name] = shares.get(name, 0) + share
    return shares


def _run_valley(sheet: Worksheet) -> None:
    """Follow the account through the first year of the plan (K17)."""
    margin = sheet.value("unit_economics", "contribution_margin_pct")
    if margin is None or not 0 < margin <= 100 or "funnel" not in sheet.results:
        return
    _once(
        sheet,
        "cash_valley",
        cash_valley,
        {},
        spend=sheet.value("allocation", "months"),
        sales=sheet.value("goal_gap", "months"),
        margin_pct=margin,
    )


def _run_stock(sheet: Worksheet, limits: Thresholds) -> None:
    """Judge the stock of each battle (K10); the one that takes longest to clear is kept."""
    given = _piece(sheet, limits)
    for battle in sheet.profile.items_of("campaigns"):
        planned = battle.get("stock") if isinstance(battle, dict) else None
        if not isinstance(planned, int | float) or planned <= 0 or given is None:
            continue
        pieces = _pieces(sheet, battle, given["price"], limits)
        before = sheet.results.get("stock")
        sheet.run(
            "stock",
            stock,
            {},
            **given,
            planned=planned,
            demand_mean=pieces,
            demand_sd=None if pieces is None else pieces * limits.stock_spread_pct / 100,
        )
        sheet.refused.pop("stock", None)
        sheet.results |= _worse(before, sheet.results.get("stock"))
    sheet.credit("stock", planned="campaigns", price="product.items", unit_cost="product.items")


def _worse(before: Result | None, after: Result | None) -> dict[str, Result]:
    """Return the stock that takes longer to clear."""
    known = [result for result in (before, after) if result]
    return {"stock": max(known, key=lambda r: r.values["planned_days_to_clear"])} if known else {}


def _piece(sheet: Worksheet, limits: Thresholds) -> dict[str, Any] | None:
    """Return price, cost and clearing price of one piece and how many sell on a usual day after."""
    products = sheet.profile.items_of("product.items")
    product = products[0] if products and isinstance(products[0], dict) else {}
    price = product.get("price") or sheet.profile.number("econ.aov")
    cost = product.get("unit_cost") or profile_facts.unit_cost(sheet.profile)[0]
    orders = sheet.value("funnel", "orders")
    if not isinstance(price, int | float) or not isinstance(cost, int | float) or not orders:
        return None
    return {
        "price": price,
        "unit_cost": cost,
        "clearing_price": price / limits.stock_clearing_part,
        "daily_sales_after": orders / _DAYS_A_YEAR,
    }


def _pieces(
    sheet: Worksheet, battle: Mapping[str, Any], price: float, limits: Thresholds
) -> float | None:
    """Return how many pieces a battle is likely to sell.

    That is a usual share of what a whole year sells today, not the wish for the battle; a firm
    that does not sell yet has only the wish.
    """
    revenue, goal = sheet.profile.number("goal.current"), battle.get("goal")
    if revenue:
        is_main = same_node(str(battle.get("node", "")), _MAIN_BATTLE)
        share = limits.stock_main_share_pct if is_main else limits.stock_other_share_pct
        return revenue * share / 100 / price
    return goal / price if isinstance(goal, int | float) and goal > 0 else None
