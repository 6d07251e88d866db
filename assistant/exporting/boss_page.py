"""Boss page: money only, on one A4 - goal, gap, budget, return, risks, decisions (I-10, S4-22)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.exporting.one_page import OnePage
from assistant.exporting.tables import blocks_of, table_named, with_columns
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Paragraph,
    Plan,
    Run,
    Section,
    Text,
)

_MOST_RISKS = 3
_SUMMARY = "P1"
_RISK = ("risks.event", "risks.signal", "risks.response")


def boss_page(plan: Plan) -> OnePage:
    """Return what a plan says about money, word for word and figure for figure as the plan does."""
    parts = {
        "goal": _goal(plan),
        "money_by_line": _tables(plan, "P7.lines"),
        "money_back": [*_tables(plan, "P7.profit", "P2.order"), *_calculated(plan, "cash_valley")],
        "money_by_month": _months(plan),
        "risks": _risks(plan),
        "decisions": _decisions(plan),
    }
    sections = tuple(
        Section(name, plan.captions[name], tuple(blocks))
        for name, blocks in parts.items()
        if blocks
    )
    note = "" if table_named(plan, "P7.lines") or parts["goal"] else plan.captions["empty_sheet"]
    return OnePage("boss", plan.captions["boss"], sections, columns=2, largest=11, note=note)


def _goal(plan: Plan) -> list[Block]:
    """Return the lines of the summary about the goal, the gap, and whether the money is enough."""
    lines = [
        item
        for item in _summary(plan)
        if any(run.source == "goal.target" for run in item)
        or _comes_from(plan, item, "goal_gap")
        or _comes_from(plan, item, "funnel")
    ]
    return [Bullets(tuple(lines))] if lines else []


def _tables(plan: Plan, *names: str) -> list[Block]:
    found = (table_named(plan, name) for name in names)
    return [replace(table, caption="") for table in found if table]


def _months(plan: Plan) -> list[Block]:
    """Return the months of the plan as columns; what the owner would spend evenly stays away."""
    for block in blocks_of(plan):
        if isinstance(block, Chart) and block.table.name == "P7.2":
            table = with_columns(block.table, "head.month", "head.concentrated")
            return [replace(block, title="", series=block.series[:1], table=table)]
    return []


def _risks(plan: Plan) -> list[Block]:
    table = table_named(plan, "risks")
    if table is None:
        return []
    shown = with_columns(table, *_RISK)
    return [replace(shown, rows=shown.rows[:_MOST_RISKS], caption="")]


def _decisions(plan: Plan) -> list[Block]:
    """Return what the boss is asked for: the money, a way out of a shortage, the open answers."""
    asked: list[Text] = []
    lines = table_named(plan, "P7.lines")
    if lines and len(lines.rows) > 1:
        reserve, total = lines.rows[-2][-1], lines.rows[-1][-1]
        asked.append(_filled(plan, "decide_money", total=total, reserve=reserve))
    funnel = plan.results.get("funnel")
    if funnel and funnel.values.get("short"):
        asked.append((Run(plan.captions["decide_short"]),))
    still = sum(len(section.missing) for section in plan.sections)
    if still:
        asked.append((Run(plan.captions["decide_missing"]),))
    asked.append((Run(plan.captions["decide_approval"]),))
    return [Bullets(tuple(asked))] if lines else []


def _calculated(plan: Plan, name: str) -> list[Block]:
    """Return the first paragraph of the budget whose figures come from one calculation."""
    for section in plan.sections:
        for block in section.blocks if section.id == "P7" else ():
            if isinstance(block, Paragraph) and _comes_from(plan, block.text, name):
                return [block]
    return []


def _summary(plan: Plan) -> Iterator[Text]:
    for section in plan.sections:
        for block in section.blocks if section.id == _SUMMARY else ():
            if isinstance(block, Bullets):
                yield from block.items


def _comes_from(plan: Plan, text: Iterable[Run], name: str) -> bool:
    result = plan.results.get(name)
    return result is not None and any(result.formula in run.source for run in text)


def _filled(plan: Plan, caption: str, **slots: Text) -> Text:
    """Return a fixed sentence with runs in its slots."""
    runs: list[Run] = []
    for i, piece in enumerate(re.split(r"\{([a-z]+)\}", plan.captions[caption])):
        runs += slots[piece] if i % 2 else (Run(piece),)
    return tuple(run for run in runs if run.text)
