"""Trade: which preset fits a firm, by the words it uses, then by its customers and plan type."""

from __future__ import annotations

from assistant.interview.profile import Profile
from assistant.planning.labels import is_stated
from assistant.planning.proposals.preset import Preset, Presets

_TOLD_IN = ("offer.category", "company.name", "company.one_liner", "offer.region")
_LISTED_IN = ("channels.platforms", "current.platforms")


def is_known(profile: Profile) -> bool:
    """Tell whether the owner said what he sells or to whom; before that nothing is proposed."""
    return is_stated(profile, "offer.category") or is_stated(profile, "offer.customer_type")


def choose_preset(profile: Profile, presets: Presets) -> Preset:
    """Return the preset of a firm.

    The one most of whose words occur in what the owner said of firm, products and platforms; then
    the first whose plan type, then the first whose customer type fits; else the last.
    """
    told = _told(profile)
    fitting = [preset for preset in presets.presets if _fits(preset, profile)]
    best = max(fitting, key=lambda preset: _hits(preset, told), default=None)
    if best is not None and _hits(best, told):
        return best
    plan, customers = profile.text("plan.type"), profile.text("offer.customer_type")
    by_plan = (preset for preset in fitting if plan in preset.plan_types)
    by_customers = (preset for preset in reversed(fitting) if customers in preset.customer_types)
    return next(by_plan, None) or next(by_customers, presets.presets[-1])


def _told(profile: Profile) -> str:
    texts = [profile.text(key) for key in _TOLD_IN]
    texts += [str(item) for key in _LISTED_IN for item in profile.items_of(key)]
    return " ".join(texts).lower()


def _hits(preset: Preset, told: str) -> int:
    return sum(word.lower() in told for word in preset.words)


def _fits(preset: Preset, profile: Profile) -> bool:
    """Tell whether a preset serves the customers the owner named."""
    if not preset.customer_types or not is_stated(profile, "offer.customer_type"):
        return True
    return profile.text("offer.customer_type") in preset.customer_types
