"""Gauge demands: what has to be true for a goal: on the way to an order, in money, in goods."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.calculators.result import Result
from assistant.calculators.unit_economics import unit_economics
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.planning import slots
from assistant.planning.figures import number
from assistant.planning.gauge_book import GaugeBook
from assistant.planning.gauge_inputs import GaugeInputs
from assistant.planning.profile_facts import unit_cost, yearly_budget
from assistant.planning.stated import figure

_ORDER_PARTS = ("shipping", "platform_fee_pct")
_RATES = ("return_rate_pct", "conversion_pct")


def demands(said: Profile, inputs: GaugeInputs, book: GaugeBook) -> Iterator[Bilingual]:
    """Yield what has to be true for the goal, the way to an order first.

    Args:
        said: what the owner said, without assumptions.
        inputs: the inputs of the gauge, read from it.
        book: the texts.

    Raises:
        InputError: a figure is beyond what K4 or K5 takes.
    """
    shop = inputs.kind == "shop"
    yield _on_the_way(inputs, book)
    yield _in_money(said, inputs, book)
    if shop:
        yield from _in_an_order(said, inputs, book)
        yield from _in_goods(said, inputs, book)


def _on_the_way(inputs: GaugeInputs, book: GaugeBook) -> Bilingual:
    if inputs.kind == "enquiry":
        ask, win = (
            book.between(inputs.spans[name], number)
            for name in ("visitor_to_lead_pct", "lead_to_deal_pct")
        )
        return book.phrases("must.enquire", ask=ask, win=win)
    rate = book.between(inputs.spans["conversion_pct"], number)
    aov = book.between(inputs.spans["aov"], slots.money)
    return book.phrases("must.convert", rate=rate, aov=aov)


def _in_money(said: Profile, inputs: GaugeInputs, book: GaugeBook) -> Bilingual:
    need = book.between(inputs.chain(inputs.goal)["budget"], slots.money)
    have = yearly_budget(said)
    if have is None:
        return book.phrases("must.money_open", need=need)
    return book.phrases("must.money", need=need, have=slots.money(have))


def _in_an_order(said: Profile, inputs: GaugeInputs, book: GaugeBook) -> Iterator[Bilingual]:
    economics = _economics(said, inputs)
    if economics is None:
        return
    if economics.values["contribution_margin_pct"] <= 0:
        yield book.phrases("must.order_loses")
    elif economics.values["break_even_cpc"] is not None:
        yield book.phrases("must.click", cpc=slots.money(economics.values["break_even_cpc"]))


def _economics(said: Profile, inputs: GaugeInputs) -> Result | None:
    """Return K5 for an order whose price and cost the owner gave."""
    cost, _ = unit_cost(said)
    if cost is None or "aov" in inputs.guessed:
        return None
    known = {name: inputs.spans[name].usual for name in _RATES if name not in inputs.guessed}
    parts = {name: said.number(f"econ.{name}") for name in _ORDER_PARTS}
    known |= {name: part for name, part in parts.items() if part is not None}
    return unit_economics(aov=inputs.spans["aov"].usual, unit_cost=cost, **known)


def _in_goods(said: Profile, inputs: GaugeInputs, book: GaugeBook) -> Iterator[Bilingual]:
    supply = monthly_supply(said)
    if supply:
        orders = book.between(inputs.chain(inputs.goal)["orders"].over(12), slots.count)
        yield book.phrases("must.supply", need=orders, have=slots.count(supply))


def monthly_supply(said: Profile) -> float:
    """Return how many pieces can be supplied a month, all products together; 0 if not known."""
    items = [item for item in said.items_of("product.items") if isinstance(item, dict)]
    return sum(figure(item.get("supply_per_month")) or 0.0 for item in items)
