"""Counter-plans: three ways from the same answers, for an owner who named none (I-12, S3-25)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.calculators.alternatives import alternatives
from assistant.planning.comparisons import scored_alternatives
from assistant.planning.labels import is_stated
from assistant.planning.proposals.preset import CounterPlan, Way
from assistant.planning.proposals.proposal import Proposal
from assistant.planning.worksheet import Worksheet

_HALF = 0.5
_LEAST, _BEST = 1, 5
# A gap this large beside the money there is cannot be raised in a year.
_FAR = 1.0


def counter_plans(
    sheet: Worksheet, plans: Mapping[Way, CounterPlan], language: str
) -> list[dict[str, Any]]:
    """Return the three ways as records of E5; empty until the first year can be worked out.

    experience: spend what there is; it earns the part of the goal that money reaches.
    leader: pay in full what the goal needs, as the leader does; it earns the whole goal.
    innovation: half the money in a channel never tried; with proportional returns it earns half
    of what experience does, at best.
    """
    year, chain = sheet.results.get("first_year"), sheet.results.get("funnel")
    if year is None or chain is None or chain.values["short"] is None:
        return []
    contribution, promotion = year.values["contribution"], year.values["promotion"]
    if contribution <= 0 or promotion <= 0:
        return []
    short, need = chain.values["short"], chain.values["budget"]
    reached = round(contribution * (1 - short / need)) if need else contribution
    figures: dict[Way, tuple[int, int, int]] = {
        "experience": (reached, promotion, _experience(sheet)),
        "leader": (contribution, promotion + short, _leader(sheet, short / promotion)),
        "innovation": (round(reached * _HALF), round(promotion * _HALF), _innovation(sheet)),
    }
    return [
        {
            "name": plans[origin].name.text(language),
            "origin": origin,
            "profit": profit,
            "cost": cost,
            "feasibility": feasibility,
        }
        for origin, (profit, cost, feasibility) in figures.items()
    ]


def compare_counter_plans(sheet: Worksheet, proposal: Proposal) -> None:
    """Score the three ways (K11)."""
    plans = scored_alternatives(proposal.profile)
    sheet.run("alternatives", alternatives, {}, plans=plans or None)


def _experience(sheet: Worksheet) -> int:
    """Today's channels are known ground; more so with old customers and a lead."""
    known = ("current.channels", "assets.old_customers", "lead.name")
    return _scored(2 + sum(is_stated(sheet.profile, key) for key in known))


def _leader(sheet: Worksheet, missing: float) -> int:
    """Rivals one knows can be learned from; money that is not there stands in the way."""
    score = 3 + is_stated(sheet.profile, "competitors") - (missing > 0) - (missing > _HALF)
    return _LEAST if missing > _FAR else _scored(score)


def _innovation(sheet: Worksheet) -> int:
    """Something new needs a proven strength and somebody to do it."""
    known = ("strengths", "team")
    return _scored(1 + sum(is_stated(sheet.profile, key) for key in known))


def _scored(points: int) -> int:
    return max(_LEAST, min(_BEST, points))
