"""Weakest link: what each rate on the way to an order costs a year against a good one (I-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assistant.calculators.funnel import build_funnel, change_funnel
from assistant.calculators.rounding import to_yuan
from assistant.interview.profile import Profile
from assistant.planning.calculations import calculate
from assistant.planning.gauge_inputs import FIELDS

# The good ends of the ranges in prompts/gauge.yaml, where they are known for every trade.
GOOD_RATES: Mapping[str, float] = MappingProxyType(
    {
        "econ.return_rate_pct": 5.0,
        "funnel.conversion_pct": 3.1,
        "funnel.paid_share_pct": 45.0,
        "funnel.visitor_to_lead_pct": 5.0,
        "funnel.lead_to_deal_pct": 5.8,
    }
)
_LOWER_IS_BETTER = frozenset({"econ.return_rate_pct", "funnel.paid_share_pct"})
# What the calculator (K4) calls the rates the interview names otherwise.
_INPUTS = {field: name for name, field in FIELDS.items()} | {"funnel.lead_to_deal_pct": "win_pct"}
_REPLY_MINUTES = 4.0  # of K14, which plays no part here


@dataclass(frozen=True, slots=True)
class WeakLink:
    """A rate that is worse than a good one; rates in per cent, money in yuan a year.

    `required` is what the rate alone would have to become for the money to reach the goal (K4),
    None when nothing is short or no rate repairs it. `need_now` and `need_good` are the traffic
    money the first year takes at either rate.
    """

    field: str
    now: float
    good: float
    required: float | None
    need_now: int
    need_good: int

    @property
    def value(self) -> int:
        """Yuan a year that repairing the rate is worth."""
        return self.need_now - self.need_good


def weakest_links(profile: Profile, good: Mapping[str, float] = GOOD_RATES) -> tuple[WeakLink, ...]:
    """Return the rates that are worse than good, the most valuable to repair first.

    Empty until the first year's funnel can be worked back.

    Args:
        profile: a completed profile; assumed rates are judged like the owner's own.
        good: the rate of each field that counts as good, in per cent.

    Sources: S4-30 (K4), I-08.
    """
    result = calculate(profile, _REPLY_MINUTES).results.get("funnel")
    if result is None:
        return ()
    chain = build_funnel({name: v for name, v in result.inputs.items() if name != "available"})
    levers: Mapping[str, Any] = result.values["levers"] or {}
    links = []
    for field, rate in good.items():
        now = result.inputs.get(_INPUTS[field])
        if now is None or not (now > rate if field in _LOWER_IS_BETTER else now < rate):
            continue
        repaired = change_funnel(chain, {_INPUTS[field]: rate})
        links.append(
            WeakLink(
                field=field,
                now=now,
                good=rate,
                required=levers.get(_INPUTS[field]),
                need_now=to_yuan(chain.cost),
                need_good=to_yuan(repaired.cost),
            )
        )
    return tuple(sorted(links, key=lambda link: -link.value))
