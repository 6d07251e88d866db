"""Rules on the team: the posts the platforms need are filled, and the pay fits its line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.profile_facts import yearly_budget
from assistant.planning.rules.rule import Fault, listed, money
from assistant.planning.rules.timing import is_due

# Which posts of the platform table somebody of each role can fill.
_POSTS = {
    "operations": ("运营", "场控", "竞价"),
    "service": ("客服",),
    "design": ("美工", "设计"),
    "copy": ("文案", "内容"),
    "technology": ("技术",),
    "promotion": ("推广", "竞价"),
    "video": ("主播", "场控", "剪辑"),
    "sales": ("业务跟单", "英文"),
}


def check_posts(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-38: the posts of the chosen platforms are filled; pay fits the people line (S0-21, K12)."""
    if not is_due(context, "C1", "D2") or not is_stated(context.profile, "channels.platforms"):
        return
    result = plan.results.get("staffing")
    filled = {post for r in context.records("team") for post in _POSTS.get(str(r.get("role")), ())}
    roles = result.values["roles"] if result else []
    needed = [role for role in roles if role["need"] == "must" and role["zh"] not in filled]
    platforms = [str(item) for item in context.completed.items_of("channels.platforms")]
    if needed and platforms:
        posts = listed([Bilingual(zh=role["zh"], en=role["en"]) for role in needed])
        yield Fault("posts", {"platforms": listed(platforms), "posts": posts}, "team.missing")
    yield from _pay(context)


def _pay(context: DraftContext) -> Iterator[Fault]:
    """Yield a fault when a budget that includes the people does not even pay them."""
    costs = [record.get("cost_per_month") for record in context.records("team")]
    pay = 12 * sum(cost for cost in costs if isinstance(cost, int | float))
    budget = yearly_budget(context.completed)
    includes = context.completed.items_of("budget.includes")
    if budget is not None and "people" in includes and pay > budget:
        slots = {"pay": money(pay), "budget": money(budget)}
        yield Fault("pay", slots, "budget.total")
