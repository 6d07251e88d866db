"""Contradictions in the campaigns: goals above the year's, goods that are not there."""

from __future__ import annotations

import math
from collections.abc import Iterator

from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    quoted_parts,
    round_down,
    round_up,
    with_changes,
)
from assistant.planning.contradictions.said import Said
from assistant.planning.gauge_demands import monthly_supply
from assistant.planning.phrases import Slot
from assistant.planning.slots import count, goal_money
from assistant.planning.stated import figure

_SELLING = ("sales", "daily_sales", "clear_stock")


def battle_above_year(said: Said) -> Iterator[Clash]:
    """One campaign is to sell more than the whole year."""
    target = said.number("goal.target")
    if not target or not said.is_about_sales:
        return
    for campaign in said.records("campaigns"):
        goal = figure(campaign.get("goal"))
        if goal is not None and goal > target:
            slots: dict[str, Slot] = {"node": _node(campaign), "goal": goal_money(goal)}
            quotes = (Quote("campaigns", campaign, "goal"), Quote("goal.target"))
            yield Clash(quotes, {**slots, "target": goal_money(target)}, (_year(goal),))


def battles_above_year(said: Said) -> Iterator[Clash]:
    """The campaigns together are to sell more than the whole year, though none does alone."""
    target, goals = said.number("goal.target"), said.amounts("campaigns", "goal")
    if not target or not goals or not said.is_about_sales or max(goals) > target:
        return
    if sum(goals) > target:
        aimed = [r for r in said.records("campaigns") if figure(r.get("goal")) is not None]
        slots = {"sum": goal_money(sum(goals)), "target": goal_money(target)}
        quotes = (*quoted_parts("campaigns", "goal", aimed), Quote("goal.target"))
        yield Clash(quotes, slots, (_year(sum(goals)),))


def battle_beyond_goods(said: Said) -> Iterator[Clash]:
    """A campaign is to sell more than its stock and a month's supply are worth."""
    price, campaigns = _price(said), said.records("campaigns")
    supply = monthly_supply(said.profile)
    for place, campaign in enumerate(campaigns):
        goal, stock = figure(campaign.get("goal")), figure(campaign.get("stock"))
        if not price or price <= 0 or not goal or stock is None or stock + supply <= 0:
            continue
        worth = (stock + supply) * price
        if goal <= worth:
            continue
        more, less = round_up(math.ceil(goal / price) - supply), round_down(worth)
        fixes = [
            Fix("stock", "campaigns", with_changes(campaigns, place, stock=more), _units(more))
        ]
        if less >= 1:
            lower = with_changes(campaigns, place, goal=less)
            fixes.append(Fix("goal", "campaigns", lower, {"goal": goal_money(less)}))
        slots: dict[str, Slot] = {
            "node": _node(campaign),
            "goal": goal_money(goal),
            "worth": goal_money(worth),
        }
        slots["units"] = count(stock + supply)
        quotes = tuple(Quote("campaigns", campaign, part) for part in ("goal", "stock"))
        yield Clash(quotes, slots, tuple(fixes))


def battle_without_goods(said: Said) -> Iterator[Clash]:
    """A campaign that is to sell has no stock, and nothing is made meanwhile."""
    price, campaigns = _price(said), said.records("campaigns")
    if monthly_supply(said.profile) > 0:
        return
    for place, campaign in enumerate(campaigns):
        stock, goal = figure(campaign.get("stock")), figure(campaign.get("goal"))
        if stock != 0 or not (goal or campaign.get("objective") in _SELLING):
            continue
        fixes: list[Fix] = []
        if goal and price and goal > 0 < price:
            units = round_up(math.ceil(goal / price))
            filled = with_changes(campaigns, place, stock=units)
            fixes.append(Fix("stock", "campaigns", filled, _units(units)))
        turned = with_changes(campaigns, place, objective="brand", goal=None)
        fixes.append(Fix("brand", "campaigns", turned))
        part = "goal" if goal else "objective"
        quotes = tuple(Quote("campaigns", campaign, part) for part in ("stock", part))
        yield Clash(quotes, {"node": _node(campaign)}, tuple(fixes))


def service_with_stock(said: Said) -> Iterator[Clash]:
    """A plan for better service lays in stock for campaigns."""
    campaigns = said.records("campaigns")
    stocked = [r for r in campaigns if (figure(r.get("stock")) or 0) > 0]
    if said.text("plan.type") == "service" and stocked:
        bare = [{k: v for k, v in record.items() if k != "stock"} for record in campaigns]
        fixes = (
            Fix("sales", "plan.type", "online_sales"),
            Fix("everything", "plan.type", "comprehensive"),
            Fix("bare", "campaigns", bare),
        )
        quotes = (*quoted("plan.type"), *quoted_parts("campaigns", "stock", stocked))
        yield Clash(quotes, {"node": _node(stocked[0])}, fixes)


def _year(goal: float) -> Fix:
    target = round_up(goal)
    return Fix("year", "goal.target", target, {"target": goal_money(target)})


def _units(units: float) -> dict[str, str]:
    return {"units": count(units)}


def _price(said: Said) -> float | None:
    """Return what one piece brings: the average order, else the first product's price."""
    prices = said.amounts("product.items", "price")
    return said.number("econ.aov") or (prices[0] if prices else None)


def _node(campaign: dict[str, object]) -> str:
    return str(campaign.get("node", ""))
