"""Contradictions around customers: who they are, what keeps them, how the brand treats them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning.contradictions.clash import (
    Clash,
    Fix,
    Quote,
    quoted,
    quoted_parts,
    with_changes,
)
from assistant.planning.contradictions.said import Said
from assistant.planning.slots import listed, percent

# What the main attack must speak of for each key problem (A10).
_FAMILIES = {
    "attract_buyers": "traffic",
    "recommend_products": "convert",
    "serve_customers": "retain",
}
_OTHER_SIDE = {"b2b": ("consumer_roles", "trade_roles"), "b2c": ("trade_roles", "consumer_roles")}


def persona_of_the_other_side(said: Said) -> Iterator[Clash]:
    """Every wanted customer belongs to the other kind than the customer type says."""
    kind, personas = said.text("offer.customer_type"), said.records("personas")
    roles = [role for record in personas if isinstance(role := record.get("role"), str) and role]
    if kind not in _OTHER_SIDE or not roles:
        return
    wrong, right = _OTHER_SIDE[kind]
    if all(said.mentions(wrong, role) and not said.mentions(right, role) for role in roles):
        other = "b2c" if kind == "b2b" else "b2b"
        fixes = (
            Fix("other", "offer.customer_type", other),
            Fix("both", "offer.customer_type", "both"),
        )
        quotes = (Quote("offer.customer_type"), *quoted_parts("personas", "role", personas))
        yield Clash(quotes, {"role": roles[0]}, fixes)


def attack_misses_problem(said: Said) -> Iterator[Clash]:
    """The main attack answers another problem than the one that comes first."""
    problems, attack = said.items("problem.key"), said.text("strategy.main_attack")
    if len(problems) != 1 or problems[0] not in _FAMILIES or not attack:
        return
    answered = [problem for problem, words in _FAMILIES.items() if said.mentions(words, attack)]
    if answered and problems[0] not in answered:
        fix = Fix(answered[0], "problem.key", [answered[0]])
        yield Clash(quoted("problem.key", "strategy.main_attack"), {"attack": attack}, (fix,))


def battles_only_for_new_customers(said: Said) -> Iterator[Clash]:
    """Every battle is for new customers, while most old ones are to buy again."""
    goal, campaigns = said.number("after.repeat_goal_pct"), said.records("campaigns")
    if goal is None or goal < said.limits.repeat_goal_pct or not campaigns:
        return
    if all(campaign.get("objective") == "new_customers" for campaign in campaigns):
        last = len(campaigns) - 1
        turned = with_changes(campaigns, last, objective="daily_sales")
        slots = {"node": str(campaigns[last].get("node", ""))}
        quotes = (
            Quote("after.repeat_goal_pct"),
            *quoted_parts("campaigns", "objective", campaigns),
        )
        yield Clash(quotes, {"goal": percent(goal)}, (Fix("old", "campaigns", turned, slots),))


def discount_against_character(said: Said) -> Iterator[Clash]:
    """Discounts are ruled out, and offered."""
    refused = [
        key
        for key in ("brand.dont", "strategy.not_doing")
        if said.mentions("refuses_discount", *said.items(key))
    ]
    if said.mentions("premium", *said.items("brand.personality")):
        refused.append("brand.personality")
    hooks, campaigns = said.items("offer.hooks"), said.records("campaigns")
    cheap = [hook for hook in hooks if said.mentions("discount", hook)]
    themes = [r for r in campaigns if said.mentions("discount", str(r.get("theme", "")))]
    if not refused or not (cheap or themes):
        return
    fixes = []
    if cheap and not themes:
        kept = [hook for hook in hooks if hook not in cheap]
        fixes.append(Fix("hooks", "offer.hooks", kept, {"offer": listed(cheap)}))
    if refused == ["brand.dont"]:
        allowed = [
            item for item in said.items("brand.dont") if not said.mentions("refuses_discount", item)
        ]
        fixes.append(Fix("allow", "brand.dont", allowed))
    offers = cheap or [str(record["theme"]) for record in themes]
    quotes = (
        *quoted(*refused),
        *(quoted("offer.hooks") if cheap else ()),
        *quoted_parts("campaigns", "theme", themes),
    )
    yield Clash(quotes, {"offer": offers[0]}, tuple(fixes))
