"""Contradictions in rates: conversions nobody has, visitors that do not make the sales."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning.contradictions.clash import Clash, Fix, Quote, quoted, round_up
from assistant.planning.contradictions.said import Said
from assistant.planning.gauge_book import Kind
from assistant.planning.slots import count, goal_money, percent
from assistant.planning.stated import figure

_ALL = 100
_RATES: dict[str, Kind] = {"conversion_pct": "shop", "visitor_to_lead_pct": "enquiry"}


def nearly_every_visitor_buys(said: Said) -> Iterator[Clash]:
    """A rate of visitors who order or ask that no site reaches."""
    for name, kind in _RATES.items():
        key = f"funnel.{name}"
        rate = said.number(key)
        if rate is None or rate < said.limits.conversion_max_pct:
            continue
        found = said.gauges.range_of(name, kind, said.text("offer.category"))
        slots = {"rate": percent(rate), "low": percent(found.low), "high": percent(found.high)}
        fix = Fix("usual", key, found.usual, {"usual": percent(found.usual)})
        with_it = tuple(k for k in ("funnel.monthly_visitors", "goal.current") if k in said)
        yield Clash(quoted(key, *with_it), slots, (fix,))


def visitors_do_not_make_sales(said: Said) -> Iterator[Clash]:
    """Visitors, conversion and order value give sales many times off those of today."""
    visitors, rate = said.number("funnel.monthly_visitors"), said.number("funnel.conversion_pct")
    aov, sales = said.number("econ.aov"), _online_sales(said)
    returns = said.number("econ.return_rate_pct") or 0.0
    if not visitors or not rate or not aov or not sales or min(visitors, rate, aov) <= 0:
        return
    made = visitors * 12 * rate / _ALL * aov * (1 - returns / _ALL)
    if made <= 0 or 1 / said.limits.visitors_times <= made / sales <= said.limits.visitors_times:
        return
    right, better = round_up(visitors * sales / made), round(rate * sales / made, 2)
    fixes = [Fix("visitors", "funnel.monthly_visitors", right, {"visitors": count(right)})]
    if 0 < better < said.limits.conversion_max_pct:
        fixes.append(Fix("rate", "funnel.conversion_pct", better, {"rate": percent(better)}))
    keys = ("funnel.monthly_visitors", "funnel.conversion_pct", "econ.aov", "goal.current")
    slots = {"made": goal_money(made), "sales": goal_money(sales)}
    yield Clash(quoted(*(key for key in keys if key in said)), slots, tuple(fixes))


def measure_that_stands_still(said: Said) -> Iterator[Clash]:
    """A measure whose target is today's figure."""
    for record in said.records("kpis"):
        now, target = figure(record.get("baseline")), figure(record.get("target"))
        if now is not None and now == target:
            quotes = tuple(Quote("kpis", record, part) for part in ("baseline", "target"))
            yield Clash(quotes, {"name": str(record.get("name", "")), "now": count(now)})


def _online_sales(said: Said) -> float | None:
    """Return what is sold online in a year; None while it is not known which part that is."""
    online, now = said.number("current.online_revenue"), said.number("goal.current")
    if online is not None:
        return online
    if now is None or not said.is_about_sales or not said.records("current.channels"):
        return None
    return now * max(0.0, 1 - said.offline_pct / _ALL)
