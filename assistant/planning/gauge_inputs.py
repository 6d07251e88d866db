"""Gauge inputs: what a partial profile says about the way from a visitor to an order, as spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.calculators.funnel import build_funnel
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.gauge_book import INPUTS, GaugeBook, Kind, Range
from assistant.planning.profile_facts import sells_by_enquiry
from assistant.planning.span import CASES, Case, Span
from assistant.planning.stated import figure

DAYS_A_YEAR = 365
FIELDS: Mapping[str, str] = {
    "aov": "econ.aov",
    "return_rate_pct": "econ.return_rate_pct",
    "conversion_pct": "funnel.conversion_pct",
    "visitor_to_lead_pct": "funnel.visitor_to_lead_pct",
    "lead_to_deal_pct": "funnel.lead_to_deal_pct",
    "paid_share_pct": "funnel.paid_share_pct",
    "cpc": "funnel.cpc",
}
# Of these more makes the goal easier, of all others less.
_MORE_IS_EASIER = {"aov", "conversion_pct", "visitor_to_lead_pct", "lead_to_deal_pct"}
# What counts as knowing something about the business. A piece has a price, a deal has many pieces.
_ECONOMICS = (*FIELDS.values(), "econ.unit_cost", "econ.gross_margin_pct")
_OF_SHOPS = ("product.items",)


@dataclass(frozen=True, slots=True)
class GaugeInputs:
    """The inputs of K4 by name, each a Span in the unit of its field.

    `goal` and `now` are yearly sales in yuan, `now` None when today is not known; `yearly_orders`
    is how often a business customer orders a year; `guessed` holds the ranges that stand in for
    what the owner has not said; `price` is that of the first product where it stands in for the
    order value, else None.
    """

    kind: Kind
    goal: Span
    now: Span | None
    spans: Mapping[str, Span]
    yearly_orders: float = 1.0
    guessed: Mapping[str, Range] = field(default_factory=dict)
    price: float | None = None

    def chain(self, revenue: Span) -> dict[str, Span]:
        """Return every step of the funnel (K4) for a year's sales; InputError when out of range."""
        steps = {case: self._steps(case, revenue.at(case)) for case in CASES}
        return {
            name: Span(*(steps[case][name] for case in CASES))
            for name, value in steps["usual"].items()
            if value is not None
        }

    def _steps(self, case: Case, revenue: float) -> dict[str, float]:
        given = {name: span.at(case) for name, span in self.spans.items()}
        if self.kind == "enquiry":
            # The interview asks for one rate from enquiry to deal: the steps between are 100 %.
            given["acv"] = given.pop("aov") * self.yearly_orders
            given["win_pct"] = given.pop("lead_to_deal_pct")
            given |= {"sql_to_opp_pct": 100.0, "lead_to_sql_pct": 100.0}
        return build_funnel({"revenue": revenue, **given}).values()


def gauge_inputs(said: Profile, book: GaugeBook) -> GaugeInputs | None:
    """Return the inputs of the gauge, None until a goal in money and any economics are known.

    Args:
        said: what the owner said, without assumptions.
        book: the ranges for what is missing.
    """
    kind: Kind = "enquiry" if sells_by_enquiry(said) else "shop"
    goal, keys = _goal(said, "goal.target"), _ECONOMICS + (_OF_SHOPS if kind == "shop" else ())
    if goal is None or not any(key in said for key in keys):
        return None
    known = {name: span for name in INPUTS[kind] if (span := _known(said, name))}
    price = _first_price(said) if kind == "shop" and "aov" not in known else None
    if price:
        known["aov"] = Span.of(price)
    guessed = {
        name: book.range_of(name, kind, said.text("offer.category"))
        for name in INPUTS[kind]
        if name not in known
    }
    return GaugeInputs(
        kind=kind,
        goal=goal,
        now=_goal(said, "goal.current"),
        spans=known | {name: _guessed(name, item) for name, item in guessed.items()},
        yearly_orders=max(1.0, figure(said.raw("econ.repeat_per_year")) or 1.0),
        guessed=guessed,
        price=price,
    )


def _goal(said: Profile, key: str) -> Span | None:
    """Return yearly sales in yuan; None when the goal is not about sales or not above 0."""
    periods = {"": 1, "revenue": 1, "daily_sales": DAYS_A_YEAR}.get(said.text("goal.metric"))
    value = said.get(key)
    amount = figure(value.value) if value else None
    if value is None or not periods or not amount or amount < 0 or value.unit not in ("", "yuan"):
        return None
    low, high = figure(value.low), figure(value.high)
    return Span((low or amount) * periods, amount * periods, (high or amount) * periods)


def _known(said: Profile, name: str) -> Span | None:
    """Return an input the owner gave; ends of a range only where the owner named them."""
    value = said.get(FIELDS[name])
    usual = figure(value.value) if value else None
    return None if value is None or usual is None else _named(name, value, usual)


def _first_price(said: Profile) -> float | None:
    """Return the price of the first product, None when it is not known or 0."""
    prices = [item.get("price") for item in said.items_of("product.items") if _is_record(item)]
    return (figure(prices[0]) or None) if prices else None


def _named(name: str, value: Value, usual: float) -> Span:
    low, high = figure(value.low), figure(value.high)
    if low is None or high is None or not low <= usual <= high:
        return Span.of(usual)
    return _sided(name, low, usual, high)


def _guessed(name: str, item: Range) -> Span:
    return _sided(name, item.low, item.usual, item.high)


def _sided(name: str, low: float, usual: float, high: float) -> Span:
    easy, hard = (high, low) if name in _MORE_IS_EASIER else (low, high)
    return Span(easy, usual, hard)


def _is_record(item: object) -> bool:
    return isinstance(item, dict)
