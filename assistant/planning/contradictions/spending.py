"""Contradictions in the spending: more than there is, spread evenly, or for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    quoted_parts,
    round_up,
)
from assistant.planning.contradictions.said import Said
from assistant.planning.figures import number
from assistant.planning.phrases import Slot
from assistant.planning.slots import goal_money, money, percent
from assistant.planning.stated import figure

_ALL = 100


def caps_above_budget(said: Said) -> Iterator[Clash]:
    """The limits of the channels add up to more than the budget of the year."""
    budget, caps = said.budget, said.amounts("channels.mix", "cap")
    if budget is None or sum(caps) <= budget:
        return
    capped = [r for r in said.records("channels.mix") if figure(r.get("cap")) is not None]
    slots = {"sum": money(sum(caps)), "budget": money(budget)}
    quotes = (Quote("budget.total"), *quoted_parts("channels.mix", "cap", capped))
    yield Clash(quotes, slots, (_higher_budget(said, sum(caps)),))


def actions_above_budget(said: Said) -> Iterator[Clash]:
    """The actions cost more than the budget holds after the reserve."""
    budget, costs = said.budget, said.amounts("actions", "budget")
    reserve = said.number("budget.reserve_pct") or 0.0
    if budget is None or reserve >= _ALL or sum(costs) <= budget * (1 - reserve / _ALL):
        return
    costly = [r for r in said.records("actions") if figure(r.get("budget")) is not None]
    slots: dict[str, Slot] = {
        "sum": money(sum(costs)),
        "left": money(budget * (1 - reserve / _ALL)),
        "reserve": percent(reserve),
    }
    keys = tuple(k for k in ("budget.total", "budget.reserve_pct") if k in said)
    quotes = (*quoted(*keys), *quoted_parts("actions", "budget", costly))
    yield Clash(quotes, slots, (_higher_budget(said, sum(costs) / (1 - reserve / _ALL)),))


def pay_eats_budget(said: Said) -> Iterator[Clash]:
    """The budget is to cover the pay of the team, which alone costs as much."""
    budget, pay = said.budget, sum(said.amounts("team", "cost_per_month")) * 12
    includes = said.items("budget.includes")
    if budget is None or "people" not in includes or pay < max(1.0, budget):
        return
    without = [part for part in includes if part != "people"] or ["promotion"]
    paid = [r for r in said.records("team") if figure(r.get("cost_per_month")) is not None]
    quotes = (
        *quoted("budget.total", "budget.includes"),
        *quoted_parts("team", "cost_per_month", paid),
    )
    yield Clash(
        quotes,
        {"pay": money(pay), "budget": money(budget)},
        (Fix("without_pay", "budget.includes", without),),
    )


def even_spread_against_battles(said: Said) -> Iterator[Clash]:
    """The money is spread evenly over the months although battles are to be fought."""
    named = [r for r in said.records("campaigns") if r.get("node")]
    if said.text("budget.spread") != "even" or not named:
        return
    slots = {"n": number(len(named))}
    quotes = (Quote("budget.spread"), *quoted_parts("campaigns", "node", named))
    yield Clash(quotes, slots, (Fix("concentrate", "budget.spread", "concentrated"),))


def paid_channels_without_paid_visitors(said: Said) -> Iterator[Clash]:
    """Paid channels are chosen, but no visitor is to be paid for."""
    paid = [
        r
        for r in said.records("channels.mix")
        if said.mentions("paid_channels", str(r.get("channel", "")))
    ]
    if said.number("funnel.paid_share_pct") != 0 or not paid:
        return
    usual = said.gauges.range_of("paid_share_pct", "shop", said.text("offer.category")).usual
    quotes = (Quote("funnel.paid_share_pct"), *quoted_parts("channels.mix", "channel", paid))
    slots = {"channel": str(paid[0]["channel"])}
    fix = Fix("paid", "funnel.paid_share_pct", usual, {"share": percent(usual)})
    yield Clash(quotes, slots, (fix,))


def all_brand_but_paid_visitors(said: Said) -> Iterator[Clash]:
    """All money goes to the brand, yet a share of the visitors is to be bought."""
    brand, paid = said.number("channels.brand_share_pct"), said.number("funnel.paid_share_pct")
    if brand is None or brand < _ALL or not paid or paid < 0:
        return
    usual = {
        "b2b": said.limits.brand_b2b_pct,
        "b2c": said.limits.brand_b2c_pct,
    }.get(said.text("offer.customer_type"), said.limits.brand_both_pct)
    yield Clash(
        quoted("channels.brand_share_pct", "funnel.paid_share_pct"),
        {"paid": percent(paid)},
        (
            Fix("brand", "channels.brand_share_pct", usual, {"share": percent(usual)}),
            Fix("paid", "funnel.paid_share_pct", 0),
        ),
    )


def _higher_budget(said: Said, yearly: float) -> Fix:
    budget = round_up(max(1.0, said.as_said(yearly)))
    return Fix("budget", "budget.total", budget, {"budget": goal_money(budget)})
