"""Rules on the goal: complete, adding up, with a reason for its growth, one to three years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, listed, money

_GOAL_FIELDS = ("goal.metric", "goal.current", "goal.target", "goal.due", "lead.name")
# A reason for steep growth; the interview does not ask for it, a consultant may add the field.
_REASON = "goal.reason"
# A figure, a Latin name or address, a quoted name: something that can be checked one day.
_CONCRETE = re.compile(r"[0-9A-Za-z“”「」《》]|[一二两三四五六七八九十百千万]|[翻加]倍|倍|成|半")


def check_goal(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-06: metric, unit, baseline, target, date and owner are known (S4-34, S1-6)."""
    lacks = [key for key in _GOAL_FIELDS if not context.knows(key)]
    names: list[Bilingual] = [context.labels.names(key) for key in lacks]
    if context.knows("goal.target") and not context.completed["goal.target"].unit:
        lacks.append("goal.target")
        names.append(context.wording["R-06.unit"])
    if lacks:
        yield Fault("lacks", {"items": listed(names)}, lacks[0])


def check_milestones(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-07: the steps add up to the gap, months to quarters to the year; each is equipped."""
    result = plan.results.get("goal_gap")
    if result is None:
        return
    gap = result.inputs["target"] - result.inputs["current"]
    milestones = result.values["milestones"]
    tolerance = abs(gap) * context.wording.thresholds.milestone_tolerance_pct / 100
    off = abs(milestones[-1] - result.inputs["current"] - gap)
    if off > tolerance:
        yield Fault("sum", {"off": money(off)}, "goal.target")
    months, quarters = result.values["months"], result.values["quarters"]
    by_quarter = [sum(months[i : i + 3]) for i in range(0, 12, 3)]
    uneven = sum(abs(a - b) for a, b in zip(by_quarter, quarters, strict=True))
    uneven += abs(sum(quarters) - milestones[0])
    if uneven > abs(milestones[0]) * context.wording.thresholds.milestone_tolerance_pct / 100:
        yield Fault("months", {"off": money(uneven)}, "goal.target")
    lacks = [k for k in ("horizon.start", "budget.total", "lead.name") if not context.knows(k)]
    if lacks:
        items = listed([context.labels.names(key) for key in lacks])
        yield Fault("lacks", {"items": items}, lacks[0])


def check_growth(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-08: growth above 100 % a year needs a thought, above 200 % a written reason (S0-9)."""
    result = plan.results.get("goal_gap")
    growth = result.values["cagr_pct"] if result else None
    limits = context.wording.thresholds
    if growth is None or growth <= limits.growth_warn_pct:
        return
    unexplained = growth > limits.growth_block_pct and not context.profile.text(_REASON)
    slots = {"growth": figures.percent(growth)}
    yield Fault("fast", slots, "goal.target", "B" if unexplained else "W")


def check_horizon(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-09: the plan covers one to three years (S0-2)."""
    years, limits = context.completed.number("horizon.years"), context.wording.thresholds
    if years is None or limits.horizon_min_years <= years <= limits.horizon_max_years:
        return
    fitting = min(max(years, limits.horizon_min_years), limits.horizon_max_years)
    change = {"horizon.years": round(fitting)}
    yield Fault("outside", {"years": figures.number(years)}, "horizon.years", change=change)


def check_concrete(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-10: further goals hold a number or a name, new columns are called by theirs (S3-12)."""
    goals = context.profile.items_of("goal.secondary")
    columns = context.profile.items_of("site.new_columns")
    vague = [("goal.secondary", str(goal)) for goal in goals if not _CONCRETE.search(str(goal))]
    general = context.wording.words_of("vague_columns")
    vague += [("site.new_columns", str(c)) for c in columns if not _without(str(c), general)]
    if vague:
        texts = [f"“{text}”" for _, text in vague]
        yield Fault("vague", {"texts": listed(texts)}, vague[0][0])


def _without(text: str, words: tuple[str, ...]) -> str:
    """Return what is left of a text once general words are taken out."""
    rest = text.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest.strip(" 的、，,.。")
