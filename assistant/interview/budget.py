"""Read a budget: how much, per what period, what it covers, evenly spread or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.interview.choices import denied_choices, read_choice, read_choices
from assistant.interview.clauses import Span
from assistant.interview.field import Field
from assistant.interview.quantity import Quantity
from assistant.interview.reading import Reading, Readings
from assistant.interview.scan import Scan

_ALL = re.compile(
    r"(?:都|全部?|全都|一起)(?:算|含|包含|包括|算在内|包)|全包|包含所有"
    r"|everything included|all in(?:cluded)?"
)
_NOT_BUDGET = re.compile(
    r"(?:销售额|营业额|营收|流水|卖|工资|客单价?|成本|售价|单价|定价|进价|拿货|毛利|备货|月供"
    r"|revenue|sales|turnover|cost|price)[^,，。;；]{0,4}$"
)
_PERIODS = ("month", "quarter", "year")
_TIMES = {"month": 12.0, "quarter": 4.0, "year": 1.0}


def read_budget(scan: Scan, fields: Sequence[Field]) -> Readings:
    """Return the readings of the fields `budget.total`, `period`, `includes` and `spread`."""
    by_key = {field.key: field for field in fields}
    readings: Readings = {}
    total = _total(scan)
    if total:
        readings["budget.total"] = Reading.of_quantity(total, total.value, ())
        period = _period(scan, total, by_key["budget.period"])
        if period:
            readings["budget.period"] = period
    covers = _includes(scan, by_key["budget.includes"])
    if covers:
        readings["budget.includes"] = covers
    spread = read_choice(scan, by_key["budget.spread"])
    if spread:
        readings["budget.spread"] = spread
    elif total and any(_adds_up(total, q) for q in scan.quantities if q != total):
        readings["budget.spread"] = Reading("even")
    return readings


def _total(scan: Scan) -> Quantity | None:
    """Return the whole amount: of "一年60万，每月5万" the yearly one."""
    amounts = [
        q
        for q in scan.quantities
        if q.kind in ("money", "plain")
        and q.value > 0
        and not _NOT_BUDGET.search(scan.plain[max(scan.start, q.start - 10) : q.start])
    ]
    amounts = [q for q in amounts if q.kind == "money" or q.value >= 100] or amounts
    yearly = [q for q in amounts if q.per in ("year", "")]
    return next(iter(yearly or amounts), None)


def _period(scan: Scan, total: Quantity, field: Field) -> Reading | None:
    """Return the period of the amount: beside it, or a span of years ("三年180万")."""
    if total.per in _PERIODS:
        return Reading(total.per, (Span(*total.span),))
    for quantity in scan.quantities:
        if quantity.kind == "duration" and quantity.unit == "year" and quantity.value > 1:
            return Reading("horizon", (Span(*quantity.span),))
    named = read_choices(scan, field)
    periods = (
        [period for period in named.value if period not in _of_others(scan, total)] if named else []
    )
    return Reading(periods[0]) if periods else None


def _of_others(scan: Scan, total: Quantity) -> set[str]:
    """Return the periods that belong to other amounts ("60万，每月5万")."""
    others = [q for q in scan.quantities if q != total and q.kind in ("money", "plain")]
    return {q.per for q in others if q.per}


def _includes(scan: Scan, field: Field) -> Reading | None:
    """Return what the budget covers; "都含" is everything not ruled out."""
    named = read_choices(scan, field)
    everything = _ALL.search(scan.plain, scan.start, scan.end)
    if named or not everything or denied_choices(scan, field):
        return named
    values = [option.value for option in field.options if option.value != "other"]
    return Reading(values, (Span(*everything.span()),))


def _adds_up(total: Quantity, part: Quantity) -> bool:
    """Tell whether a periodic amount adds up to the total ("一年60万，每月5万")."""
    return bool(part.per) and abs(part.value * _TIMES.get(part.per, 0) - total.value) < 1
