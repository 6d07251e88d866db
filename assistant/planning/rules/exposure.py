"""Rules on exposure: not living on one platform, and no test too small to prove anything."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.calculators.platform_roles import find_platform
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, money
from assistant.planning.severity import Severity


def check_dependence(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-21: above 60 % on one platform warns, above 80 % blocks unless accepted (S0-19, S0-28).

    A shop of one's own, a website or dealers are no platform that could close the door.
    """
    result, limits = plan.results.get("platform_dependence"), context.wording.thresholds
    if result is None:
        return
    top, share = str(result.values["top"]), result.values["top_share_pct"]
    if find_platform(top) is None or context.wording.mentions("own_channel", top):
        return
    if share > limits.platform_warn_pct:
        severity: Severity = "B" if share > limits.platform_block_pct else "W"
        slots = {"platform": top, "share": figures.percent(share)}
        slots["max"] = figures.percent(limits.platform_warn_pct)
        yield Fault("top", slots, "current.channels", severity)


def check_test(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-43: a test is large enough to mean something; a cold start is paid for (S0-7, S0-35).

    The smallest monthly limit of a channel is the test, or a month's traffic money; a firm without
    sales and old customers starts cold.
    """
    result = plan.results.get("minimum_test")
    spend = _smallest(plan, context)
    needed = result.values["needed_spend"] if result else None
    slots = {"spend": money(spend or 0), "need": money(needed or 0)}
    if spend is not None and needed is not None and spend < needed:
        yield Fault("small", slots, "channels.mix")
    valley = plan.results.get("cash_valley")
    if valley is None or not _starts_cold(context):
        return
    if valley.values["need"] and valley.values["recovered_month"] is None:
        yield Fault("valley", {"need": money(valley.values["need"])}, "budget.total")


def _smallest(plan: Plan, context: DraftContext) -> float | None:
    caps = [channel.get("cap") for channel in context.records("channels.mix")]
    limits = [float(cap) for cap in caps if isinstance(cap, int | float) and cap > 0]
    if limits:
        return min(limits)
    money_known = is_stated(context.profile, "budget.total") and "allocation" in plan.results
    return plan.results["allocation"].values["traffic"] / 12 if money_known else None


def _starts_cold(context: DraftContext) -> bool:
    """Tell whether there are neither sales nor old customers, by the owner's own words."""
    profile = context.profile
    return profile.number("goal.current") == 0 and not profile.number("assets.old_customers")
