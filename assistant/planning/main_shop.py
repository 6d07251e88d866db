"""Main shop: the platform most is sold on, and what a bad turn there costs (K19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.calculators.platform_dependence import platform_dependence
from assistant.calculators.result import Result
from assistant.interview.profile import Profile
from assistant.planning.drill_book import DrillFigures
from assistant.planning.profile_facts import sells_by_enquiry, unit_cost
from assistant.planning.stated import figure

_ALL = 100.0
_DAYS_A_YEAR = 365
_ORDER = ("shipping", "platform_fee_pct", "return_rate_pct")


@dataclass(frozen=True, slots=True)
class Shop:
    """A platform by name ("" while none is known) and its share of all sales in per cent."""

    name: str
    share_pct: float


def main_shop(profile: Profile) -> Shop:
    """Return the platform with the largest share of today's channels (A8), else the main one (C1).

    What is sold without any platform cannot be closed by one; a firm of which no share is known
    sells everything on its main platform.
    """
    shares = dict(_shares(profile))
    if not shares:
        return Shop(profile.text("channels.main"), _ALL)
    name = max(shares, key=lambda each: shares[each])
    return Shop(name, min(_ALL, shares[name]))


def stress(profile: Profile, sales: float, shop: Shop, figures: DrillFigures) -> Result:
    """Return K19 for a year's sales in yuan: dearer clicks and the main shop closed."""
    known = {name: profile.number(f"econ.{name}") for name in _ORDER}
    cost, _ = unit_cost(profile)
    clicks = not sells_by_enquiry(profile)
    return platform_dependence(
        shares={shop.name: _ALL},
        cpc_rise_pct=figures.cpc_rise_pct,
        days_closed=figures.days_closed,
        daily_sales=sales * shop.share_pct / _ALL / _DAYS_A_YEAR,
        cpc=profile.number("funnel.cpc") if clicks else None,
        conversion_pct=profile.number("funnel.conversion_pct") if clicks else None,
        aov=profile.number("econ.aov"),
        unit_cost=cost,
        **{name: value for name, value in known.items() if value is not None},
    )


def _shares(profile: Profile) -> Iterator[tuple[str, float]]:
    """Yield the channels of today that are platforms, with their shares."""
    named = [profile.text("channels.main"), *profile.items_of("channels.platforms")]
    named += profile.items_of("current.platforms")
    platforms = [name for name in named if isinstance(name, str) and name]
    for channel in profile.items_of("current.channels"):
        record = channel if isinstance(channel, dict) else {}
        name, share = str(record.get("name") or ""), figure(record.get("share_pct"))
        if share and share > 0 and any(p in name or (name and name in p) for p in platforms):
            yield name, share
