"""Cold start: the account of new promotion month by month, and three ways to fund its valley."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.calculators.bounds import SMALLEST
from assistant.calculators.cash_valley import cash_valley
from assistant.calculators.result import Result
from assistant.calculators.return_on_spend import return_on_spend
from assistant.interview.entry import Bilingual
from assistant.interview.profile import Profile
from assistant.planning import slots
from assistant.planning.calculations import calculate
from assistant.planning.cold_start_book import ColdStartBook, ColdStartFigures
from assistant.planning.figures import number
from assistant.planning.worksheet import order_of

Way = Literal["slower", "partner", "raise"]
_ALL = 100
_MONTHS = 12
_REPLY_MINUTES = 4.0  # of K14, which plays no part here


@dataclass(frozen=True, slots=True)
class ColdStartInputs:
    """What a start is worked out from; money in yuan (or 万) throughout.

    `spend` is the promotion of each month, of which `traffic_pct` buys visitors. The known point:
    `point_spend` on visitors a month brings `point_sales` once people know the firm (K4).
    `margin_pct` is what sales leave before promotion (K5); `is_cold` that nobody knows the firm
    yet, so that the effect of promotion has to build up.
    """

    spend: tuple[float, ...]
    traffic_pct: float
    point_spend: float
    point_sales: float
    margin_pct: float
    is_cold: bool = True


@dataclass(frozen=True, slots=True)
class Funding:
    """One way to fund the valley: what it still takes, and how it is told."""

    way: Way
    need: float
    text: Bilingual


@dataclass(frozen=True, slots=True)
class ColdStart:
    """The account month by month.

    `cash` is K17 (balance, deepest, need, month, recovered_month); `break_even_exponent` is the
    least exponent at which the month with most money pays (K6), None where it always does;
    `line` says the deepest month and the need; `ways` are the three ways, empty without a need.
    """

    sales: tuple[float, ...]
    cash: Result
    break_even_exponent: float | None
    line: Bilingual
    notes: tuple[Bilingual, ...]
    ways: tuple[Funding, ...]


def cold_start_inputs(profile: Profile) -> ColdStartInputs | None:
    """Return what a completed profile says about a start.

    None until budget, funnel and one order are known, or while an order leaves nothing.
    """
    results = calculate(profile, _REPLY_MINUTES).results
    money, chain = results.get("allocation"), results.get("funnel")
    economics = results.get("unit_economics")
    if money is None or chain is None or economics is None:
        return None
    margin = order_of(economics).contribution_margin * _ALL
    paid, spent = chain.inputs["paid_share_pct"], chain.values["budget"] / _MONTHS
    allocated = money.values["allocated"]
    if not 0 < margin <= _ALL or spent < SMALLEST or not paid or not allocated:
        return None
    return ColdStartInputs(
        spend=tuple(money.values["months"]),
        traffic_pct=_ALL * money.values["traffic"] / allocated,
        point_spend=spent,
        point_sales=chain.inputs["revenue"] * paid / _ALL / _MONTHS,
        margin_pct=margin,
        is_cold=not profile.number("goal.current"),
    )


def cold_start(inputs: ColdStartInputs, book: ColdStartBook) -> ColdStart:
    """Follow the account of a start.

    To drag a figure, replace it: `replace(inputs, margin_pct=...)`, or the exponent and the lag
    with `replace(book, figures=book.figures.model_copy(update={"exponent": 0.9}))`.

    Raises:
        InputError: a figure is beyond what K6 or K17 takes.

    Sources: S0-29 … S0-36 (K6, K17), I-14.
    """
    sales, cash = _account(inputs, inputs.spend, book.figures)
    exponent = _break_even(inputs)
    need, month = cash.values["need"], cash.values["month"]
    say = book.phrases
    line = say("line", month=number(month), need=slots.money(need)) if need else say("none")
    notes = [_recovery(cash, book)] if need else []
    if exponent is not None:
        notes.append(say("break_even", exponent=number(round(exponent, 3))))
    ways = tuple(_ways(inputs, cash, book)) if need else ()
    return ColdStart(tuple(sales), cash, exponent, line, tuple(notes), ways)


def _account(
    inputs: ColdStartInputs, spend: Sequence[float], figures: ColdStartFigures
) -> tuple[list[float], Result]:
    """Return the sales of each month (K6, building up) and the account (K17)."""
    sales = [
        _sold(inputs, amount, figures.exponent)
        * (figures.built_up(month) if inputs.is_cold else 1.0)
        for month, amount in enumerate(spend)
    ]
    cash = cash_valley(
        spend=spend, sales=sales, margin_pct=inputs.margin_pct, lag_months=figures.lag_months
    )
    return sales, cash


def _sold(inputs: ColdStartInputs, spend: float, exponent: float) -> float:
    """Return what a month's money sells once people know the firm; sales grow as profit does."""
    traffic = spend * inputs.traffic_pct / _ALL
    if traffic < SMALLEST:
        return 0.0
    projected = return_on_spend(
        spend1=inputs.point_spend, profit1=inputs.point_sales, spend=traffic, exponent=exponent
    )
    return float(projected.values["profit"])


def _break_even(inputs: ColdStartInputs) -> float | None:
    """Return the exponent at which the month with most money just pays for its visitors (K6).

    None where it pays at any exponent, and where no month has more money than the known point.
    """
    most = max(inputs.spend) * inputs.traffic_pct / _ALL
    profit = inputs.point_sales * inputs.margin_pct / _ALL
    if most <= inputs.point_spend or profit < SMALLEST:
        return None
    result = return_on_spend(spend1=inputs.point_spend, profit1=profit, spend=most)
    exponent = result.values["break_even_exponent"]
    return None if exponent is None or exponent <= 0 else float(exponent)


def _ways(inputs: ColdStartInputs, cash: Result, book: ColdStartBook) -> Iterator[Funding]:
    figures, say = book.figures, book.phrases
    need = cash.values["need"]
    slowed = [amount * figures.slow_pct / _ALL for amount in inputs.spend]
    less = _account(inputs, slowed, figures)[1].values["need"]
    part = slots.percent(figures.slow_pct)
    yield Funding("slower", less, say("slower", part=part, need=slots.money(less)))
    own = need * (1 - figures.partner_pct / _ALL)
    shared = slots.percent(figures.partner_pct)
    yield Funding("partner", own, say("partner", part=shared, need=slots.money(own)))
    ready = say("raise", need=slots.money(need), back=_recovery(cash, book))
    yield Funding("raise", need, ready)


def _recovery(cash: Result, book: ColdStartBook) -> Bilingual:
    month = cash.values["recovered_month"]
    if month is None:
        return book.phrases("not_recovered")
    return book.phrases("recovered", month=number(month))
