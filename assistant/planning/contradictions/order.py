"""Contradictions in one order: price, cost, margin, what it costs to win it, what comes back."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assistant.calculators.unit_economics import unit_economics
from assistant.interview.defaults import gross_margin_pct
from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    quoted_parts,
    with_changes,
)
from assistant.planning.contradictions.said import Said
from assistant.planning.profile_facts import sells_by_enquiry, unit_cost
from assistant.planning.slots import money, percent
from assistant.planning.stated import figure

_ALL = 100
_HIGHEST_MARGIN = 95


def price_below_cost(said: Said) -> Iterator[Clash]:
    """A product is sold for less than it costs."""
    products = said.records("product.items")
    for place, product in enumerate(products):
        price, cost = figure(product.get("price")), figure(product.get("unit_cost"))
        if price is None or cost is None or price <= 0 or price >= cost:
            continue
        turned = with_changes(products, place, price=cost, unit_cost=price)
        slots = {"price": money(price), "cost": money(cost)}
        quotes = tuple(Quote("product.items", product, part) for part in ("price", "unit_cost"))
        name = str(product.get("name", ""))
        yield Clash(quotes, {"name": name, **slots}, (Fix("swap", "product.items", turned, slots),))


def order_below_cost(said: Said) -> Iterator[Clash]:
    """The average order brings less than its goods cost."""
    aov, cost = said.number("econ.aov"), said.number("econ.unit_cost")
    if aov is None or cost is None or aov <= 0 or aov >= cost:
        return
    prices, costs = _first(said, "price"), _first(said, "unit_cost")
    fixes = []
    if costs is not None and 0 <= costs < aov:
        fixes.append(Fix("cost", "econ.unit_cost", costs, {"cost": money(costs)}))
    if prices is not None and prices > cost:
        fixes.append(Fix("aov", "econ.aov", prices, {"aov": money(prices)}))
    slots = {"aov": money(aov), "cost": money(cost)}
    yield Clash(quoted("econ.aov", "econ.unit_cost"), slots, tuple(fixes))


def margin_differs_from_price_and_cost(said: Said) -> Iterator[Clash]:
    """The margin named is not the one that price and cost give."""
    margin, computed = said.number("econ.gross_margin_pct"), _computed_margin(said)
    aov = said.number("econ.aov")
    if margin is None or computed is None or aov is None or not 0 <= margin <= _HIGHEST_MARGIN:
        return
    if abs(margin - computed) <= said.limits.margin_points:
        return
    right, cost = round(computed, 1), round(aov * (1 - margin / _ALL), 2)
    fixes = [Fix("cost", "econ.unit_cost", cost, {"cost": money(cost)})]
    if right <= _HIGHEST_MARGIN:
        fixes.insert(0, Fix("margin", "econ.gross_margin_pct", right, {"margin": percent(right)}))
    slots = {"margin": percent(margin), "computed": percent(computed)}
    keys = ("econ.gross_margin_pct", "econ.aov", "econ.unit_cost")
    yield Clash(quoted(*keys), slots, tuple(fixes))


def margin_outside_streams(said: Said) -> Iterator[Clash]:
    """The average order earns much more, or much less, than every stream of income."""
    streams, computed = said.records("model.streams"), _computed_margin(said)
    margins = said.amounts("model.streams", "gross_margin_pct")
    aov, off = said.number("econ.aov"), said.limits.stream_points
    if computed is None or aov is None or not margins or len(margins) < len(streams):
        return
    if min(margins) - off <= computed <= max(margins) + off:
        return
    nearest = min(margins) if computed < min(margins) else max(margins)
    cost = round(aov * (1 - nearest / _ALL), 2)
    fixes = (Fix("cost", "econ.unit_cost", cost, {"cost": money(cost)}),)
    slots = {"computed": percent(computed), "nearest": percent(nearest)}
    quotes = (
        *quoted("econ.aov", "econ.unit_cost"),
        *quoted_parts("model.streams", "gross_margin_pct", streams),
    )
    yield Clash(quotes, slots, fixes if 0 <= nearest <= _ALL else ())


def order_above_purse(said: Said) -> Iterator[Clash]:
    """The average order is far more than any wanted customer can spend."""
    aov, powers = said.number("econ.aov"), said.amounts("personas", "power")
    personas = said.records("personas")
    if aov is None or not powers or len(powers) < len(personas) or max(powers) <= 0:
        return
    if aov <= max(powers) * said.limits.power_times:
        return
    raised = with_changes(personas, 0, power=aov)
    slots = {"aov": money(aov), "power": money(max(powers))}
    quotes = (Quote("econ.aov"), *quoted_parts("personas", "power", personas))
    fixes = (
        Fix("aov", "econ.aov", max(powers), {"aov": money(max(powers))}),
        Fix("power", "personas", raised, {"power": money(aov)}),
    )
    yield Clash(quotes, slots, fixes)


def order_below_cheapest_product(said: Said) -> Iterator[Clash]:
    """The average order is well below the price of the cheapest product."""
    aov, prices = said.number("econ.aov"), said.amounts("product.items", "price")
    products = said.records("product.items")
    if aov is None or aov <= 0 or not prices or len(prices) < len(products):
        return
    if len(said.records("model.streams")) > len(products):
        return  # more is sold than the main products
    if aov >= min(prices) * said.limits.price_share:
        return
    slots = {"aov": money(aov), "price": money(min(prices))}
    quotes = (Quote("econ.aov"), *quoted_parts("product.items", "price", products))
    fixes = (Fix("aov", "econ.aov", min(prices), {"aov": money(min(prices))}),)
    yield Clash(quotes, slots, fixes)


def click_eats_order(said: Said) -> Iterator[Clash]:
    """Winning an order by paid clicks costs more than the order leaves (K5)."""
    cost, source = unit_cost(said.profile)
    keys = ("econ.aov", "funnel.conversion_pct", "funnel.cpc")
    if sells_by_enquiry(said.profile) or cost is None or cost < 0:
        return
    if any(key not in said for key in keys) or said.number("funnel.paid_share_pct") == 0:
        return
    parts = ("aov", "shipping", "platform_fee_pct", "return_rate_pct")
    known = {part: said.number(f"econ.{part}") or 0.0 for part in parts}
    rate, cpc = said.number("funnel.conversion_pct"), said.number("funnel.cpc")
    values = unit_economics(unit_cost=cost, conversion_pct=rate, cpc=cpc, **known).values
    cpa, most = values["cpa"], values["max_cpa"]
    if rate is None or cpc is None or most <= 0 or cpa <= most:
        return
    cheaper = math.floor(most * rate) / _ALL
    better = math.ceil(cpc / most * _ALL * _ALL) / _ALL
    fixes = []
    if cheaper > 0:
        fixes.append(Fix("cpc", "funnel.cpc", cheaper, {"cpc": money(cheaper)}))
    if better <= said.limits.conversion_max_pct:
        fixes.append(Fix("rate", "funnel.conversion_pct", better, {"rate": percent(better)}))
    yield Clash(quoted(*keys, source), {"cpa": money(cpa), "most": money(most)}, tuple(fixes))


def profit_without_cost(said: Said) -> Iterator[Clash]:
    """The goal is a profit, but neither cost nor margin is known although the order is."""
    cost, _ = unit_cost(said.profile)
    margins = said.amounts("model.streams", "gross_margin_pct")
    if said.text("goal.metric") == "profit" and "econ.aov" in said and cost is None and not margins:
        yield Clash(quoted("goal.metric", "econ.aov"))


def returned_and_bought_again(said: Said) -> Iterator[Clash]:
    """More customers are to buy again than are left after the returns."""
    returns, repeat = said.number("econ.return_rate_pct"), said.number("after.repeat_goal_pct")
    if returns is None or repeat is None or not 0 <= returns <= _ALL or returns + repeat <= _ALL:
        return
    left = _ALL - returns
    slots = {"returns": percent(returns), "left": percent(left), "repeat": percent(repeat)}
    fix = Fix("repeat", "after.repeat_goal_pct", left, {"repeat": percent(left)})
    yield Clash(quoted("econ.return_rate_pct", "after.repeat_goal_pct"), slots, (fix,))


def _computed_margin(said: Said) -> float | None:
    """Return the margin of the average order; None where it sells below cost."""
    aov, cost = said.number("econ.aov"), said.number("econ.unit_cost")
    if aov is None or cost is None or not 0 <= cost < aov:
        return None
    return gross_margin_pct(aov, cost)


def _first(said: Said, part: str) -> float | None:
    products = said.records("product.items")
    return figure(products[0].get(part)) if products else None
