"""Posts: whom the platforms need (K12), and five ways to a lead where one is missing (K13)."""

from __future__ import annotations

from datetime import date

from assistant.calculators.platform_roles import find_platform
from assistant.calculators.staffing import staffing
from assistant.calculators.talent_routes import YesNo, talent_routes
from assistant.interview.profile import Profile
from assistant.planning.labels import is_stated
from assistant.planning.people import holder_of
from assistant.planning.period import parse_day
from assistant.planning.proposals.preset import Figures
from assistant.planning.worksheet import Worksheet

_DAYS_A_MONTH = 30.4
_USUAL_WAIT = 6.0
_LONGEST_WAIT = 36.0


def add_posts(sheet: Worksheet, figures: Figures, today: date) -> None:
    """Add staffing for the platforms named, and talent_routes while nobody leads full-time."""
    named = [str(item) for item in sheet.profile.items_of("channels.platforms")]
    # The platform a default names is not one the owner chose, so it needs nobody.
    main = sheet.profile.text("channels.main") if is_stated(sheet.profile, "channels.main") else ""
    platforms = named or ([main] if main else [])
    if any(find_platform(platform) for platform in platforms):
        sheet.run("staffing", staffing, {}, platforms=platforms)
        sheet.credit("staffing", platforms="channels.platforms" if named else "channels.main")
    if _needs_lead(sheet.profile):
        _add_routes(sheet, figures, today)


def _needs_lead(profile: Profile) -> bool:
    return not is_stated(profile, "lead.name") or profile.raw("lead.fulltime") is False


def _add_routes(sheet: Worksheet, figures: Figures, today: date) -> None:
    """Rank the routes; pay is the market's, because nobody is asked what a lead may cost."""
    profile = sheet.profile
    base = holder_of(profile, "service") and (
        holder_of(profile, "design") or holder_of(profile, "copy")
    )
    marketer = holder_of(profile, "operations") or holder_of(profile, "promotion")
    proven = any(isinstance(s, dict) and s.get("proof") for s in profile.items_of("strengths"))
    sheet.run(
        "talent_routes",
        talent_routes,
        {},
        market_pay=figures.operator_pay,
        monthly_budget=figures.operator_pay,
        months_until_battle=_months_until_battle(profile, today),
        base_team=_yes(bool(base)),
        has_marketer=_yes(bool(marketer)),
        strong_product=_yes(proven),
    )


def _months_until_battle(profile: Profile, today: date) -> float:
    campaigns = (c for c in profile.items_of("campaigns") if isinstance(c, dict))
    days = (parse_day(str(campaign.get("date") or "")) for campaign in campaigns)
    ahead = [(day - today).days / _DAYS_A_MONTH for day in days if day and day > today]
    return min(_LONGEST_WAIT, round(min(ahead, default=_USUAL_WAIT), 1))


def _yes(holds: bool) -> YesNo:
    return "yes" if holds else "no"
