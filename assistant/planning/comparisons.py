"""Comparisons: answers set side by side: the size of the budget, alternatives, replies a day."""

from __future__ import annotations

from typing import Any

from assistant.calculators.alternative import Alternative
from assistant.calculators.alternatives import alternatives
from assistant.calculators.budget_size import budget_size
from assistant.calculators.reply_workload import reply_workload
from assistant.interview.profile import Profile
from assistant.planning.profile_facts import yearly_budget
from assistant.planning.worksheet import Worksheet, order_of


def compare(sheet: Worksheet, minutes_per_reply: float) -> None:
    """Add K2, K11 and K14 where the profile and earlier results allow them."""
    _size_budget(sheet)
    plans = scored_alternatives(sheet.profile)
    sheet.run("alternatives", alternatives, {}, plans=plans or None)
    sheet.run(
        "reply_workload",
        reply_workload,
        {"messages_per_day": "service.messages_per_day"},
        minutes_each=minutes_per_reply,
    )


def _size_budget(sheet: Worksheet) -> None:
    """Set what the owner is ready to spend beside what the goal, margin and sales suggest."""
    willing, revenue = yearly_budget(sheet.profile), sheet.profile.number("goal.current")
    given: dict[str, Any] = {
        "willing": willing,
        "revenue": revenue if sheet.profile.text("goal.metric") in ("", "revenue") else None,
        "need": sheet.value("funnel", "budget"),
        "orders": sheet.value("funnel", "orders"),
        "max_cpa": _most_per_order(sheet),
    }
    known = {name: value for name, value in given.items() if value is not None}
    # One answer alone compares with nothing.
    if "willing" in known and len(known) > 1:
        sheet.run("budget_size", budget_size, {}, **known)
        sheet.credit("budget_size", willing="budget.total", revenue="goal.current")


def _most_per_order(sheet: Worksheet) -> float | None:
    """Return the most an order may cost to win; an order that earns nothing allows nothing."""
    economics = sheet.results.get("unit_economics")
    return None if economics is None else max(0.0, order_of(economics).contribution)


def scored_alternatives(profile: Profile) -> list[Alternative]:
    """Return the alternatives that have a gain, a cost and a feasibility, at least two of them."""
    found = []
    for item in profile.items_of("alternatives"):
        numbers = [item.get(k) for k in ("profit", "cost", "feasibility")] if _is(item) else []
        if numbers and all(isinstance(n, int | float) for n in numbers):
            found.append(Alternative(str(item.get("name", "")), *numbers))
    return found if len(found) > 1 else []


def _is(item: object) -> bool:
    return isinstance(item, dict)
