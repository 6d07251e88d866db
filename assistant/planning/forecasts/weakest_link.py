"""Weakest link: what each figure of the funnel costs a year against a healthy one (I-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.calculators.funnel import Funnel, build_funnel, change_funnel
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_yuan
from assistant.planning.proposals.preset import Healthy
from assistant.planning.worksheet import Worksheet

_FORMULA = (
    "saved = traffic money at today's figure − traffic money at a healthy one, one figure at a "
    "time (K4)"
)
_LOWER_IS_BETTER = frozenset({"return_rate_pct"})
_UNITS = {"saved": "yuan", "conversion_pct": "pct"}


def add_weakest_link(sheet: Worksheet, healthy: Healthy) -> None:
    """Add weakest_link, when some figure of the first year's funnel is worse than healthy.

    Its values are `links`, the costliest first: [{input, now, healthy, saved}], saved in yuan.
    """
    result = sheet.results.get("funnel")
    if result is None:
        return
    chain = build_funnel({k: v for k, v in result.inputs.items() if k != "available"})
    links = find_links(chain, healthy.model_dump())
    if links:
        sheet.results["weakest_link"] = Result(
            name="weakest_link",
            inputs={"budget": to_yuan(chain.cost)},
            values={"links": links},
            formula=_FORMULA,
            units=_UNITS,
        )


def find_links(chain: Funnel, healthy: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the figures worse than healthy, each with the yuan a year its repair would save."""
    links = []
    for name, now in asdict(chain).items():
        goal = healthy.get(name)
        if goal is None or not (now > goal if name in _LOWER_IS_BETTER else now < goal):
            continue
        saved = to_yuan(chain.cost - change_funnel(chain, {name: goal}).cost)
        if saved > 0:
            links.append({"input": name, "now": now, "healthy": goal, "saved": saved})
    return sorted(links, key=lambda link: -link["saved"])
