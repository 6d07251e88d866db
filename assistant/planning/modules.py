"""Modules: which parts of the plan a plan type needs (S3-36 to S3-39)."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.interview.profile import Profile
from assistant.planning.labels import is_stated

_FUNNEL_FIELDS = (
    "funnel.conversion_pct",
    "funnel.cpc",
    "funnel.paid_share_pct",
    "funnel.visitor_to_lead_pct",
    "funnel.lead_to_deal_pct",
)


@dataclass(frozen=True, slots=True)
class Modules:
    """What a plan shows.

    `funnel`: the money is worked back from the goal (K4); a plan for the image does so only when
    the owner knows a figure of it. `briefs`: battles get their brief (P6.3); optional for a plan
    for service, which instead puts reception first (`service_first`) and must count its replies.
    `brand`: an indicator of the brand is a must.
    """

    funnel: bool = True
    briefs: bool = True
    service_first: bool = False
    brand: bool = False


def modules_of(profile: Profile) -> Modules:
    """Return the modules of a profile by its plan type (A10); "comprehensive" has all."""
    match profile.text("plan.type"):
        case "brand_image":
            known = any(is_stated(profile, key) for key in _FUNNEL_FIELDS)
            return Modules(funnel=known, brand=True)
        case "service":
            return Modules(briefs=is_stated(profile, "campaigns"), service_first=True)
        case _:
            return Modules()
